"""The ledger: every delivery, written before it is sent, in exactly one state.

It is the memory that no crash may lose. A delivery that was being sent when
jbdesk ended has an unknown outcome; it is never sent again by itself.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from jbdesk.model import wire
from jbdesk.model.exchange import Exchange
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.problem import Failure, Problem, Severity, Where
from jbdesk.services import mentions, stored_file
from jbdesk.services.mentions import Place

T = TypeVar("T")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS deliveries (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    event_definition_key TEXT NOT NULL,
    contact_key TEXT NOT NULL,
    data TEXT NOT NULL,
    state TEXT NOT NULL,
    event_instance_id TEXT NOT NULL,
    problems TEXT NOT NULL,
    exchange TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS deliveries_at ON deliveries (at);
"""
_PLACE = Place("deliveries", ("id",), ("contact_key", "data", "problems", "exchange"))
_NUMBER = 'contactID\\"'  # in a body that stands inside JSON
_INTERRUPTED = Problem(
    "jbdesk ended while this was being sent. The service may have received it.",
    Severity.WARNING,
)


class Ledger:
    """Keeps deliveries in one SQLite file; usable from any thread."""

    def __init__(self, home: Path) -> None:
        self._path = stored_file.folder(home) / "ledger.sqlite"
        self._lock = threading.Lock()
        self.notice = ""
        try:
            self._store = _opened(self._path)
        except sqlite3.DatabaseError:
            self.notice = stored_file.set_aside(self._path)
            for suffix in ("-wal", "-shm"):
                self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)
            self._store = _opened(self._path)

    def begin(self, delivery: Delivery) -> None:
        """Write the intent; raises Failure where it can't be kept."""
        self._write("INSERT INTO deliveries VALUES (?,?,?,?,?,?,?,?,?,?)", delivery)

    def finish(self, delivery: Delivery) -> None:
        """Write how it ended."""
        self._write("REPLACE INTO deliveries VALUES (?,?,?,?,?,?,?,?,?,?)", delivery)

    def recent(self, limit: int = 200) -> tuple[Delivery, ...]:
        """Give the latest deliveries, the latest first."""
        rows = self._locked(
            lambda: self._store.execute(
                "SELECT * FROM deliveries ORDER BY at DESC, rowid DESC LIMIT ?",
                (limit,),
            ).fetchall()
        )
        return tuple(_delivery(row) for row in rows)

    def taken(self) -> tuple[Delivery, ...]:
        """Give what the service took or may have taken, without the exchanges."""
        rows = self._locked(
            lambda: self._store.execute(
                "SELECT id, at, connection_id, event_definition_key, contact_key, data,"
                " state, event_instance_id, '[]' AS problems, 'null' AS exchange"
                " FROM deliveries WHERE state IN (?, ?) ORDER BY at",
                (DeliveryState.ACCEPTED, DeliveryState.UNKNOWN),
            ).fetchall()
        )
        return tuple(_delivery(row) for row in rows)

    def by_number(self) -> frozenset[str]:
        """Give the ids of deliveries that named their contact by its contact ID."""
        rows = self._locked(
            lambda: self._store.execute(
                "SELECT id FROM deliveries WHERE instr(exchange, ?)", (_NUMBER,)
            ).fetchall()
        )
        return frozenset(row["id"] for row in rows)

    def get(self, delivery_id: str) -> Delivery | None:
        row = self._locked(
            lambda: self._store.execute(
                "SELECT * FROM deliveries WHERE id = ?", (delivery_id,)
            ).fetchone()
        )
        return None if row is None else _delivery(row)

    def counts(self) -> dict[DeliveryState, int]:
        """How many deliveries ended in each state."""
        rows = self._locked(
            lambda: self._store.execute(
                "SELECT state, count(*) FROM deliveries GROUP BY state"
            ).fetchall()
        )
        return {DeliveryState(state): count for state, count in rows}

    def mentions(self, contact_key: str) -> int:
        """How many deliveries speak of a contact."""
        return self._locked(
            lambda: len(mentions.find(self._store, _PLACE, contact_key))
        )

    def forget(self, contact_key: str) -> int:
        """Delete all that speaks of a contact; gives how many that were."""

        def forget() -> int:
            found = mentions.find(self._store, _PLACE, contact_key)
            with self._store:
                mentions.delete(self._store, _PLACE, found)
            mentions.settle(self._store)
            return len(found)

        return self._locked(forget)

    def close(self) -> None:
        self._locked(self._store.close)

    def _write(self, statement: str, delivery: Delivery) -> None:
        def write() -> None:
            with self._store:
                self._store.execute(statement, _row(delivery))

        self._locked(write)

    def _locked(self, function: Callable[[], T]) -> T:
        with self._lock:
            try:
                return function()
            except sqlite3.Error as error:
                raise Failure(f"The ledger can't be used: {error}.") from error


def _opened(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)
    store = sqlite3.connect(path, timeout=5, check_same_thread=False)
    try:
        store.execute("PRAGMA journal_mode = WAL")
        store.execute("PRAGMA synchronous = FULL")
        if store.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        store.row_factory = sqlite3.Row
        with store:
            store.executescript(_SCHEMA)
            store.execute(
                "UPDATE deliveries SET state = ?, problems = ? WHERE state = ?",
                (
                    DeliveryState.UNKNOWN,
                    wire.dumps([asdict(_INTERRUPTED)], indent=None),
                    DeliveryState.SENDING,
                ),
            )
    except sqlite3.Error:
        store.close()
        raise
    return store


def _row(delivery: Delivery) -> tuple[str, ...]:
    problems = [{**asdict(each), "fix": None} for each in delivery.problems]
    exchange = None
    if delivery.exchange:
        exchange = {**asdict(delivery.exchange), "at": delivery.exchange.at.isoformat()}
    return (
        delivery.id,
        delivery.at.isoformat(),
        delivery.connection_id,
        delivery.event_definition_key,
        delivery.contact_key,
        wire.dumps(delivery.data, indent=None),
        delivery.state,
        delivery.event_instance_id,
        wire.dumps(problems, indent=None),
        wire.dumps(exchange, indent=None),
    )


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        connection_id=row["connection_id"],
        event_definition_key=row["event_definition_key"],
        contact_key=row["contact_key"],
        data=wire.loads(row["data"]),
        state=DeliveryState(row["state"]),
        event_instance_id=row["event_instance_id"],
        problems=tuple(_problem(each) for each in json.loads(row["problems"])),
        exchange=_exchange(json.loads(row["exchange"])),
    )


def _problem(body: dict[str, Any]) -> Problem:
    where = Where(**body["where"])
    return Problem(body["text"], Severity(body["severity"]), where, body["code"])


def _exchange(body: dict[str, Any] | None) -> Exchange | None:
    if body is None:
        return None
    headers = {
        name: tuple((str(key), str(value)) for key, value in body[name])
        for name in ("request_headers", "answer_headers")
    }
    at = datetime.fromisoformat(body["at"])
    return Exchange(**{**body, **headers, "at": at})
