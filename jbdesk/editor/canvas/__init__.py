"""The journey drawn, and what mouse and keys do to it in place."""
