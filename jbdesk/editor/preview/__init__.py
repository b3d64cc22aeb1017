"""Test contacts on the way through the journey as it is drawn."""
