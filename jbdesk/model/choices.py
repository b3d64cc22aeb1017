"""A value to choose, and the words for it; all that a menu must know of a table."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Choice:
    """One value of a choice field and the words for it."""

    value: Any
    label: str
