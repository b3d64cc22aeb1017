"""What the number of an answer's status says, whoever asks: one place."""

from enum import IntEnum

FORBIDDEN = 403
THROTTLED = 429


class Family(IntEnum):
    """The first digit of a status."""

    NONE = 0  # no answer came, or the number is none of these
    SUCCESS = 2
    REDIRECT = 3
    REFUSAL = 4
    FAILURE = 5


def family(status: int | None) -> Family:
    """Tell the family of a status; odd ones past 599 count as failures."""
    if status is None:
        return Family.NONE
    first = min(status // 100, Family.FAILURE)
    return Family(first) if first in Family else Family.NONE
