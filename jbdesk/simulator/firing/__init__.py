"""Event definitions, and every door by which an event comes."""
