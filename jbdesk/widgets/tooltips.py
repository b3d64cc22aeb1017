"""Tooltips that show data as text: Qt would take markup in it for real."""

# What the html module does takes some milliseconds to import, before the window.
_AS_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
ONE_LINE = 80  # characters; Qt breaks the lines of markup only
MOST = 2_000  # characters; nobody reads more, and Qt would measure them all


def tooltip(text: str) -> str:
    """Give the text so that Qt shows it as it is and breaks long lines."""
    if len(text) > MOST:
        text = f"{text[:MOST]} …"
    # Without a tag Qt takes a text as it is.
    if len(text) <= ONE_LINE and "<" not in text:
        return text
    return f"<span>{text.translate(_AS_TEXT)}</span>"
