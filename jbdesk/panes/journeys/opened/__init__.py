"""The journey that is open: what is read for it, kept of it, and written."""
