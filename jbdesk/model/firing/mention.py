"""Whether a text speaks of a contact: its key as a whole, not as part of another."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote


class Mention:
    """Finds one contact key, also inside JSON and addresses, in either case."""

    def __init__(self, contact_key: str) -> None:
        self._key = contact_key.strip().casefold()
        # “ada@x.com” is not in “ada@x.com.au”, yet it is at the end of a sentence.
        self._whole = re.compile(
            rf"(?<![\w@+-])(?<!\w\.){re.escape(self._key)}(?![\w@+-]|\.\w)"
        )
        self._is_number = self._key.isdigit()

    def is_in(self, text: str) -> bool:
        """Whether the key stands in a text, an address, or a text of JSON."""
        folded = text.casefold()
        if not self._key or not text:
            return False
        if "\\" not in text and "%" not in text and self._key not in folded:
            return False
        value = _json_in(text)
        if value is not None:
            return any(self.is_told(each) for each in _texts_in(value))
        return self.is_told(text) or self.is_told(unquote(text))

    def is_told(self, text: str) -> bool:
        """Whether the key stands in plain words."""
        folded = text.casefold()
        # A number is a count, a page or a price as well; it must stand alone.
        if self._is_number:
            return self._key in re.split(r"[/?&=\s:,“”\"']", folded)
        return self._whole.search(folded) is not None


def _json_in(text: str) -> Any:
    try:
        return json.loads(text) if text.lstrip()[:1] in ("{", "[", '"') else None
    except (ValueError, RecursionError):
        return None


def _texts_in(value: Any) -> Iterator[str]:
    """Give every text in a JSON value, names too."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            yield from each
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
