"""Credentials: connections and what they may do."""
