"""A Marketing Cloud tenant on this computer: an HTTP server over SQLite."""
