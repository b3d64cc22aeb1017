"""Data extensions: their fields and their rows."""
