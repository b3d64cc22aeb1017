"""Keys that stand twice in one object of a JSON text, where only the last counts.

JSON readers, the service's too, keep the last value; the others are lost as soon
as the journey is saved, so a person must hear of it.
"""

from collections import Counter
from typing import Any

from jbdesk.model import lens
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.problem import Problem, Severity, Where

CODE = "repeated-key"


class RepeatedKeys:
    """Notes repeats while a text is parsed: `wire.loads(text, repeats.made)`."""

    def __init__(self) -> None:
        self._noted: dict[int, tuple[JsonObject, tuple[str, ...]]] = {}

    def made(self, pairs: list[tuple[str, Any]]) -> JsonObject:
        """Make an object of its members; of those with one key the last."""
        value = dict(pairs)
        if len(value) < len(pairs):
            counts = Counter(key for key, _ in pairs)
            repeated = tuple(key for key, count in counts.items() if count > 1)
            self._noted[id(value)] = (value, repeated)
        return value

    def problems(self, journey: Journey) -> tuple[Problem, ...]:
        """Tell of every repeat in a journey that came from the text."""
        found: list[Problem] = []
        waiting: list[tuple[lens.Path, Any]] = [((), journey.body)]
        while waiting and self._noted:
            path, value = waiting.pop()
            if isinstance(value, list):
                waiting += [((*path, at), each) for at, each in enumerate(value)]
            elif isinstance(value, dict):
                waiting += [((*path, name), each) for name, each in value.items()]
                found += self._told(journey, path, value)
        return tuple(found)

    def _told(self, journey: Journey, path: lens.Path, value: Any) -> list[Problem]:
        if id(value) not in self._noted:
            return []
        place = f" in {'.'.join(map(str, path))}" if path else ""
        return [
            Problem(
                f"The key “{key}” stands more than once{place}; only the last one"
                " counts, and the others are lost when the journey is saved.",
                Severity.WARNING,
                _where(journey, path),
                CODE,
            )
            for key in self._noted[id(value)][1]
        ]


def _where(journey: Journey, path: lens.Path) -> Where:
    if path[:1] == ("activities",) and len(path) > 1 and isinstance(path[1], int):
        return Where("activity", tuple(journey.by_ref)[path[1]])
    return Where("trigger") if path[:1] == ("triggers",) else Where()
