"""Finds the rows of a SQLite file that speak of a contact, and deletes them.

What is deleted is gone from the file and its WAL as well, not only from sight.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from jbdesk.model.firing.mention import Mention

_SELECT = "SELECT {} FROM {} WHERE {}"
_DELETE = "DELETE FROM {} WHERE {}"


@dataclass(frozen=True)
class Place:
    """A table: what names a row, and which columns may speak of a contact."""

    table: str
    key: tuple[str, ...]
    told: tuple[str, ...]


def condition(text: str, columns: Sequence[str]) -> tuple[str, tuple[object, ...]]:
    """Write the condition that a text stands in a column, however it is spelled."""
    patterns = [f"%{_plain(each)}%" for each in spellings(text)]
    asked = [f"{name} LIKE ? ESCAPE '\\'" for name in columns for _ in patterns]
    return f"({' OR '.join(asked)})", tuple(patterns) * len(columns)


def spellings(text: str) -> tuple[str, ...]:
    """Give the text as it is, as addresses write it, and as JSON does."""
    escaped = (json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1])
    return tuple(dict.fromkeys((text, quote(text, safe=""), *escaped)))


def find(
    store: sqlite3.Connection, place: Place, contact_key: str
) -> list[tuple[object, ...]]:
    """Give the keys of the rows that speak of a contact."""
    sought = Mention(contact_key)
    where, values = condition(contact_key.strip(), place.told)
    width = len(place.key)
    columns = ", ".join((*place.key, *place.told))
    rows = store.execute(_SELECT.format(columns, place.table, where), values)
    return [
        tuple(row[:width])
        for row in map(tuple, rows)
        if any(sought.is_in(str(each or "")) for each in row[width:])
    ]


def delete(
    store: sqlite3.Connection, place: Place, keys: Sequence[tuple[object, ...]]
) -> None:
    """Delete these rows; the transaction is the caller's."""
    store.execute("PRAGMA secure_delete = ON")
    where = " AND ".join(f"{name} = ?" for name in place.key)
    store.executemany(_DELETE.format(place.table, where), keys)


def settle(store: sqlite3.Connection) -> None:
    """Write the file anew without what was deleted, and empty its WAL."""
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    store.execute("VACUUM")
    store.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _plain(text: str) -> str:
    """Let the signs of a pattern stand for themselves."""
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, f"\\{sign}")
    return text
