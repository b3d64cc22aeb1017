"""Shared by all tests; builders.py beside it makes journeys."""
