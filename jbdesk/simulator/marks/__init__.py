"""Every answer with its mark, and the page of what is only likely."""
