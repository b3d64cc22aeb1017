"""Mappings that were chosen by hand, by event definition and set of columns."""

import hashlib
from collections.abc import Iterable
from typing import Any

from jbdesk.model.firing.contact_rows import Mapping
from jbdesk.services.settings import Settings

_NAME = "row mappings"
_MOST = 200  # the oldest go


class RowMappings:
    """Remembers how the columns of a file were mapped, for the next such file."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def get(self, event_key: str, columns: Iterable[str]) -> Mapping | None:
        """Give what was chosen for such columns; None where nothing was."""
        known = frozenset(columns)
        found: Any = self._settings.get(_NAME, {}).get(_address(event_key, known))
        try:
            mapping = Mapping(
                str(found["contactKey"]),
                tuple((str(f), str(column)) for f, column in found["fields"]),
            )
        except (TypeError, KeyError, ValueError):
            return None
        used = {mapping.contact_key, *(column for _, column in mapping.fields)}
        return mapping if used - {""} <= known else None

    def put(self, event_key: str, columns: Iterable[str], mapping: Mapping) -> None:
        """Remember a mapping; raises Failure where it can't be written."""
        address = _address(event_key, frozenset(columns))
        kept = {k: v for k, v in self._settings.get(_NAME, {}).items() if k != address}
        written = {
            "contactKey": mapping.contact_key,
            "fields": [list(pair) for pair in mapping.fields],
        }
        latest = list({**kept, address: written}.items())[-_MOST:]
        self._settings.set(_NAME, dict(latest))


def _address(event_key: str, columns: frozenset[str]) -> str:
    told = "\0".join([event_key, *sorted(columns)])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
