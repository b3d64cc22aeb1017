"""Who fires a run: one process at a time, and a crash lets go by itself."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from jbdesk.model.problem import Failure


class Taken(Failure):
    """Another one fires the run."""


@contextlib.contextmanager
def claimed(path: Path, patience: float = 0.3) -> Iterator[None]:
    """Hold the file's lock for the block; raises Taken where another does.

    SQLite's locks are the same on every system, and end with their process.
    """
    path.touch(mode=0o600)
    # The moment in which another process only looks must not count.
    store = sqlite3.connect(
        path, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        try:
            store.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise Taken("This run is under way already.") from error
        yield
    finally:
        store.close()
