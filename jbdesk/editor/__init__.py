"""The journey editor; it knows no service."""
