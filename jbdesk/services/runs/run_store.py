"""A way into the file of runs that several threads take in turn."""

import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from jbdesk.model.problem import Failure

T = TypeVar("T")

_PATIENCE = 30.0  # seconds that another process may write
SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    event_definition_key TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    settings TEXT NOT NULL,
    total INTEGER NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS rows (
    run INTEGER NOT NULL,
    number INTEGER NOT NULL,
    contact_key TEXT NOT NULL,
    data TEXT NOT NULL,
    is_wrong INTEGER NOT NULL,
    state TEXT NOT NULL,
    event_instance_id TEXT NOT NULL,
    text TEXT NOT NULL,
    status INTEGER NOT NULL,
    at TEXT,
    attempts INTEGER NOT NULL,
    PRIMARY KEY (run, number)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS rows_state ON rows (run, state);
"""


class RunStore:
    """One SQLite connection; raises Failure for what SQLite can't do."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
        self._store = sqlite3.connect(
            path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            self._store.execute("PRAGMA journal_mode = WAL")
            # What stands as sending must stand there after a power cut, too.
            self._store.execute("PRAGMA synchronous = FULL")
            self._store.row_factory = sqlite3.Row
            self._store.executescript(SCHEMA)
        except sqlite3.Error:
            self._store.close()
            raise

    def read(self, statement: str, *values: object) -> list[sqlite3.Row]:
        return self._locked(lambda: self._store.execute(statement, values).fetchall())

    def write(self, change: Callable[[sqlite3.Connection], T]) -> T:
        """Make one change: all of it or nothing."""

        def changed() -> T:
            self._store.execute("BEGIN IMMEDIATE")
            try:
                result = change(self._store)
                self._store.execute("COMMIT")
            except BaseException:
                if self._store.in_transaction:
                    self._store.execute("ROLLBACK")
                raise
            return result

        return self._locked(changed)

    def close(self) -> None:
        self._locked(self._store.close)

    def _locked(self, function: Callable[[], T]) -> T:
        with self._lock:
            try:
                return function()
            except sqlite3.Error as error:
                raise Failure(f"The file of runs can't be used: {error}.") from error
