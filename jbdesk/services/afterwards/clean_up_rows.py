"""Deletes the rows that events wrote, in the simulator."""

from collections.abc import AsyncIterator, Iterable
from typing import Any

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import JsonObject
from jbdesk.services.afterwards.clean_up_trail import Sent, Trail
from jbdesk.services.simulated.simulator_controls import SimulatorControls

_PAGE = 200


async def delete(
    controls: SimulatorControls, definition: EventDefinition, trail: Trail
) -> int:
    """Delete what a trail wrote for one event definition; gives how many rows."""
    extension = definition.data_extension_id
    sent = [e for e in trail.sent if e.event_definition_key == definition.key]
    if not extension or not sent:
        return 0
    written = _Written(sent)
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

    def __init__(self, sent: Iterable[Sent]) -> None:
        # Looked up by the fields that were sent, so that many rows take no longer.
        self._values: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for each in sent:
            data = {name.casefold(): str(one) for name, one in each.data.items()}
            names = tuple(sorted(data))
            if names:
                found = self._values.setdefault(names, set())
                found.add(tuple(data[name] for name in names))

    def has(self, row: JsonObject) -> bool:
        values = {name.casefold(): str(each) for name, each in row.items()}
        return any(
            tuple(values.get(name, "") for name in names) in known
            for names, known in self._values.items()
        )
