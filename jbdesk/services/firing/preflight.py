"""Reads what tells, before anything is sent, whether a contact would enter.

What listens changes seldom and is read once for an event definition; where the
contact is, is read for each contact key. Nothing here writes, and what can't be
read is told as not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jbdesk.api import contact_keys, contacts, history
from jbdesk.api.contacts import Membership
from jbdesk.api.errors import NotFound
from jbdesk.api.history import HistoryRow
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import admission
from jbdesk.model.firing.admission import Chance, Offer, Outlook, Stay
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure
from jbdesk.model.walking import statuses
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import visit
from jbdesk.services.firing.visit import Listener

_LATEST = 200  # rows of history; whoever did more than that is not asked for all


@dataclass(frozen=True)
class Listening:
    """What listens to an event definition, as of a moment."""

    key: str
    at: datetime
    definition: EventDefinition | None = None  # None: the service knows none
    rows: tuple[JourneyRow, ...] = ()
    why_not: str = ""  # why it is not known


@dataclass(frozen=True)
class Whereabouts:
    """Where a contact is, as of a moment."""

    contact_key: str
    at: datetime
    stays: dict[str, Stay] | None = None  # by journey key; None: not known
    is_seen: bool = False  # in a journey, within what history tells
    other_keys: tuple[str, ...] = field(default_factory=tuple)  # of its e-mail address
    why_not: str = ""


async def listening(connection: Connection, key: str) -> Listening:
    """Read the event definition and the journeys that name it."""
    now = datetime.now(UTC)
    try:
        definition = await event_definitions.get(connection, key)
    except NotFound:
        return Listening(key, now)
    except Failure as failure:
        return Listening(key, now, why_not=str(failure))
    try:
        rows = await event_definitions.journeys_using(connection, key)
    except Failure as failure:
        return Listening(key, now, definition, why_not=str(failure))
    return Listening(key, now, definition, rows)


async def whereabouts(
    connection: Connection, heard: Listening, contact_key: str, address: str = ""
) -> Whereabouts:
    """Read in which of the listening journeys the contact is, and was."""
    now = datetime.now(UTC)
    try:
        members = await connection(contacts.membership, [contact_key])
    except Failure as failure:
        return Whereabouts(contact_key, now, why_not=str(failure))
    try:
        rows = await connection(
            history.search, contact_keys=[contact_key], size=_LATEST
        )
    except Failure:
        rows = ()  # who is inside is known all the same
    stays = _stays(heard.rows, members, rows)
    is_seen = bool(members) or any(not _is_refusal(each) for each in rows)
    others = () if is_seen else await _keys_of(connection, address, contact_key)
    return Whereabouts(contact_key, now, stays, is_seen, others)


async def _keys_of(
    connection: Connection, address: str, contact_key: str
) -> tuple[str, ...]:
    """Give the other contacts that have the address; () where nobody tells."""
    if not address:
        return ()
    try:
        found = await connection(contact_keys.of_address, address)
    except Failure:
        return ()
    return () if contact_key in found else found


def _stays(
    versions: Sequence[JourneyRow],
    members: Sequence[Membership],
    rows: Sequence[HistoryRow],
) -> dict[str, Stay]:
    found: dict[str, Stay] = {}
    inside = {each.journey_key for each in members}
    for each in versions:
        own = [row for row in rows if _is_of(row, each) and not _is_refusal(row)]
        if each.key in inside:
            where = next(
                (m.version for m in members if m.journey_key == each.key), each.version
            )
            if each.version == where or each.key not in found:
                found[each.key] = Stay(True, _where(each, rows))
        elif own:
            found.setdefault(each.key, Stay(False))
    return found


def _is_of(row: HistoryRow, version: JourneyRow) -> bool:
    """Whether a row is of any version of the journey; other versions go by name."""
    is_same = row.definition_id == version.definition_id.lower()
    return is_same or row.body.get("definitionName") == version.name


def _is_refusal(row: HistoryRow) -> bool:
    return statuses.status(row.status).is_entry


def _where(version: JourneyRow, rows: Sequence[HistoryRow]) -> str:
    """Tell where the contact stands: 'waits at “3 days” since 1 Mar, 09:00 UTC'."""
    admitted = [each for each in rows if not _is_refusal(each)]
    one = visit.find(Listener(version), admitted, None)
    steps = one.steps(is_inside=True) if one is not None else ()
    if not steps or steps[-1].status != visit.HERE or steps[-1].at is None:
        return ""
    at = steps[-1].at.astimezone(UTC)
    return f"is at “{steps[-1].name}” since {at.day} {at:%b, %H:%M} UTC"


def outlooks(
    heard: Listening, contact_key: str, data: JsonObject, known: Whereabouts | None
) -> tuple[Outlook, ...]:
    """Judge every journey by what was read; `known` is None while it is asked."""
    if heard.why_not:
        told = "Not known which journeys listen"
        return (Outlook(Chance.UNKNOWN, told, heard.why_not, "Fire all the same."),)
    if heard.definition is None:
        title = f"The service knows no event definition “{heard.key}”"
        text = "The event would be refused."
        return (Outlook(Chance.NO, title, text, "Choose one from the list."),)
    stays = known.stays if known is not None else None
    offer = Offer(heard.definition.key or heard.key, contact_key, data, stays)
    found = admission.outlooks(heard.rows, offer)
    return (*found, *_of_contact(known))


def _of_contact(known: Whereabouts | None) -> tuple[Outlook, ...]:
    """Tell whether the contact is known, where that is no matter of course."""
    if known is None or known.is_seen:
        return ()
    if known.why_not:
        title = "Not known where the contact is"
        return (Outlook(Chance.UNKNOWN, title, known.why_not, is_of_contact=True),)
    if known.other_keys:
        names = ", ".join(f"“{each}”" for each in known.other_keys[:3])
        title = "The e-mail address belongs to another contact"
        text = f"It is the address of {names}; “{known.contact_key}” would be new."
        to_do = "Use that contact key."
        return (Outlook(Chance.DOUBT, title, text, to_do, is_of_contact=True),)
    title = "Not known whether the contact exists; if not, the event makes it"
    return (Outlook(Chance.UNKNOWN, title, is_of_contact=True),)
