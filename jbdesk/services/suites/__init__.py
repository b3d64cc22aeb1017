"""Suites run offline, on a simulator of their own, or for real."""
