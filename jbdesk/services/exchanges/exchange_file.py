"""The file of exchanges: one SQLite database, used by one thread at a time.

It is bounded: past so many bytes or days the oldest are let go. What is deleted
is overwritten, so that the text is gone from the file as well.
"""

import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from jbdesk.api import masking
from jbdesk.model.exchange import Exchange
from jbdesk.services import mentions
from jbdesk.services.exchanges import exchange_query, exchange_row
from jbdesk.services.exchanges.exchange_query import Query
from jbdesk.services.exchanges.exchange_row import Row
from jbdesk.services.mentions import Place

_SELECT = "SELECT {} FROM exchanges WHERE {}"
_DELETE = "DELETE FROM exchanges WHERE {} RETURNING size"
_INSERT = "INSERT OR REPLACE INTO exchanges ({}) VALUES {}"
_AT_ONCE = 64  # rows of one statement: SQLite lets go of the interpreter once for each
_SIZE = "SELECT coalesce(sum(size), 0) FROM exchanges"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS exchanges (
    number INTEGER PRIMARY KEY AUTOINCREMENT, -- never used twice
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    status INTEGER,
    reason TEXT NOT NULL,
    milliseconds INTEGER NOT NULL,
    error TEXT NOT NULL,
    label TEXT NOT NULL,
    is_write INTEGER NOT NULL,
    connection_id TEXT NOT NULL,
    connection_name TEXT NOT NULL,
    size INTEGER NOT NULL,
    request_headers TEXT NOT NULL,
    request_body TEXT NOT NULL,
    answer_headers TEXT NOT NULL,
    answer_body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS exchanges_at ON exchanges (at);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""
_PLACE = Place(
    "exchanges",
    ("number",),
    ("url", "request_body", "answer_body", "error", "reason"),
)
_PORTION = 500  # rows asked for at once


@dataclass(frozen=True)
class Limits:
    """How much is kept; what is past it goes, the oldest first."""

    size: int = 64_000_000
    age: timedelta = timedelta(days=30)
    body: int = 262_144  # characters of one body


class ExchangeFile:
    """Opens the database; raises sqlite3.Error where it is damaged."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._limits = limits
        self._store = _opened(path)
        self._size = self._number(_SIZE)
        self._version = 0  # changes when another process wrote
        self._counts: tuple[int, int] | None = None  # None: they must be counted
        self._let_go()

    def close(self) -> None:
        self._store.close()

    def add(self, exchanges: Sequence[Exchange], secrets: Iterable[str]) -> None:
        """Keep these, masked once more, and let go what is too much."""
        masked = masking.exchanges(exchanges, tuple(secrets))
        rows = [exchange_row.row_of(each, self._limits.body) for each in masked]
        with self._store:
            for start in range(0, len(rows), _AT_ONCE):
                self._insert(rows[start : start + _AT_ONCE])
        self._size += sum(exchange_row.size_in(row) for row in rows)
        if self._counts is not None:
            count, failed = self._counts
            more = sum(not each.is_success for each in exchanges)
            self._counts = count + len(rows), failed + more
        self._let_go()

    def _insert(self, rows: Sequence[Row]) -> None:
        marks = ",".join([exchange_row.MARKS] * len(rows))
        self._store.execute(
            _INSERT.format(exchange_row.COLUMNS, marks),
            [value for row in rows for value in row],
        )

    # What is asked.

    def find(self, query: Query, after: int = 0) -> "array[int]":
        """Give the numbers of what is looked for, the latest first."""
        condition, values = exchange_query.condition(query)
        found = self._store.execute(
            _SELECT.format(
                "number", f"number > ? AND {condition} ORDER BY number DESC"
            ),
            (after, *values),
        )
        return array("q", (number for (number,) in found))

    def first(self) -> int:
        """Give the number of the oldest that is kept; 0 where nothing is."""
        return self._number("SELECT coalesce(min(number), 0) FROM exchanges")

    def last(self) -> int:
        return self._number("SELECT coalesce(max(number), 0) FROM exchanges")

    def heads(self, numbers: Sequence[int]) -> tuple[Exchange, ...]:
        """Give exchanges without headers and bodies, in this order."""
        found = {row["number"]: row for row in self._rows(exchange_row.HEAD, numbers)}
        return tuple(
            exchange_row.exchange_in(found[each]) for each in numbers if each in found
        )

    def whole(self, numbers: Sequence[int]) -> Iterator[Exchange]:
        """Give whole exchanges, one after the other."""
        for each in numbers:
            yield from map(
                exchange_row.exchange_in, self._rows(exchange_row.WHOLE, [each])
            )

    def get(self, exchange_id: str) -> Exchange | None:
        row = self._store.execute(
            _SELECT.format(exchange_row.WHOLE, "id = ?"), (exchange_id,)
        ).fetchone()
        return None if row is None else exchange_row.exchange_in(row)

    def connections(self) -> tuple[tuple[str, str], ...]:
        """Give id and latest name of each connection that something was sent on."""
        found = self._store.execute(
            "SELECT connection_id, connection_name, max(number) FROM exchanges"
            " WHERE connection_id <> '' GROUP BY connection_id ORDER BY 2"
        )
        return tuple((each[0], each[1]) for each in found)

    def dropped(self) -> int:
        """Tell how many were let go so far because there was no room or time."""
        return self._number(
            "SELECT coalesce(sum(value), 0) FROM facts WHERE name = 'dropped'"
        )

    def counts(self) -> tuple[int, int]:
        """Tell how many are kept, and how many of them failed."""
        version = self._number("PRAGMA data_version")
        if self._counts is None or version != self._version:  # others write as well
            self._version, self._size = version, self._number(_SIZE)
            condition, _ = exchange_query.condition(Query(is_failed=True))
            everything = _SELECT.format("count(*)", "1")
            failed = _SELECT.format("count(*)", condition)
            self._counts = self._number(everything), self._number(failed)
        return self._counts

    # What is let go.

    def mentions(self, contact_key: str) -> "array[int]":
        """Give the numbers of all that speak of a contact."""
        found = mentions.find(self._store, _PLACE, contact_key)
        return array("q", (cast("int", number) for (number,) in found))

    def remove(self, numbers: Sequence[int]) -> None:
        """Delete these for good: nothing of them stays in the file."""
        with self._store:
            mentions.delete(self._store, _PLACE, [(each,) for each in numbers])
        mentions.settle(self._store)
        self._counts = None
        self._size = self._number(_SIZE)

    def _let_go(self) -> None:
        """Delete the oldest, where they are too many or too old."""
        before = exchange_query.stamp(datetime.now(UTC) - self._limits.age)
        row = self._store.execute("SELECT min(at) FROM exchanges").fetchone()
        is_full = self._size > self._limits.size
        if not is_full and (row[0] is None or row[0] >= before):
            return
        with self._store:
            gone = self._deleted("at < ?", before)
            if is_full:
                gone += self._deleted("number <= ?", self._last_too_many())
            self._store.execute(
                "INSERT INTO facts VALUES ('dropped', ?)"
                " ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
                (len(gone),),
            )
        self._size -= sum(gone)
        self._counts = None

    def _deleted(self, condition: str, value: object) -> list[int]:
        """Delete rows; gives the size of each."""
        found = self._store.execute(_DELETE.format(condition), (value,))
        return [size for (size,) in found.fetchall()]

    def _last_too_many(self) -> int:
        """Give the number up to which must go for a tenth of the room to be free."""
        left, last = self._size, 0
        rows = self._store.execute("SELECT number, size FROM exchanges ORDER BY number")
        for number, size in rows:
            if left <= self._limits.size * 9 // 10:
                break
            left, last = left - size, number
        return last

    # How it is written and read.

    def _number(self, statement: str) -> int:
        return int(self._store.execute(statement).fetchone()[0])

    def _rows(self, what: str, numbers: Sequence[int]) -> Iterator[sqlite3.Row]:
        for start in range(0, len(numbers), _PORTION):
            asked = numbers[start : start + _PORTION]
            marks = ",".join("?" * len(asked))
            yield from self._store.execute(
                _SELECT.format(f"number, {what}", f"number IN ({marks})"),
                tuple(asked),
            )


def _opened(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    store = sqlite3.connect(path, timeout=5, check_same_thread=False)
    try:
        store.execute("PRAGMA journal_mode = WAL")
        # A crash of jbdesk loses nothing; a power cut may lose the last moments.
        store.execute("PRAGMA synchronous = NORMAL")
        store.execute("PRAGMA secure_delete = ON")
        if store.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        store.row_factory = sqlite3.Row
        with store:
            store.executescript(_SCHEMA)
        store.execute(_SELECT.format(exchange_row.COLUMNS, "0"))
    except sqlite3.Error:
        store.close()
        raise
    return store
