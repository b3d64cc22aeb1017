"""The journey under measurement: chains of ten that split in two, breadth first."""

from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tests import builders

CHAIN = 10  # from one split to the next


@dataclass(frozen=True)
class Shape:
    """Activities by number, and which leads to which; the same for every canvas."""

    count: int
    paths: tuple[tuple[int, int], ...]

    def places(self) -> list[tuple[float, float]]:
        """Give each a place, for those who lay nothing out themselves."""
        return [(n // 40 * 240.0, n % 40 * 100.0) for n in range(self.count)]


def shape(count: int) -> Shape:
    """Make a tree of so many activities."""
    paths: list[tuple[int, int]] = []
    heads = deque([0])
    used = 1
    while heads and used < count:
        at = heads.popleft()
        for _ in range(min(CHAIN - 1, count - used)):
            paths.append((at, used))
            at, used = used, used + 1
        for _ in range(min(2, count - used)):
            paths.append((at, used))
            heads.append(used)
            used += 1
    return Shape(count, tuple(paths))


@lru_cache
def body_of(made: Shape) -> Any:
    """Give the shape as the JSON of a journey."""
    targets: dict[int, list[str]] = {number: [] for number in range(made.count)}
    for source, target in made.paths:
        targets[source].append(f"A-{target}")
    activities = [_activity(number, found) for number, found in targets.items()]
    return builders.journey(*activities).body


def _activity(number: int, targets: list[str]) -> Any:
    key, to = f"A-{number}", (targets or [None])[0]
    if len(targets) > 1:
        return builders.random_split(key, (40, to), (60, targets[1]), name="Test")
    if number % 2:
        return builders.email(key, to=to, name=f"Email {number}", subject="Welcome")
    return builders.wait(key, 1 + number % 5, to=to)
