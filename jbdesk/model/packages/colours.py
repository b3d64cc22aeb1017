"""The colours by which a connection's environment is told, all the time."""

from jbdesk.model.choices import Choice

PRODUCTION = "red"  # the environment colour that stands for it
COLOURS = (
    Choice(PRODUCTION, "Production"),
    Choice("amber", "Staging"),
    Choice("blue", "Test"),
    Choice("green", "Sandbox"),
    Choice("grey", "Other"),
)
