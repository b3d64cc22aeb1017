"""How an exchange is written as a row of the file, and read from one."""

import json
import sqlite3
from datetime import datetime
from functools import lru_cache
from typing import Any

from jbdesk.model.exchange import Exchange, Headers
from jbdesk.services.exchanges import exchange_query

Row = tuple[Any, ...]

HEAD = (
    "id, at, method, url, status, reason, milliseconds, error, label, is_write,"
    " connection_id, connection_name"
)
WHOLE = f"{HEAD}, request_headers, request_body, answer_headers, answer_body"
COLUMNS = f"{WHOLE}, size"
MARKS = f"({','.join('?' * len(COLUMNS.split(',')))})"
CUT = "…"  # stands where the rest of a body was not kept
_BESIDES = 400  # bytes that a row takes besides its texts


def row_of(exchange: Exchange, most: int) -> Row:
    """Write the exchange, with so many characters of each body."""
    texts = (
        _written(exchange.request_headers),
        _cut(exchange.request_body, most),
        _written(exchange.answer_headers),
        _cut(exchange.answer_body, most),
    )
    url = _storable(exchange.url)
    return (
        exchange.id,
        exchange_query.stamp(exchange.at),
        exchange.method,
        url,
        exchange.status,
        _storable(exchange.reason),
        exchange.milliseconds,
        _storable(exchange.error),
        exchange.label,
        int(exchange.is_write),
        exchange.connection_id,
        exchange.connection_name,
        *texts,
        _BESIDES + _bytes_of(url) + sum(map(_bytes_of, texts)),
    )


def size_in(row: Row) -> int:
    """Tell how many bytes the row takes."""
    return int(row[-1])


def exchange_in(row: sqlite3.Row) -> Exchange:
    """Read an exchange; what was not asked for stays empty."""
    told = {name: row[name] for name in row.keys() if name != "number"}  # noqa: SIM118 - a row's values are what it iterates over
    for name in ("request_headers", "answer_headers"):
        if name in told:
            told[name] = tuple((str(k), str(v)) for k, v in json.loads(told[name]))
    told["at"] = datetime.fromisoformat(row["at"])
    told["is_write"] = bool(row["is_write"])
    return Exchange(**told)


@lru_cache(64)
def _written(headers: Headers) -> str:
    return json.dumps(headers)  # the rows of a run share them


def _cut(body: str, most: int) -> str:
    more = len(body) - most
    if more <= 0:
        return _storable(body)
    return f"{_storable(body[:most])}{CUT} ({more:,} more characters)"


def _storable(text: str) -> str:
    """Replace half a character, which SQLite can't keep."""
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode("utf-8")


def _bytes_of(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())
