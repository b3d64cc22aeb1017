"""Copying a journey to another business unit."""
