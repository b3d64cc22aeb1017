"""Event definitions: read, kept for when there is no network, made and deleted."""
