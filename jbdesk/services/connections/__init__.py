"""Connections, their secrets, and what they may do."""
