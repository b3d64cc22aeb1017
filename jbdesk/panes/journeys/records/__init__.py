"""A journey's contact history and its audit log."""
