"""Runs and their rows as the file of runs holds them."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from jbdesk.model import wire
from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import (
    WAITING,
    RowState,
    Run,
    RunDoor,
    RunRow,
    RunSettings,
    RunState,
)
from jbdesk.model.problem import Failure, Severity

_INTERRUPTED = (
    "jbdesk ended while this was being sent. The service may have received it."
)
SENT_SINCE = """
SELECT contact_key, event_instance_id FROM rows
WHERE state IN ('accepted', 'unknown') AND at >= ? AND contact_key IN
    (SELECT contact_key FROM rows WHERE run = ? AND state = 'unknown')
"""
FAILURES = """
SELECT 1 FROM rows WHERE run = ? AND state IN ('not sent', 'refused') AND NOT is_wrong
LIMIT 1
"""


def insert_run(store: sqlite3.Connection, run: Run) -> None:
    store.execute(
        "INSERT INTO runs (id, at, source, event_definition_key, connection_id,"
        " settings, total, state, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run.id,
            run.at.isoformat(),
            run.source,
            run.event_definition_key,
            run.connection_id,
            json.dumps(asdict(run.settings)),
            run.total,
            run.state,
            run.note,
        ),
    )


def run_in(row: sqlite3.Row) -> Run:
    settings = json.loads(row["settings"])
    return Run(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        source=row["source"],
        event_definition_key=row["event_definition_key"],
        connection_id=row["connection_id"],
        settings=RunSettings(**{**settings, "door": RunDoor(settings["door"])}),
        total=row["total"],
        state=RunState(row["state"]),
        note=row["note"],
    )


def insert(store: sqlite3.Connection, place: int, rows: Iterable[Row]) -> None:
    """Put rows in; a number that is there already is refused."""
    made = [_fresh(place, each) for each in rows]
    try:
        store.executemany(
            "INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?, '', ?, 0, NULL, 0)", made
        )
    except sqlite3.IntegrityError as error:
        raise Failure("Two rows have the same number.") from error
    store.execute(
        "UPDATE runs SET total = total + ? WHERE place = ?", (len(made), place)
    )


def _fresh(place: int, row: Row) -> tuple[Any, ...]:
    wrong = [each.text for each in row.problems if each.severity is Severity.ERROR]
    return (
        place,
        row.number,
        row.contact_key,
        wire.dumps(row.data, indent=None),
        bool(wrong),
        DeliveryState.NOT_SENT if wrong else WAITING,
        " ".join(wrong),
    )


def row_in(row: sqlite3.Row) -> RunRow:
    return RunRow(
        number=row["number"],
        contact_key=row["contact_key"],
        data=wire.loads(row["data"]),
        state=state_in(row["state"]),
        event_instance_id=row["event_instance_id"],
        text=row["text"],
        status=row["status"],
        at=datetime.fromisoformat(row["at"]) if row["at"] else None,
        attempts=row["attempts"],
    )


def state_in(text: str) -> RowState:
    return WAITING if text == WAITING else DeliveryState(text)


def where(
    place: int, state: RowState | None, find: str = "", after: int | None = None
) -> tuple[str, tuple[Any, ...]]:
    """Give the condition for rows, and its values."""
    parts, values = ["run = ?"], list[Any]([place])
    if state is not None:
        parts.append("state = ?")
        values.append(state)
    if after is not None:
        parts.append("number > ?")
        values.append(after)
    for word in find.split():
        parts.append(
            "contact_key || ' ' || text || ' ' || event_instance_id || ' ' || number"
            " LIKE ? ESCAPE '\\'"
        )
        escaped = word.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        values.append(f"%{escaped}%")
    return " AND ".join(parts), tuple(values)


def settle(
    store: sqlite3.Connection,
    place: int,
    ended: Sequence[RunRow],
    begun: Sequence[RunRow],
) -> None:
    """Write what ended, then what begins."""
    _end(store, place, ended)
    store.executemany(
        "UPDATE rows SET state = ?, at = ? WHERE run = ? AND number = ? AND state = ?",
        [
            (
                DeliveryState.SENDING,
                each.at.isoformat() if each.at else None,
                place,
                each.number,
                WAITING,
            )
            for each in begun
        ],
    )


def _end(store: sqlite3.Connection, place: int, ended: Sequence[RunRow]) -> None:
    store.executemany(
        "UPDATE rows SET state = ?, event_instance_id = ?, text = ?, status = ?,"
        " at = coalesce(?, at), attempts = ? WHERE run = ? AND number = ?",
        [
            (
                each.state,
                each.event_instance_id,
                each.text,
                each.status,
                each.at.isoformat() if each.at else None,
                each.attempts,
                place,
                each.number,
            )
            for each in ended
        ],
    )


def recover(
    store: sqlite3.Connection,
    place: int,
    ended: Sequence[RunRow],
    begun: Sequence[tuple[int, str]],
) -> None:
    """Take over what the log of somebody who is gone tells.

    What was being sent has an unknown end.
    """
    _end(store, place, ended)
    store.executemany(
        "UPDATE rows SET state = ?, at = ? WHERE run = ? AND number = ? AND state = ?",
        [(DeliveryState.SENDING, at, place, number, WAITING) for number, at in begun],
    )
    store.execute(
        "UPDATE rows SET state = ?, text = ? WHERE run = ? AND state = ?",
        (DeliveryState.UNKNOWN, _INTERRUPTED, place, DeliveryState.SENDING),
    )


def retry_failures(store: sqlite3.Connection, place: int) -> int:
    return store.execute(
        "UPDATE rows SET state = ?, text = '', status = 0, attempts = 0"
        " WHERE run = ? AND state IN (?, ?) AND NOT is_wrong",
        (WAITING, place, DeliveryState.NOT_SENT, DeliveryState.REFUSED),
    ).rowcount


def fire_again(store: sqlite3.Connection, place: int, numbers: Iterable[int]) -> int:
    return store.executemany(
        "UPDATE rows SET state = ?, text = '', status = 0"
        " WHERE run = ? AND number = ? AND state = ?",
        [(WAITING, place, number, DeliveryState.UNKNOWN) for number in numbers],
    ).rowcount


def drop(store: sqlite3.Connection, place: int) -> None:
    store.execute("DELETE FROM rows WHERE run = ?", (place,))
    store.execute("DELETE FROM runs WHERE place = ?", (place,))
