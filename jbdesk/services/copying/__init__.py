"""Copying a journey to another business unit: read, write with a journal, undo."""
