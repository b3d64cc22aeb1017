"""The archive's file: one SQLite database, which repeats no text.

Whatever names something stands once; a row is numbers that point there. What
is deleted is overwritten, so that it is gone from the file as well.
"""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from jbdesk.api.history import HistoryRow
from jbdesk.model.event_definition import NO_GUID
from jbdesk.model.records.periods import Period, joined

_SCHEMA = """
CREATE TABLE IF NOT EXISTS words (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS contacts (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS rows (
    number INTEGER PRIMARY KEY,
    connection INTEGER NOT NULL,
    definition INTEGER NOT NULL,
    at INTEGER NOT NULL, -- milliseconds
    contact INTEGER NOT NULL,
    own BLOB NOT NULL, -- the service's own id
    visit BLOB, -- NULL: the contact never entered
    activity INTEGER NOT NULL,
    type INTEGER NOT NULL,
    status INTEGER NOT NULL,
    message INTEGER NOT NULL,
    is_last INTEGER NOT NULL, -- leads to no other activity
    UNIQUE (connection, own)
);
CREATE INDEX IF NOT EXISTS rows_by_time ON rows (connection, definition, at);
CREATE INDEX IF NOT EXISTS rows_by_contact ON rows (contact);
CREATE TABLE IF NOT EXISTS reads (
    connection INTEGER NOT NULL, definition INTEGER NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS forgotten (mark TEXT PRIMARY KEY, until INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""
_INSERT = f"INSERT OR IGNORE INTO rows VALUES (NULL{', ?' * 11})"  # noqa: S608 - marks


class ArchiveFile:
    """Opens the database; raises sqlite3.Error where it is damaged."""

    def __init__(self, path: Path) -> None:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
        self.store = sqlite3.connect(path, timeout=5, check_same_thread=False)
        try:
            self._open()
        except sqlite3.Error:
            self.store.close()
            raise
        self._words: dict[str, int] = {}

    def _open(self) -> None:
        self.store.execute("PRAGMA journal_mode = WAL")
        self.store.execute("PRAGMA synchronous = NORMAL")
        self.store.execute("PRAGMA secure_delete = ON")
        if self.store.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        with self.store:
            self.store.executescript(_SCHEMA)

    def close(self) -> None:
        self.store.close()

    def word(self, text: str) -> int:
        """Give the number of a text, a new one where it has none."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = self._numbered("words", "text", text)
        return found

    def forget_words(self) -> None:
        """Know no number by heart: words were deleted."""
        self._words.clear()

    def known(self, text: str) -> int:
        """Give the number of a text; 0 where nothing says it."""
        row = self.store.execute(
            "SELECT id FROM words WHERE text = ?", (text,)
        ).fetchone()
        return int(row[0]) if row else 0

    def _numbered(self, table: str, column: str, text: str) -> int:
        plain = text.encode("utf-8", "replace").decode("utf-8")
        self.store.execute(
            f"INSERT OR IGNORE INTO {table} ({column}) VALUES (?)",  # noqa: S608 - two names
            (plain,),
        )
        row = self.store.execute(
            f"SELECT id FROM {table} WHERE {column} = ?",  # noqa: S608 - two names
            (plain,),
        ).fetchone()
        return int(row[0])

    def add(self, connection_id: str, rows: Iterable[HistoryRow]) -> int:
        """Keep rows that are not there yet; gives how many. The caller commits."""
        connection = self.word(connection_id)
        made = [self._row(connection, e, e.at) for e in rows if e.at is not None]
        before = self.store.total_changes
        self.store.executemany(_INSERT, made)
        return self.store.total_changes - before

    def _row(
        self, connection: int, row: HistoryRow, at: datetime
    ) -> tuple[object, ...]:
        own = row.body.get("id") or f"{row.visit}{row.activity_id}{at}{row.status}"
        return (
            connection,
            self.word(row.definition_id),
            milliseconds(at),
            self._numbered("contacts", "key", row.contact_key),
            _packed(str(own)),
            _packed(row.visit) if row.visit not in ("", NO_GUID) else None,
            self.word(row.activity_name),
            self.word(row.activity_type),
            self.word(row.status),
            self.word(row.message),
            int(row.next_activity_id in ("", NO_GUID)),
        )

    # What was read.

    def reads(
        self, connection_id: str, definition_ids: Sequence[str]
    ) -> tuple[Period, ...]:
        """Give what was read of all these versions together."""
        whole: tuple[Period, ...] | None = None
        for each in definition_ids:
            found = self.store.execute(
                "SELECT start, end FROM reads WHERE connection = ? AND definition = ?",
                (self.known(connection_id), self.known(each.lower())),
            )
            periods = joined(Period(moment(a), moment(b)) for a, b in found)
            whole = periods if whole is None else _shared(whole, periods)
        return whole or ()

    def mark(
        self, connection_id: str, definition_ids: Sequence[str], period: Period
    ) -> None:
        """Note that a period was read whole. The caller commits."""
        for each in definition_ids:
            owner = self.word(connection_id), self.word(each.lower())
            found = self.store.execute(
                "DELETE FROM reads WHERE connection = ? AND definition = ?"
                " RETURNING start, end",
                owner,
            ).fetchall()
            known = [Period(moment(start), moment(end)) for start, end in found]
            self.store.executemany(
                "INSERT INTO reads VALUES (?, ?, ?, ?)",
                [
                    (*owner, milliseconds(e.start), milliseconds(e.end))
                    for e in joined([*known, period])
                ],
            )

    @property
    def size(self) -> int:
        """How many bytes are in use."""
        pages, free, of = (
            self.store.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * of)


def _shared(one: Sequence[Period], other: Sequence[Period]) -> tuple[Period, ...]:
    """Give what both cover."""
    return joined(
        Period(max(a.start, b.start), min(a.end, b.end))
        for a in one
        for b in other
        if a.start < b.end and b.start < a.end
    )


def _packed(text: str) -> bytes:
    """A GUID takes 16 bytes; anything else stays as it is."""
    try:
        return UUID(text).bytes
    except ValueError:
        return text.encode("utf-8", "replace")


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def moment(number: int) -> datetime:
    return datetime.fromtimestamp(number / 1000, UTC)
