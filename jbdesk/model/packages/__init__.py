"""Installed packages: their kinds, their scopes, and why they open nothing."""
