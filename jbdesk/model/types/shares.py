"""Percentages that are whole numbers and sum to 100."""

from collections.abc import Sequence

WHOLE = 100


def even(count: int, total: int = WHOLE) -> list[int]:
    """Shares as equal as whole numbers can be, the larger ones first."""
    return [total // count + (position < total % count) for position in range(count)]


def spread(shares: Sequence[int], total: int) -> list[int]:
    """Scale shares to the total, keeping their proportion and each at least 1."""
    whole = sum(shares)
    if whole <= 0:
        return even(len(shares), total)
    room = total - len(shares)
    exact = [share * room / whole for share in shares]
    scaled = [1 + int(each) for each in exact]
    by_rest = sorted(
        range(len(shares)), key=lambda each: int(exact[each]) - exact[each]
    )
    for position in by_rest[: total - sum(scaled)]:
        scaled[position] += 1
    return scaled
