"""What the tenant keeps: SQLite, one connection, one writer at a time.

An answer is sent only after its transaction is committed; with the write-ahead
log that survives the end of the process at any moment.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from jbdesk.model import wire
from jbdesk.model.problem import Failure
from jbdesk.simulator.tenancy.memory import Kind, Memory

FILE = "simulator.db"
FORMAT = 4
PATIENCE = 5.0  # seconds to wait for a simulator that is ending
# A checkpoint waits for the disk: with SQLite's own 1,000 pages after each 80 events.
PAGES_OF_LOG = 8000
CACHE = 32 * 1024  # KiB of pages in memory; 50,000 contacts fill some 100 MiB
_TABLES_1 = """
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE tokens (token TEXT PRIMARY KEY, expires REAL NOT NULL, body TEXT NOT NULL);
CREATE TABLE data_extensions (
    id TEXT PRIMARY KEY COLLATE NOCASE, key TEXT UNIQUE COLLATE NOCASE,
    name TEXT COLLATE NOCASE, body TEXT NOT NULL, fields TEXT NOT NULL);
CREATE TABLE rows (
    number INTEGER PRIMARY KEY, data_extension TEXT NOT NULL COLLATE NOCASE,
    key TEXT, contact TEXT, body TEXT NOT NULL, UNIQUE (data_extension, key));
CREATE INDEX rows_by_contact ON rows (contact);
CREATE TABLE event_definitions (
    id TEXT PRIMARY KEY COLLATE NOCASE, key TEXT UNIQUE COLLATE NOCASE,
    body TEXT NOT NULL);
CREATE TABLE journeys (
    definition_id TEXT PRIMARY KEY COLLATE NOCASE, id TEXT COLLATE NOCASE,
    key TEXT, version INTEGER, status TEXT, event_key TEXT COLLATE NOCASE,
    body TEXT NOT NULL);
CREATE INDEX journeys_by_key ON journeys (key, version);
CREATE INDEX journeys_by_event ON journeys (event_key);
CREATE TABLE processes (
    id TEXT PRIMARY KEY, kind TEXT, definition_id TEXT, ready REAL, status TEXT,
    body TEXT NOT NULL);
