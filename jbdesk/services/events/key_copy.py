"""The offline copy: what each business unit's event definitions were when last read.

One SQLite file in the home folder. Each call opens it anew, so any thread may ask.
A damaged file is set aside and begun anew: all of it can be read again.
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from jbdesk.model import data_extension
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events.key_rows import KeyRow
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file
from jbdesk.services.events import key_tables

T = TypeVar("T")

_OWNER_ONLY = 0o600
_DELETE = "DELETE FROM {} WHERE connection = ?"


@dataclass(frozen=True)
class KeptFields:
    """A data extension's fields, and how long ago they were read."""

    fields: tuple[DataExtensionField, ...]
    age: float = 0.0  # seconds
    is_kept: bool = True  # False: read just now


class KeyCopy:
    """Keeps one copy a connection; writing one replaces it whole."""

    def __init__(self, home: Path, now: Callable[[], float] = time.time) -> None:
        self._path = home / "event_definitions.sqlite"
        self._now = now
        self.notice = ""

    def put(
        self,
        connection_id: str,
        definitions: Iterable[EventDefinition],
        listeners: Iterable[JourneyRow],
    ) -> None:
        """Keep what a business unit holds now, in place of what was kept."""
        rows = [key_tables.definition_row(connection_id, e) for e in definitions]
        heard = [
            key_tables.listener_row(connection_id, each)
            for each in listeners
            if each.event_definition_key
        ]

        def write(file: sqlite3.Connection) -> None:
            for table in key_tables.PER_UNIT:
                file.execute(_DELETE.format(table), (connection_id,))
            unit = (connection_id, self._now())
            file.execute("INSERT INTO units VALUES (?, ?)", unit)
            file.executemany(
                "INSERT OR REPLACE INTO definitions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            file.executemany("INSERT INTO listeners VALUES (?, ?, ?)", heard)

        self._do(write)

    def put_fields(
        self,
        connection_id: str,
        data_extension_id: str,
        fields: Iterable[DataExtensionField],
    ) -> None:
        """Keep a data extension's fields, as they are now."""
        bodies = [key_tables.field_body(each) for each in fields]
        place = (connection_id, data_extension_id, self._now())
        row = (*place, len(bodies), key_tables.text(bodies))
        self._do(
            lambda file: file.execute(
                "INSERT OR REPLACE INTO fields VALUES (?, ?, ?, ?, ?)", row
            )
        )

    def ages(self) -> dict[str, float]:
        """Tell how many seconds ago each connection was read."""
        found = self._do(lambda file: file.execute("SELECT * FROM units").fetchall())
        return {name: max(0.0, self._now() - at) for name, at in found}

    def rows(self, units: dict[str, str]) -> tuple[KeyRow, ...]:
        """Give all keys of these connections, by their ids and their names."""
        return self._do(lambda file: tuple(key_tables.keys_of(file, units)))

    def definition(self, connection_id: str, id_: str) -> EventDefinition | None:
        """Give one whole; None where it is not kept."""
        found = self._do(
            lambda file: file.execute(
                "SELECT body FROM definitions WHERE connection = ? AND id = ?",
                (connection_id, id_),
            ).fetchone()
        )
        return EventDefinition(json.loads(found[0])) if found else None

    def definitions(self, connection_id: str) -> tuple[EventDefinition, ...]:
        """Give all of a connection, in the order of the service."""
        found = self._do(
            lambda file: file.execute(
                "SELECT body FROM definitions WHERE connection = ? ORDER BY rowid",
                (connection_id,),
            ).fetchall()
        )
        return tuple(EventDefinition(json.loads(body)) for (body,) in found)

    def fields(self, connection_id: str, data_extension_id: str) -> KeptFields | None:
        """Give a data extension's fields as they were; None where none are kept."""
        found = self._do(
            lambda file: file.execute(
                "SELECT body, read_at FROM fields"
                " WHERE connection = ? AND extension = ?",
                (connection_id, data_extension_id),
            ).fetchone()
        )
        if found is None:
            return None
        made = tuple(data_extension.from_body(each) for each in json.loads(found[0]))
        return KeptFields(made, max(0.0, self._now() - found[1]))

    def fields_since(self, connection_id: str, age: float) -> frozenset[str]:
        """Tell of which data extensions the fields are no older, by their ids."""
        found = self._do(
            lambda file: file.execute(
                "SELECT extension FROM fields WHERE connection = ? AND read_at >= ?",
                (connection_id, self._now() - age),
            ).fetchall()
        )
        return frozenset(id_ for (id_,) in found)

    def put_mid(self, connection_id: str, mid: str) -> None:
        """Keep which business unit a connection that names none leads to."""
        self._do(
            lambda file: file.execute(
                "INSERT OR REPLACE INTO mids VALUES (?, ?)", (connection_id, mid)
            )
        )

    def mids(self) -> dict[str, str]:
        """Give what the tokens told, by connection."""
        return dict(
            self._do(lambda file: file.execute("SELECT * FROM mids").fetchall())
        )

    def forget(self, connection_id: str) -> None:
        """Delete all that is kept of a connection."""

        def delete(file: sqlite3.Connection) -> None:
            for table in key_tables.TABLES:
                file.execute(_DELETE.format(table), (connection_id,))

        self._do(delete)

    def _do(self, act: Callable[[sqlite3.Connection], T]) -> T:
        try:
            with self._opened() as file:
                return act(file)
        except sqlite3.OperationalError as error:
            raise Failure(f"“{self._path.name}” can't be used: {error}.") from error
        except sqlite3.DatabaseError:
            self.notice = stored_file.set_aside(self._path)
            with self._opened() as file:
                return act(file)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        stored_file.folder(self._path.parent)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, _OWNER_ONLY))
        with closing(sqlite3.connect(self._path, timeout=10)) as file, file:
            if not _is_begun(file):
                file.execute("BEGIN IMMEDIATE")
                if not _is_begun(file):  # another thread may have been quicker
                    _begin(file)
            yield file


def _is_begun(file: sqlite3.Connection) -> bool:
    found: tuple[int] = file.execute("PRAGMA user_version").fetchone()
    return found[0] == key_tables.VERSION


def _begin(file: sqlite3.Connection) -> None:
    """Make the tables; those of another version go, they can be read again."""
    for table in key_tables.TABLES:
        file.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in key_tables.SCHEMA.split(";\n"):
        file.execute(statement)
    file.execute(f"PRAGMA user_version = {key_tables.VERSION}")
