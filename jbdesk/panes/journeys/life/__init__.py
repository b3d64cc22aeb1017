"""A journey's versions: what may be done with each, and doing it."""
