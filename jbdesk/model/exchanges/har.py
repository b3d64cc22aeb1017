"""Exchanges as an HTTP Archive (HAR 1.2), which browsers and other tools open.

What an exchange does not know is written as the archive says: -1 for a size,
"unknown" for a version. Where no answer came, the status is 0.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jbdesk import __version__
from jbdesk.model.exchange import Exchange, Headers

_UNKNOWN = -1
_HTTP = "HTTP/1.1"
_SIGN = "Content-Type"


def written(exchanges: Iterable[Exchange]) -> Iterator[str]:
    """Write an archive in pieces, the oldest entry first where they come so."""
    creator = {"name": "jbdesk", "version": __version__}
    head = json.dumps({"version": "1.2", "creator": creator})[:-1]
    yield f'{{"log": {head}, "entries": ['
    joint = "\n"
    for each in exchanges:
        yield joint + json.dumps(entry(each), ensure_ascii=False)
        joint = ",\n"
    yield "\n]}}\n"


def entry(exchange: Exchange) -> dict[str, Any]:
    """Give one exchange as an entry of the archive."""
    made: dict[str, Any] = {
        "startedDateTime": exchange.at.isoformat(timespec="milliseconds"),
        "time": exchange.milliseconds,
        "request": _request(exchange),
        "response": _response(exchange),
        "cache": {},
        "timings": {"send": 0, "wait": exchange.milliseconds, "receive": 0},
    }
    told = (exchange.label, exchange.connection_name)
    if comment := ", ".join(each for each in told if each):
        made["comment"] = comment
    return made


def _request(exchange: Exchange) -> dict[str, Any]:
    query = parse_qsl(urlsplit(exchange.url).query, keep_blank_values=True)
    made: dict[str, Any] = {
        "method": exchange.method,
        "url": exchange.url,
        "httpVersion": _HTTP,
        "cookies": [],
        "headers": _pairs(exchange.request_headers),
        "queryString": _pairs(tuple(query)),
        "headersSize": _UNKNOWN,
        "bodySize": len(exchange.request_body.encode()),
    }
    if exchange.request_body:
        made["postData"] = {
            "mimeType": _kind(exchange.request_headers),
            "params": [],
            "text": exchange.request_body,
        }
    return made


def _response(exchange: Exchange) -> dict[str, Any]:
    made: dict[str, Any] = {
        "status": exchange.status or 0,
        "statusText": exchange.reason,
        "httpVersion": _HTTP if exchange.status else "unknown",
        "cookies": [],
        "headers": _pairs(exchange.answer_headers),
        "content": {
            "size": len(exchange.answer_body.encode()),
            "mimeType": _kind(exchange.answer_headers),
            "text": exchange.answer_body,
        },
        "redirectURL": _value(exchange.answer_headers, "Location"),
        "headersSize": _UNKNOWN,
        "bodySize": len(exchange.answer_body.encode()) if exchange.status else 0,
    }
    if exchange.error:
        made["comment"] = exchange.error
    return made


def _pairs(pairs: Headers) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in pairs]


def _kind(headers: Headers) -> str:
    return _value(headers, _SIGN) or "application/json"


def _value(headers: Headers, wanted: str) -> str:
    found = (v for name, v in headers if name.lower() == wanted.lower())
    return next(found, "")
