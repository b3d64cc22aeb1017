"""Reads both business units and makes the plan of a copy; nothing is written."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from jbdesk.model.copying import references
from jbdesk.model.copying.plan import Plan, Row, Thing, matched, planned, unseen
from jbdesk.model.copying.reference import Kind, Reference
from jbdesk.model.journey import Journey
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection
from jbdesk.services.copying import contents, there
from jbdesk.services.events import event_definitions
from jbdesk.services.journeys import journeys

Heard = Callable[[str], None]


@dataclass(frozen=True)
class Units:
    """Both sides of a copy, and what was listed there once."""

    source: Connection
    target: Connection
    events: tuple[Thing, ...]  # of the target
    journeys_here: tuple[Thing, ...]
    journeys_there: tuple[Thing, ...]


async def read(
    source: Connection, target: Connection, journey: Journey, heard: Heard
) -> Plan:
    """Make the plan of copying a journey."""
    _refuse_itself(source, target)
    heard("Reading both business units …")
    here, beyond, definitions = await asyncio.gather(
        journeys.list_all(source),
        journeys.list_all(target),
        event_definitions.list_all(target),
    )
    units = Units(
        source,
        target,
        tuple(map(there.of_definition, definitions)),
        tuple(map(there.of_row, here)),
        tuple(map(there.of_row, beyond)),
    )
    rows = await _rows(units, references.referred(journey), heard)
    return planned(journey, rows, (row.key for row in beyond))


async def _rows(units: Units, found: Sequence[Reference], heard: Heard) -> list[Row]:
    """Look for each thing, kind after kind: events tell of data extensions."""
    of_kind = {kind: [e for e in found if _asked(e) == kind] for kind in _ASKED}
    rows = [await _event_row(units, each) for each in of_kind[_EVENT]]
    extensions = _with_those_of(rows, of_kind[_EXTENSION])
    for number, each in enumerate(extensions, start=1):
        heard(f"Comparing data extensions: {number} of {len(extensions)} …")
        rows.append(await _extension_row(units, each))
    sent = of_kind[_CONTENT]
    for number, each in enumerate(sent, start=1):
        heard(f"Looking for e-mails and messages: {number} of {len(sent)} …")
        rows.append(await contents.row(units.source, units.target, each))
    return rows + [_other_row(units, each) for each in of_kind[""]]


_EVENT, _EXTENSION, _CONTENT = "event", "data extension", "content"
_ASKED = (_EVENT, _EXTENSION, _CONTENT, "")


def _asked(reference: Reference) -> str:
    """Tell how a thing is looked for; "" where it is at most among journeys."""
    if contents.is_content(reference):
        return _CONTENT
    return {Kind.EVENT: _EVENT, Kind.DATA_EXTENSION: _EXTENSION}.get(reference.kind, "")


def is_itself(one: PackageSettings, other: PackageSettings) -> bool:
    """Whether both lead to the same business unit, as far as that is known."""
    if (one.rest_base, one.account_id) != (other.rest_base, other.account_id):
        return False
    return bool(one.account_id) or one.client_id == other.client_id


def _refuse_itself(source: Connection, target: Connection) -> None:
    """Refuse the business unit that the journey is in already."""
    if is_itself(source.settings, target.settings):
        raise Failure(
            f"“{target.settings.name}” is the business unit that the journey is in."
            " Choose another one; “Copy as new journey” copies it here."
        )


async def _event_row(units: Units, reference: Reference) -> Row:
    source = None
    if reference.key:
        source = await there.event_definition(units.source, reference.key)
    if source is not None and source.data_extension_id:
        of = source.data_extension_id
        source = await there.with_fields(units.source, source, of)
    row = matched(reference, source, units.events)
    if row.used is None or not row.used.data_extension_id:
        return row
    used = await there.with_fields(units.target, row.used, row.used.data_extension_id)
    return matched(reference, source, (used,))


def _with_those_of(
    events: Iterable[Row], found: Iterable[Reference]
) -> tuple[Reference, ...]:
    """Give the data extensions that the journey names, and those of its events."""
    named = list(found)
    known = {each.id.casefold() for each in named}
    for row in events:
        id_ = row.source.data_extension_id if row.source else ""
        if id_ and id_.casefold() not in known:
            known.add(id_.casefold())
            where = (f"the event “{row.title}”",)
            used = row.reference.used
            named.append(Reference(Kind.DATA_EXTENSION, id_, where=where, used=used))
    return tuple(named)


async def _extension_row(units: Units, reference: Reference) -> Row:
    source = await there.data_extension(units.source, reference.id)
    texts = (source.key, source.name) if source else (reference.name,)
    found = await there.data_extensions_like(units.target, texts)
    return matched(reference, source, found)


def _other_row(units: Units, reference: Reference) -> Row:
    if reference.kind is not Kind.JOURNEY:
        return unseen(reference)
    wanted = {reference.id.casefold(), reference.key.casefold()} - {""}
    own = (
        e for e in units.journeys_here if wanted & {e.id.casefold(), e.key.casefold()}
    )
    return matched(reference, next(own, None), units.journeys_there)
