"""Deletes the rows that events wrote, in the simulator."""

import hashlib
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import JsonObject
from jbdesk.services.afterwards.clean_up_trail import Trail
from jbdesk.services.simulated.simulator_controls import SimulatorControls
from jbdesk.services.work import Work

_PAGE = 200


async def delete(
    controls: SimulatorControls, definition: EventDefinition, trail: Trail, work: Work
) -> int:
    """Delete what a trail wrote for one event definition; gives how many rows."""
    extension = definition.data_extension_id
    if not extension or definition.key not in trail.events:
        return 0
    written = await work.run(_Written, trail, definition.key)
    numbers = [
        number async for number, row in _rows(controls, extension) if written.has(row)
    ]
    for number in numbers:
        await controls.delete("data-extensions", extension, "rows", str(number))
    return len(numbers)


async def _rows(
    controls: SimulatorControls, extension: str
) -> AsyncIterator[tuple[int, JsonObject]]:
    page = 0
    while True:
        told: Any = await controls.page(
            "data-extensions", extension, "rows", number=page, size=_PAGE
        )
        for number, row in zip(told["numbers"], told["rows"], strict=True):
            yield number, row
        page += 1
        if not told["rows"] or page * _PAGE >= told["count"]:
            return


class _Written:
    """Tells whether an event wrote a row: all that was sent stands in it."""

    def __init__(self, trail: Trail, event_definition_key: str) -> None:
        # Looked up by the fields that were sent, so that many rows take no longer;
        # a mark of each, so that a million of them fit in memory.
        self._marks: dict[tuple[str, ...], set[bytes]] = {}
        for each in trail.read():
            if each.event_definition_key == event_definition_key:
                self._take(each.data)

    def _take(self, sent: JsonObject) -> None:
        data = {name.casefold(): str(one) for name, one in sent.items()}
        if names := tuple(sorted(data)):
            found = self._marks.setdefault(names, set())
            found.add(_mark([data[name] for name in names]))

    def has(self, row: JsonObject) -> bool:
        values = {name.casefold(): str(each) for name, each in row.items()}
        return any(
            _mark([values.get(name, "") for name in names]) in known
            for names, known in self._marks.items()
        )


def _mark(values: Sequence[str]) -> bytes:
    written = json.dumps(values).encode()
    return hashlib.blake2b(written, digest_size=16).digest()
