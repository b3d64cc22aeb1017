"""Test contacts, what is expected of them, and how that ended."""
