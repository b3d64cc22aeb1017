"""Which journeys of a list are shown: by status, entry event, tag, folder and age."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from jbdesk.model.fields import Choice
from jbdesk.model.journeys.journey_row import JourneyRow, folder_word, status_word
from jbdesk.model.texts import service_time

ANY = ""
NONE = "\0"  # no entry event, no tag, no folder

AGES = (
    Choice(ANY, "Any date"),
    Choice("1", "Changed since yesterday"),
    Choice("7", "Changed in 7 days"),
    Choice("30", "Changed in 30 days"),
    Choice("90", "Changed in 90 days"),
)


@dataclass(frozen=True)
class JourneyFilter:
    """What a row must be; an empty part lets everything through."""

    status: str = ANY
    event: str = ANY  # an event definition key
    tag: str = ANY
    folder: str = ANY
    age: str = ANY  # days

    @property
    def is_open(self) -> bool:
        return self == JourneyFilter()

    def picked(
        self, rows: Iterable[JourneyRow], now: datetime | None = None
    ) -> tuple[JourneyRow, ...]:
        """Give the rows that it lets through."""
        since = self._since(now or datetime.now(UTC))
        return tuple(row for row in rows if self._takes(row, since))

    def _since(self, now: datetime) -> str:
        if not self.age:
            return ""
        return service_time.written(now - timedelta(days=int(self.age)))

    def _takes(self, row: JourneyRow, since: str) -> bool:
        # The service's dates sort as text: all are in its own zone.
        return (
            (not self.status or self.status in _states(row))
            and (not self.event or (row.event_definition_key or NONE) == self.event)
            and (not self.tag or self.tag in (row.tags or (NONE,)))
            and (not self.folder or folder_of(row) == self.folder)
            and (not since or row.modified_date >= since)
        )


def _states(row: JourneyRow) -> set[str]:
    """Its own status, and that of an older version which runs still."""
    rows = (row, row.running) if row.running else (row,)
    return {status_word(each.status) for each in rows}


def folder_of(row: JourneyRow) -> str:
    return NONE if row.folder is None else str(row.folder)


@dataclass(frozen=True)
class Offered:
    """What each part of the filter can be set to, with how many rows it would leave."""

    statuses: tuple[Choice, ...]
    events: tuple[Choice, ...]
    tags: tuple[Choice, ...]
    folders: tuple[Choice, ...]


def offered(rows: Iterable[JourneyRow], names: dict[str, str]) -> Offered:
    """Give what is there to choose; `names` are those of event definitions."""
    rows = tuple(rows)
    statuses = _counts(state for row in rows for state in _states(row))
    events = _counts(row.event_definition_key or NONE for row in rows)
    tags = _counts(tag for row in rows for tag in row.tags or (NONE,))
    folders = _counts(folder_of(row) for row in rows)
    return Offered(
        _choices("Any status", statuses, lambda key: key),
        _choices(
            "Any event",
            events,
            lambda key: "No entry event" if key == NONE else names.get(key) or key,
        ),
        _choices("Any tag", tags, lambda key: "No tag" if key == NONE else key),
        _choices(
            "Any folder",
            folders,
            lambda key: folder_word(None if key == NONE else int(key)),
        ),
    )


def _counts(keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found


def _choices(
    heading: str, counts: dict[str, int], label: Callable[[str], str]
) -> tuple[Choice, ...]:
    named = sorted(((label(key), key) for key in counts), key=lambda e: e[0].casefold())
    return (
        Choice(ANY, heading),
        *(Choice(key, f"{text} · {counts[key]:,}") for text, key in named),
    )
