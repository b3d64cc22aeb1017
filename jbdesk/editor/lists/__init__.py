"""The journey as lists: outline, problems, palette, history, what was found."""
