"""Tooltips that show data as text: Qt would take markup in it for real."""

from html import escape


def tooltip(text: str) -> str:
    """Give the text so that Qt shows it as it is and breaks its lines."""
    return f"<span>{escape(text)}</span>" if text else ""
