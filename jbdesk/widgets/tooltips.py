"""Tooltips that show data as text: Qt would take markup in it for real."""

from html import escape

ONE_LINE = 80  # characters; Qt breaks the lines of markup only


def tooltip(text: str) -> str:
    """Give the text so that Qt shows it as it is and breaks long lines."""
    # Without a tag Qt takes a text as it is.
    if len(text) <= ONE_LINE and "<" not in text:
        return text
    return f"<span>{escape(text)}</span>"
