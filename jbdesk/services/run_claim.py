"""Who fires a run: one process at a time, and a crash lets go by itself."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from jbdesk.model.problem import Failure


@contextlib.contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Hold the file's lock for the block; raises Failure where another does.

    SQLite's locks are the same on every system, and end with their process.
    """
    path.touch(mode=0o600)
    # The moment in which another process only looks must not count.
    store = sqlite3.connect(
        path, timeout=0.3, isolation_level=None, check_same_thread=False
    )
    try:
        try:
            store.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise Failure("This run is under way already.") from error
        yield
    finally:
        store.close()


def is_free(path: Path) -> bool:
    """Whether nobody holds the file's lock at this moment."""
    try:
        with claimed(path):
            return True
    except Failure:
        return False
