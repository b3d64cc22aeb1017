"""Twins: rows that name a contact that an earlier row names already.

A million keys take some 50 MB: no key is kept, but its hash and its line.
"""

from array import array
from dataclasses import dataclass

_AT_FIRST = 1 << 10
_EXAMPLES = 100
_BITS = (1 << 64) - 1


@dataclass(frozen=True)
class Twin:
    """A row, the line of the earlier one, and whether both are alike to the letter."""

    number: int
    contact_key: str
    first: int
    is_exact: bool


class Twins:
    """Counts twins while rows pass by; keeps the first of them to be shown."""

    def __init__(self) -> None:
        self._exact = _Lines()
        self._alike = _Lines()  # by case and blanks
        self.exact = 0
        self.alike = 0
        self.examples: list[Twin] = []

    @property
    def total(self) -> int:
        return self.exact + self.alike

    def note(self, number: int, contact_key: str) -> int:
        """Give the number of an earlier row of the same contact; 0: there is none."""
        first = self._exact.put(contact_key, number)
        alike = self._alike.put(" ".join(contact_key.casefold().split()), number)
        if not alike:
            return 0
        self.exact += bool(first)
        self.alike += not first
        if len(self.examples) < _EXAMPLES:
            twin = Twin(number, contact_key, first or alike, is_exact=bool(first))
            self.examples.append(twin)
        return first or alike


class _Lines:
    """The first line of each text, by its hash, in two flat arrays."""

    def __init__(self) -> None:
        self._hashes = array("Q", bytes(8 * _AT_FIRST))
        self._lines = array("Q", bytes(8 * _AT_FIRST))
        self._count = 0

    def put(self, text: str, line: int) -> int:
        """Give the line that had the text before; 0 where none had."""
        hashed = (hash(text) & _BITS) or 1  # 0 marks a free place
        place = self._place(hashed)
        if self._hashes[place]:
            return self._lines[place]
        self._hashes[place], self._lines[place] = hashed, line
        self._count += 1
        if 2 * self._count > len(self._hashes):
            self._grow()
        return 0

    def _place(self, hashed: int) -> int:
        mask = len(self._hashes) - 1
        place = hashed & mask
        while self._hashes[place] not in (0, hashed):
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        hashes, lines = self._hashes, self._lines
        self._hashes = array("Q", bytes(16 * len(hashes)))
        self._lines = array("Q", bytes(16 * len(hashes)))
        for hashed, line in zip(hashes, lines, strict=True):
            if hashed:
                place = self._place(hashed)
                self._hashes[place], self._lines[place] = hashed, line
