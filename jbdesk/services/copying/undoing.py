"""Undoes a copy: deletes what it created, where that is still untouched."""

from jbdesk.api import creations, journeys
from jbdesk.api.errors import OutcomeUnknown
from jbdesk.model import lens
from jbdesk.model.copying.plan import Thing
from jbdesk.model.copying.reference import Kind
from jbdesk.model.fields import number_in
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import counted
from jbdesk.services.connections.connection import Connection
from jbdesk.services.copying import there
from jbdesk.services.copying.copies import Copies, Copy, State
from jbdesk.services.copying.writing import Heard


async def undo(target: Connection, copies: Copies, copy: Copy, heard: Heard) -> Copy:
    """Delete what this copy created, the last first; what can't be is told."""
    if why := target.guard.refusal():
        raise Failure(why)
    for number in reversed(range(len(copy.entries))):
        if copy.entries[number].state is not State.DONE:
            continue
        copy = await _undone(target, copy, number)
        await target.work.run(copies.put, copy)
        heard(copy)
    return copy


async def _undone(target: Connection, copy: Copy, number: int) -> Copy:
    entry = copy.entries[number]
    kind, made = entry.write.kind, entry.made
    assert made is not None
    try:
        now = await _now(target, kind, made)
        if now is None:
            return copy.noted(number, State.UNDONE, note="It was gone already.")
        if why := _why_left(copy, kind, made, now):
            return copy.noted(number, State.LEFT, note=why)
        await _delete(target, kind, now)
    except OutcomeUnknown as failure:
        return await _asked(target, copy, number, str(failure))
    except Failure as failure:
        return copy.noted(number, State.LEFT, note=str(failure))
    return copy.noted(number, State.UNDONE)


async def _now(target: Connection, kind: Kind, made: Thing) -> Thing | None:
    if kind is Kind.DATA_EXTENSION:
        return await there.data_extension(target, made.id)
    return await there.look(target, kind, made.key)


async def _asked(target: Connection, copy: Copy, number: int, told: str) -> Copy:
    """Look whether it is gone, where the answer to its deletion was lost."""
    entry = copy.entries[number]
    assert entry.made is not None
    try:
        is_gone = await _now(target, entry.write.kind, entry.made) is None
    except Failure:
        is_gone = False
    if is_gone:
        return copy.noted(number, State.UNDONE)
    return copy.noted(number, State.DONE, note=f"{told} It is still there; undo again.")


def _why_left(copy: Copy, kind: Kind, made: Thing, now: Thing) -> str:
    """Tell why it must stay; "" where it is as it was made."""
    if now.id.casefold() != made.id.casefold():
        return "Another one has its key now."
    if why := _WHY[kind](copy, made, now):
        return why
    if now.body.get("modifiedDate") != made.body.get("modifiedDate"):
        return "Somebody has changed it since."
    return ""


def _why_journey(_: Copy, made: Thing, now: Thing) -> str:
    status = lens.text(now.body, "status")
    if status != "Draft":
        return f"It is no draft any more: it is {status}."
    is_other = now.body.get("version") != made.body.get("version")
    return "Another version was begun." if is_other else ""


def _why_event(_: Copy, __: Thing, now: Thing) -> str:
    number = _number(now, "interactionCount")
    told = counted(number, "journey")
    return f"{told} of that business unit use it." if number else ""


def _why_extension(copy: Copy, made: Thing, now: Thing) -> str:
    if number := _number(now, "rowCount"):
        return f"It has {counted(number, 'row')} by now."
    is_used = _is_used(copy, made)
    return "The event definition that uses it stays." if is_used else ""


_WHY = {
    Kind.JOURNEY: _why_journey,
    Kind.EVENT: _why_event,
    Kind.DATA_EXTENSION: _why_extension,
}


def _is_used(copy: Copy, made: Thing) -> bool:
    return any(
        each.data_extension_id.casefold() == made.id.casefold()
        for each in copy.made.values()
    )


def _number(thing: Thing, name: str) -> int:
    return number_in(thing.body.get(name)) or 0


async def _delete(target: Connection, kind: Kind, now: Thing) -> None:
    if kind is Kind.JOURNEY:
        version = number_in(now.body.get("version")) or 1
        await target(journeys.delete, now.id, version)
    elif kind is Kind.EVENT:
        await target(creations.delete_event_definition, now.id)
    else:
        await target(creations.delete_data_extension, now.id)
