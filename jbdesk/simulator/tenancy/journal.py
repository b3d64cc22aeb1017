"""The last requests and their answers; whoever reads them sees no secret.

They are kept as they came and made readable only when somebody reads them.
"""

import json
import re
import threading
from collections import deque
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from jbdesk.model.journey import JsonObject

KEPT = 1000
LONGEST = 200_000  # bytes of one body
MASK = "••••••"
_SECRET_NAMES = frozenset(
    {
        "client_secret",
        "clientsecret",
        "access_token",
        "accesstoken",
        "refresh_token",
        "refreshtoken",
        "password",
    }
)
_FORM_SECRET = re.compile(
    r"((?:client_?secret|refresh_?token|access_?token|password)[\"']?\s*[=:]\s*)"
    r"(\"[^\"]*\"?|'[^']*'?|[^&\s,}]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Entry:
    """One request as the tenant saw it."""

    at: datetime
    method: str
    path: str
    body: bytes
    status: int | None  # None: no answer was given
    answer: Any

    def told(self) -> JsonObject:
        return {
            "at": self.at.isoformat(),
            "method": self.method,
            "path": _without_secrets(self.path),
            "body": shown(self.body),
            "status": self.status,
            "answer": _answer(self.answer),
        }


class Journal:
    """Keeps the newest requests; any thread may write."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._written = 0  # since the start, cleared ones included
        self._lock = threading.Lock()

    def write(self, entry: Entry) -> None:
        if len(entry.body) > LONGEST:
            entry = replace(entry, body=f"{len(entry.body)} bytes".encode())
        with self._lock:
            self._entries.append(entry)
            self._written += 1

    def all(self) -> list[JsonObject]:
        with self._lock:
            found = list(self._entries)
        return [entry.told() for entry in found]

    def since(self, number: int) -> tuple[int, list[JsonObject]]:
        """Give how many were written ever, and those after that many."""
        with self._lock:
            first = self._written - len(self._entries) + 1
            last, found = self._written, list(enumerate(self._entries, first))
        return last, [
            {"number": at, **entry.told()} for at, entry in found if at > number
        ]

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()


def _answer(answer: Any) -> Any:
    """Give an answer for reading; bytes are what a fault made of one."""
    if not isinstance(answer, bytes):
        return masked(answer)
    return f"{len(answer)} bytes" if len(answer) > LONGEST else shown(answer)


def shown(raw: bytes) -> Any:
    """Give a body for the journal: JSON where it is JSON, secrets masked."""
    text = raw.decode("utf-8", "replace")
    if not text:
        return None
    try:
        return masked(json.loads(text))
    except (ValueError, RecursionError):
        return _without_secrets(text)


def _without_secrets(text: str) -> str:
    return _FORM_SECRET.sub(rf"\g<1>{MASK}", text)


def masked(value: Any) -> Any:
    """Give the value with every secret replaced."""
    if isinstance(value, dict):
        return {
            name: MASK if name.lower() in _SECRET_NAMES else masked(each)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [masked(each) for each in value]
    return value
