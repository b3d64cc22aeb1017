"""The archive of journey history, used from any thread, bounded, and told of.

Each call blocks for a moment: who asks from the window runs it in a worker.
"""

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from jbdesk.api.history import HistoryRow
from jbdesk.model.problem import Failure
from jbdesk.model.records.history import Day, KeptRow, Sought
from jbdesk.model.records.periods import Period
from jbdesk.services import mentions, stored_file
from jbdesk.services.archive import archive_query
from jbdesk.services.archive.archive_file import ArchiveFile, milliseconds
from jbdesk.services.mentions import Place

P = ParamSpec("P")
R = TypeVar("R")

MOST = 512_000_000  # bytes; past it the oldest rows go
_CONTACTS = Place("contacts", ("id",), ("key",))
_MESSAGES = Place("words", ("id",), ("text",))


@dataclass(frozen=True)
class Overview:
    """What the archive has of a journey, without any narrowing."""

    rows: int
    reads: tuple[Period, ...]
    size: int  # bytes, of the whole archive
    let_go: int  # rows that went for want of room


class Archive:
    """Keeps the file open; a damaged one is set aside, and a new one begun."""

    def __init__(self, home: Path, most: int = MOST) -> None:
        self._path = home / "history.sqlite"
        self._most = most
        self._lock = threading.Lock()
        self._file: ArchiveFile | None = None
        self._is_closed = False
        self.notice = ""

    def close(self) -> None:
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._file = None
            self._is_closed = True

    def _opened(self) -> ArchiveFile:
        if self._is_closed:
            raise Failure("The archive is closed.")
        if self._file is None:
            stored_file.folder(self._path.parent)
            try:
                self._file = ArchiveFile(self._path)
            except (sqlite3.OperationalError, OSError) as error:
                raise Failure(f"The archive can't be opened: {error}.") from error
            except sqlite3.DatabaseError:
                self.notice = stored_file.set_aside(self._path)
                for suffix in ("-wal", "-shm"):
                    beside = self._path.with_name(self._path.name + suffix)
                    beside.unlink(missing_ok=True)
                self._file = ArchiveFile(self._path)
        return self._file

    def _ask(
        self,
        function: Callable[Concatenate[ArchiveFile, P], R],
        *args: P.args,
        **named: P.kwargs,
    ) -> R:
        with self._lock:
            file = self._opened()
            try:
                with file.store:
                    return function(file, *args, **named)
            except sqlite3.Error as error:
                raise Failure(f"The archive can't be used: {error}.") from error

    # What a pull writes.

    def add(
        self,
        connection_id: str,
        rows: Sequence[HistoryRow],
        read: tuple[Sequence[str], Period] | None = None,
    ) -> int:
        """Keep rows, and with the last ones of a period that it was read."""
        return self._ask(self._added, connection_id, rows, read)

    def _added(
        self,
        file: ArchiveFile,
        connection_id: str,
        rows: Sequence[HistoryRow],
        read: tuple[Sequence[str], Period] | None,
    ) -> int:
        number = file.add(connection_id, _not_forgotten(file, rows))
        if read is not None:
            file.mark(connection_id, *read)
        if file.size > self._most:
            _let_go(file)
        return number

    def reads(
        self, connection_id: str, definition_ids: Sequence[str]
    ) -> tuple[Period, ...]:
        return self._ask(lambda file: file.reads(connection_id, definition_ids))

    # What the window asks.

    def overview(self, sought: Sought) -> Overview:
        return self._ask(_overview, sought)

    def count(self, sought: Sought) -> int:
        return self._ask(archive_query.count, sought)

    def rows(
        self, sought: Sought, skip: int = 0, most: int = -1
    ) -> tuple[KeptRow, ...]:
        return self._ask(lambda f: tuple(archive_query.rows(f, sought, skip, most)))

    def days(self, sought: Sought) -> tuple[Day, ...]:
        return self._ask(archive_query.days, sought)

    def choices(self, sought: Sought, column: str) -> tuple[str, ...]:
        return self._ask(archive_query.choices, sought, column)

    # What forgetting asks.

    def mentions(self, contact_key: str) -> int:
        if not self._path.exists():
            return 0
        return self._ask(_mentioned, contact_key)

    def forget(self, contact_key: str) -> int:
        """Delete all rows of a contact, and messages that name it; gives how many."""
        if not self._path.exists():
            return 0
        number = self._ask(_forgotten, contact_key)
        with self._lock:
            file = self._opened()
            file.forget_words()
            mentions.settle(file.store)
        return number


