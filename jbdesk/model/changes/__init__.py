"""The edits of a journey, each a pure function."""
