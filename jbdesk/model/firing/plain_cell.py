"""Cells that a spreadsheet must not take for formulas.

What begins like one gets an apostrophe, which a spreadsheet takes for "this is
text", and `plain` takes it away again. Numbers are left as they are.
"""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n]")
_NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")


def escaped(text: str) -> str:
    """Write the text so that no spreadsheet runs it."""
    if not _FORMULA.match(text) or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"


def plain(text: str) -> str:
    """Give the text that was escaped; any other as it is."""
    return text[1:] if _ESCAPED.match(text) else text
