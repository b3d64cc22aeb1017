"""Journey history as a file: download, how large it would be, how fresh it is."""

import csv
import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.records import history
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

_DEFAULT = (
    "TransactionTime",
    "ContactKey",
    "Status",
    "DefinitionId",
    "DefinitionName",
    "ActivityId",
    "ActivityName",
    "ActivityType",
)
_PLAIN = (
    *_DEFAULT,
    "ClientStatus",
    "CreatedDate",
    "DefinitionInstanceId",
    "EndDate",
    "EventId",
    "EventName",
    "Id",
    "Message",
    "OutcomeActivityId",
    "SourceType",
    "StartDate",
)


def _member(column: str) -> Callable[[JsonObject], Any]:
    name = column[0].lower() + column[1:]
    return lambda row: row[name]


def _result(name: str) -> Callable[[JsonObject], Any]:
    return lambda row: row["result"][name]


def _epoch(row: JsonObject) -> int:
    moment = bodies.moment_of(row["transactionTime"])
    return int(moment.timestamp() * 1000) if moment else 0


COLUMNS: dict[str, Callable[[JsonObject], Any]] = {
    **{column: _member(column) for column in _PLAIN},
    "EntrySource": _member("EventName"),
    "EpochTimeInMilliseconds": _epoch,
    "Result.Status": _result("status"),
    "Result.Tags": _result("tags"),
    "Result.Messages": _result("messages"),
}
_SPELLED = {column.lower(): column for column in COLUMNS}


def download(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/journeyhistory/download."""
    text = _written(tenant, call)
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": 'attachment; filename="journeyhistory.csv"',
    }
    return Answer(200, text, headers)


def estimate(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction/v1/interactions/journeyhistory/estimate."""
    raw = _written(tenant, call).encode()
    told = {
        "rowCount": len(list(_rows(tenant, call))),
        "sizeInBytes": len(raw),
        "compressedSizeInBytes": len(zlib.compress(raw)),
    }
    return Answer(200, told)


def freshness(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET …/journeyhistory/freshness: this history is written at once."""
    return Answer(200, {"freshness": 0})


def _written(tenant: Tenant, call: Call) -> str:
    if call.query.get("format", "csv").lower() != "csv":
        raise bodies.error(400, 10005, "format must be csv.")
    columns = _columns(call)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in _rows(tenant, call):
        writer.writerow(_shown(COLUMNS[column](row)) for column in columns)
    return out.getvalue()


def _columns(call: Call) -> list[str]:
    asked = [each.strip() for each in call.query.get("columns", "").split(",")]
    asked = [each for each in asked if each] or list(_DEFAULT)
    unknown = [each for each in asked if each.lower() not in _SPELLED]
    if unknown:
        raise bodies.error(400, 10005, f"Columns not found: {', '.join(unknown)}")
    return [_SPELLED[each.lower()] for each in asked]


def _rows(tenant: Tenant, call: Call) -> Iterator[JsonObject]:
    for row in history.found(tenant, call):
        # The service leaves these out of files.
        if row["activityName"] or row["status"] != history.COMPLETE:
            yield row


def _shown(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value
