"""Makes what was deleted from a SQLite file gone from its files on the disk, too."""

import sqlite3


def settle(store: sqlite3.Connection) -> None:
    """Write the file anew without what was deleted, and empty its WAL."""
    store.execute("PRAGMA secure_delete = ON")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.execute("VACUUM")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
