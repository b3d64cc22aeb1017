"""What a person looks for among the exchanges, and how the file is asked for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from jbdesk.services import mentions

NO_ANSWER = 0  # as a class of statuses, beside 2, 4 and 5
_SEARCHED = (
    "method",
    "url",
    "label",
    "reason",
    "error",
    "request_body",
    "answer_body",
)
_FAILED = "(status IS NULL OR status < 200 OR status > 299)"


@dataclass(frozen=True)
class Query:
    """Each part narrows; one without any finds everything."""

    text: str = ""  # each of its words, anywhere
    connection_id: str = ""
    is_write: bool | None = None
    status_class: int | None = None
    is_failed: bool = False
    since: datetime | None = None

    @property
    def is_narrow(self) -> bool:
        return self != Query()


def condition(query: Query) -> tuple[str, tuple[object, ...]]:
    """Write the query for the file: a condition, and the values in it."""
    parts = list(_parts(query))
    if not parts:
        return "1", ()
    return (
        " AND ".join(words for words, _ in parts),
        tuple(value for _, values in parts for value in values),
    )


def _parts(query: Query) -> Iterator[tuple[str, tuple[object, ...]]]:
    # What is quick to tell stands before what reads whole bodies.
    if query.since is not None:
        yield "at >= ?", (stamp(query.since),)
    if query.connection_id:
        yield "connection_id = ?", (query.connection_id,)
    if query.is_write is not None:
        yield "is_write = ?", (int(query.is_write),)
    if query.status_class == NO_ANSWER:
        yield "status IS NULL", ()
    elif query.status_class is not None:
        yield "status / 100 = ?", (query.status_class,)
    if query.is_failed:
        yield _FAILED, ()
    for word in query.text.split():
        yield mentions.condition(word, _SEARCHED)


def stamp(at: datetime) -> str:
    """Write an instant so that the later one is the greater text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
