"""What a person has chosen: one JSON file in the home folder."""

import threading
from pathlib import Path
from typing import Any, TypeVar

from jbdesk.services import stored_file

VERSION = 1
T = TypeVar("T", str, bool, int, float, list[Any], dict[str, Any])


class Settings:
    """Values by name; a value of another type than its default counts as absent."""

    def __init__(self, home: Path) -> None:
        self._path = stored_file.folder(home) / "settings.json"
        self._lock = threading.Lock()
        found, self.notice = stored_file.read(self._path)
        if found is not None and not _is_ours(found):
            found, self.notice = None, stored_file.set_aside(self._path)
        self._values: dict[str, Any] = found["values"] if found else {}

    def get(self, name: str, default: T) -> T:
        found = self._values.get(name, default)
        return found if type(found) is type(default) else default

    def has(self, name: str) -> bool:
        """Whether the person has chosen anything there."""
        return name in self._values

    def set(
        self, name: str, value: str | bool | float | list[Any] | dict[str, Any]
    ) -> None:
        """Keep the value; raises Failure where it can't be written."""
        with self._lock:
            if name in self._values and self._values[name] == value:
                return
            values = {**self._values, name: value}
            stored_file.write(self._path, {"version": VERSION, "values": values})
            self._values = values


def _is_ours(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and found.get("version") == VERSION
        and isinstance(found.get("values"), dict)
    )