def _overview(file: ArchiveFile, sought: Sought) -> Overview:
    whole = Sought(sought.connection_id, sought.definition_ids)
    gone = file.store.execute(
        "SELECT coalesce(sum(value), 0) FROM facts WHERE name = 'let go'"
    ).fetchone()[0]
    reads = file.reads(sought.connection_id, sought.definition_ids)
    return Overview(archive_query.count(file, whole), reads, file.size, gone)


def _let_go(file: ArchiveFile) -> None:
    """Delete a tenth of the rows, the oldest; nobody looks for them again."""
    store = file.store
    number = store.execute("SELECT count(*) FROM rows").fetchone()[0] // 10 + 1
    gone = store.execute(
        "DELETE FROM rows WHERE number IN"
        " (SELECT number FROM rows ORDER BY at LIMIT ?)",
        (number,),
    ).rowcount
    store.execute(
        "INSERT INTO facts VALUES ('let go', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = value + excluded.value",
        (gone,),
    )


def _not_forgotten(
    file: ArchiveFile, rows: Iterable[HistoryRow]
) -> Iterable[HistoryRow]:
    """Leave out what happened to a contact before it was forgotten."""
    until = dict(file.store.execute("SELECT mark, until FROM forgotten"))
    if not until:
        return rows
    return (
        each
        for each in rows
        if each.at and milliseconds(each.at) > until.get(_mark(each.contact_key), -1)
    )


def _places(file: ArchiveFile, contact_key: str) -> tuple[list[int], list[int]]:
    """Give the contacts and the messages that speak of a contact, by number."""
    found = [
        [
            int(str(number))
            for (number,) in mentions.find(file.store, place, contact_key)
        ]
        for place in (_CONTACTS, _MESSAGES)
    ]
    return found[0], found[1]


def _mentioned(file: ArchiveFile, contact_key: str) -> int:
    contacts, messages = _places(file, contact_key)
    return sum(
        file.store.execute(
            f"SELECT count(*) FROM rows WHERE {column} = ?",  # noqa: S608 - two names
            (number,),
        ).fetchone()[0]
        for column, numbers in (("contact", contacts), ("message", messages))
        for number in numbers
    )


def _forgotten(file: ArchiveFile, contact_key: str) -> int:
    contacts, messages = _places(file, contact_key)
    number, store = _mentioned(file, contact_key), file.store
    for each in contacts:
        key = store.execute("SELECT key FROM contacts WHERE id = ?", (each,)).fetchone()
        now = milliseconds(datetime.now(UTC))
        latest = store.execute(
            "SELECT max(at) FROM rows WHERE contact = ?", (each,)
        ).fetchone()[0]
        until = max(now, latest or now)
        store.execute("REPLACE INTO forgotten VALUES (?, ?)", (_mark(key[0]), until))
        store.execute("DELETE FROM rows WHERE contact = ?", (each,))
    for each in messages:
        store.execute(
            "UPDATE rows SET message = ? WHERE message = ?", (file.word(""), each)
        )
    mentions.delete(store, _CONTACTS, [(each,) for each in contacts])
    used = "SELECT 1 FROM rows WHERE ? IN (activity, type, status, definition)"
    free = [e for e in messages if not store.execute(used, (e,)).fetchone()]
    mentions.delete(store, _MESSAGES, [(each,) for each in free])
    return number


def _mark(contact_key: str) -> str:
    """Stand for a contact without naming it."""
    folded = contact_key.casefold().encode(errors="replace")
    return hashlib.sha256(folded).hexdigest()[:32]
