"""The simulator pane: a tenant's clock and everything that happens by it."""

from jbdesk.panes.simulator.pane import SimulatorPane

__all__ = ["SimulatorPane"]
