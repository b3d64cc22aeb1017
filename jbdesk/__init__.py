"""jbdesk: fire test contacts, browse event definitions and build journeys."""

__version__ = "0.1.0"
