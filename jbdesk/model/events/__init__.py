"""Event definitions: found by their keys, compared with what they fill, written."""
