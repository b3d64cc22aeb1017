"""Event definitions that are half typed: kept until they are made or discarded."""

from pathlib import Path
from typing import Any

from jbdesk.model.events import typed_definition
from jbdesk.model.events.typed_definition import TypedDefinition
from jbdesk.services import stored_file

NEW = ""  # stands for the id of one that is not made yet


class TypedDefinitions:
    """One file for all connections; what was put is there at once."""

    def __init__(self, home: Path) -> None:
        self._path = home / "event_definitions_typed.json"
        self._kept: dict[str, Any] | None = None
        self._is_written = True

    @property
    def _all(self) -> dict[str, Any]:
        if self._kept is None:
            value, _ = stored_file.read(self._path)
            self._kept = value if isinstance(value, dict) else {}
        return self._kept

    def get(self, connection_id: str, definition_id: str) -> TypedDefinition | None:
        """Give what was typed of one; None where nothing waits."""
        return typed_definition.read(self._all.get(_name(connection_id, definition_id)))

    def put(
        self, connection_id: str, definition_id: str, typed: TypedDefinition
    ) -> None:
        name = _name(connection_id, definition_id)
        self._change({**self._all, name: typed_definition.body_of(typed)})

    def drop(self, connection_id: str, definition_id: str) -> None:
        """Forget what was typed: it is made, or nobody wants it."""
        gone = _name(connection_id, definition_id)
        self._change({name: each for name, each in self._all.items() if name != gone})

    def _change(self, kept: dict[str, Any]) -> None:
        if kept != self._kept:
            self._kept, self._is_written = kept, False

    def write(self) -> None:
        """Write what was put since the last time."""
        if not self._is_written:
            stored_file.folder(self._path.parent)
            stored_file.write(self._path, self._kept)
            self._is_written = True


def _name(connection_id: str, definition_id: str) -> str:
    return f"{connection_id} {definition_id}"
