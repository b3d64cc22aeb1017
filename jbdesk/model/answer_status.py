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


_NUMBERS = frozenset(Family)  # Python 3.11 can't look for a number in an enum


_BY_DIGIT = {int(each): each for each in Family}


def family(status: int | None) -> Family:
    """Tell the family of a status; odd ones past 599 count as failures."""
    if status is None:
        return Family.NONE
    return _BY_DIGIT.get(min(status // 100, Family.FAILURE), Family.NONE)
