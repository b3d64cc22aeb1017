"""Event definitions, their keys and fields."""
