"""Text for places that can't show every character: terminals, old encodings."""


def for_terminal(text: str, encoding: str | None) -> str:
    """Show control characters and what the encoding lacks as their numbers."""
    shown = "".join(each if _is_shown(each) else _number(each) for each in text)
    name = encoding or "utf-8"
    return shown.encode(name, "backslashreplace").decode(name)


def _is_shown(letter: str) -> bool:
    return letter.isprintable() or letter == "\n"


def _number(letter: str) -> str:
    code = ord(letter)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004 - a byte
