"""Writes a copy, one thing after the other, and goes on where it was left.

What was sent without an answer is looked for first; it is never sent again
while it may be there.
"""

from collections.abc import Callable

from jbdesk.api import creations, journeys
from jbdesk.api.errors import OutcomeUnknown
from jbdesk.model.copying import plan_check, writes
from jbdesk.model.copying.plan import Thing
from jbdesk.model.copying.reference import Kind
from jbdesk.model.copying.writes import Write
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection
from jbdesk.services.copying import there
from jbdesk.services.copying.copies import Copies, Copy, State

Heard = Callable[[Copy], None]
_OPEN = (State.SENDING, State.UNKNOWN)


async def write(target: Connection, copies: Copies, copy: Copy, heard: Heard) -> Copy:
    """Write all that is not written yet; stops at the first that can't be."""
    if plan_check.stops(copy.plan):
        raise Failure(*plan_check.problems(copy.plan))
    if why := target.guard.refusal():
        raise Failure(why)

    async def note(noted: Copy) -> Copy:
        await target.work.run(copies.put, noted)
        heard(noted)
        return noted

    copy = await note(copy)
    for number, entry in enumerate(copy.entries):
        if entry.state is State.DONE:
            continue
        is_open = entry.state in _OPEN
        if found := await there.look(target, entry.write.kind, entry.write.key):
            copy = await note(_found(copy, number, found, is_open=is_open))
        else:
            copy = await note(copy.noted(number, State.SENDING))
            copy = await note(await _sent(target, copy, number))
        if copy.entries[number].state is not State.DONE:
            break
    return copy


def _found(copy: Copy, number: int, found: Thing, *, is_open: bool) -> Copy:
    """Take what is there as ours where it was sent; else nothing is done to it."""
    write_ = copy.entries[number].write
    if is_open and found.name == write_.name:
        return copy.noted(number, State.DONE, made=found)
    told = (
        f"A {write_.kind.value} with the key “{write_.key}” has come there meanwhile."
        " Nothing was written over it; make the plan again."
    )
    return copy.noted(number, State.REFUSED, note=told)


async def _sent(target: Connection, copy: Copy, number: int) -> Copy:
    write_ = copy.entries[number].write
    body = writes.body_of(copy.plan, write_, copy.made)
    try:
        made = await _created(target, write_, body)
    except OutcomeUnknown as failure:
        return copy.noted(number, State.UNKNOWN, note=str(failure))
    except Failure as failure:
        return copy.noted(number, State.REFUSED, note=str(failure))
    return copy.noted(number, State.DONE, made=made)


async def _created(target: Connection, write_: Write, body: JsonObject) -> Thing:
    """Create it, then read what tells later whether it is still untouched."""
    if write_.kind is Kind.JOURNEY:
        made = there.of_journey(await target(journeys.create, body))
    elif write_.kind is Kind.EVENT:
        made = there.of_definition(
            await target(creations.create_event_definition, body)
        )
    else:
        created = await target(creations.create_data_extension, body)
        made = Thing(created.id, created.key, created.name, created.body)
    return await _as_read(target, write_, made)


async def _as_read(target: Connection, write_: Write, made: Thing) -> Thing:
    """Give it as it is read; it was made, whatever becomes of the reading."""
    try:
        if write_.kind is Kind.DATA_EXTENSION:
            return await there.data_extension(target, made.id) or made
        return await there.look(target, write_.kind, made.key) or made
    except Failure:
        return made
