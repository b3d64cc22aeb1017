"""Content Builder: the assets that journeys send."""