CREATE TABLE contacts (contact_key TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE visits (
    id TEXT PRIMARY KEY, definition_id TEXT, journey_id TEXT, contact_key TEXT,
    activity TEXT, outcome INTEGER, entered REAL, since REAL, due REAL, left REAL,
    body TEXT NOT NULL);
CREATE INDEX visits_due ON visits (due) WHERE due IS NOT NULL;
CREATE INDEX visits_by_contact ON visits (contact_key);
CREATE INDEX visits_by_journey ON visits (definition_id, left);
CREATE TABLE history (
    number INTEGER PRIMARY KEY, at REAL, contact_key TEXT, definition_id TEXT,
    visit TEXT, body TEXT NOT NULL);
CREATE INDEX history_by_contact ON history (contact_key, number);
CREATE TABLE outbox (number INTEGER PRIMARY KEY, at REAL, body TEXT NOT NULL);
"""
_TABLES_2 = """
CREATE TABLE queued (
    event_instance_id TEXT PRIMARY KEY COLLATE NOCASE, request_id TEXT COLLATE NOCASE,
    contact_key TEXT, event_key TEXT COLLATE NOCASE, at REAL, ready REAL, state TEXT,
    body TEXT NOT NULL);
CREATE INDEX queued_by_turn ON queued (ready) WHERE state = 'queued';
CREATE TABLE audit (
    number INTEGER PRIMARY KEY, at REAL, journey_id TEXT COLLATE NOCASE,
    version INTEGER, action TEXT, body TEXT NOT NULL);
CREATE INDEX audit_by_journey ON audit (journey_id);
CREATE TABLE pauses (
    definition_id TEXT PRIMARY KEY COLLATE NOCASE, until REAL, body TEXT NOT NULL);
CREATE TABLE kept_arrivals (
    number INTEGER PRIMARY KEY, definition_id TEXT COLLATE NOCASE,
    body TEXT NOT NULL);
CREATE INDEX kept_arrivals_by_version ON kept_arrivals (definition_id);
CREATE TABLE row_requests (
    id TEXT PRIMARY KEY COLLATE NOCASE, ready REAL, state TEXT, body TEXT NOT NULL);
"""
_TABLES_3 = """
CREATE TABLE exit_requests (
    number INTEGER PRIMARY KEY, contact_key TEXT, definition_id TEXT COLLATE NOCASE,
    ready REAL, state TEXT);
CREATE INDEX exit_requests_by_turn ON exit_requests (ready) WHERE state = 'received';
CREATE INDEX exit_requests_by_contact ON exit_requests (contact_key);
CREATE TABLE contact_deletions (
    number INTEGER PRIMARY KEY, ready REAL, due REAL, state TEXT, body TEXT NOT NULL);
CREATE TABLE schedules (
    definition_id TEXT PRIMARY KEY COLLATE NOCASE, at REAL NOT NULL);
CREATE TABLE row_readings (
    token TEXT PRIMARY KEY, expires REAL NOT NULL, body TEXT NOT NULL);
"""
_TABLES_4 = """
CREATE TABLE assets (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
"""
# What each format added to the one before it: older data is kept.
_ADDED = (_TABLES_1, _TABLES_2, _TABLES_3, _TABLES_4)
TABLES = "".join(_ADDED)
NAMES = tuple(
    line.split()[2] for line in TABLES.splitlines() if line.startswith("CREATE TABLE")
)
_Found = TypeVar("_Found")
_LOCKED = "Another simulator is using this folder. End it first."


class Store:
    """One SQLite database under one lock; None as home keeps it in memory."""

    def __init__(self, home: Path | None, name: str = FILE) -> None:
        self.lock = threading.RLock()
        self._depth = 0
        self._memory = Memory()
        self.before_commit: Callable[[], None] = lambda: None
        if home is not None:
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._db = sqlite3.connect(
            ":memory:" if home is None else _made(home / name),
            isolation_level=None,
            check_same_thread=False,
            timeout=PATIENCE,
        )
        try:
            self._open()
        except sqlite3.OperationalError as error:
            self._db.close()
            if "locked" in str(error):
                raise Failure(_LOCKED) from error
            raise

    def _open(self) -> None:
        self._db.row_factory = sqlite3.Row
        # One process at a time: two would walk every contact twice.
        self._db.execute("PRAGMA locking_mode=EXCLUSIVE")
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(f"PRAGMA wal_autocheckpoint={PAGES_OF_LOG}")
        self._db.execute(f"PRAGMA cache_size=-{CACHE}")
        with self.transaction():
            found = self._db.execute("PRAGMA user_version").fetchone()[0]
            if found == FORMAT:
                return
            if found > FORMAT:
                raise Failure("The simulator's data is of a newer version of jbdesk.")
            for statement in "".join(_ADDED[found:]).split(";"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version={FORMAT}")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, one thread at a time; inner ones join the outer."""
        with self.lock:
            if self._depth == 0:
                self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
                if self._depth == 1:
                    self.before_commit()
                    self._db.execute("COMMIT")
            except BaseException:
                if self._depth == 1:
                    self._memory.clear()
                    if self._db.in_transaction:
                        self._db.execute("ROLLBACK")
                raise
            finally:
                self._depth -= 1

    def run(self, statement: str, *values: Any) -> int:
        """Change rows; gives their number."""
        with self.lock:
            self._memory.changes(statement)
            return self._db.execute(statement, values).rowcount

    def all(self, statement: str, *values: Any) -> list[sqlite3.Row]:
        with self.lock:
            return self._db.execute(statement, values).fetchall()

    def one(self, statement: str, *values: Any) -> sqlite3.Row | None:
        with self.lock:
            row: sqlite3.Row | None = self._db.execute(statement, values).fetchone()
            return row

    def once(
        self, name: Hashable, find: Callable[[], _Found], kind: Kind = Kind.SETTINGS
    ) -> _Found:
        """Give what `find` finds in the tables of a kind, from memory if it can."""
        with self.lock:
            return self._memory.once(kind, name, find)

    def note(self, name: str, default: Any = None) -> Any:
        """Give a value that stands alone (the package, the clock, counters)."""
        text = self.once(name, lambda: self._note(name), Kind.NOTES)
        return default if text is None else wire.loads(text)

    def _note(self, name: str) -> str | None:
        row = self.one("SELECT value FROM notes WHERE name = ?", name)
        return None if row is None else row["value"]

    def put_note(self, name: str, value: Any) -> None:
        text = text_of(value)
        with self.lock:
            self._db.execute("REPLACE INTO notes VALUES (?, ?)", (name, text))
            self._memory.keep(Kind.NOTES, name, text)

    def clear(self) -> None:
        """Empty everything but the tokens: the credentials stay as they are."""
        for name in set(NAMES) - {"tokens"}:
            self.run(f"DELETE FROM {name}")  # noqa: S608 - names of the schema above

    def close(self) -> None:
        with self.lock:
            self._db.close()


def text_of(value: Any) -> str:
    return wire.dumps(value, indent=None)


def _made(path: Path) -> str:
    """Make the file, readable by its owner alone before anything is in it."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return str(path)
