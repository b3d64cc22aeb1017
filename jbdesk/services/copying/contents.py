"""E-mails and messages that a journey sends, looked for in both business units."""

from collections.abc import Iterable

from jbdesk.api import assets
from jbdesk.api.errors import Refused
from jbdesk.model import asset
from jbdesk.model.asset import Asset
from jbdesk.model.copying.plan import Row, Thing, matched, unseen
from jbdesk.model.copying.reference import Aspect, Kind, Reference
from jbdesk.services.connections.connection import Connection

_FORBIDDEN = (401, 403)
_LACKS = "The package there, or the one here, may not read Content Builder."
_GONE = "It is not found in Content Builder here."
_KEY, _NAME = "customerKey", "name"


def is_content(reference: Reference) -> bool:
    """Whether Content Builder has it, by what the journey says of it."""
    if reference.kind is Kind.EMAIL:
        return True
    ids = [e.path[-1] for e in reference.places if e.aspect is Aspect.ID]
    return reference.kind is Kind.MESSAGE and "assetid" in (
        str(each).casefold() for each in ids
    )


async def row(source: Connection, target: Connection, reference: Reference) -> Row:
    """Match it by key, else by name; what can't be looked up says why."""
    try:
        own = await _own(source, reference)
        if own is None and not reference.key:
            return unseen(reference, _GONE)
        key, name = (own.key, own.name) if own else (reference.key, "")
        found = [
            *await _things(target, reference.kind, _KEY, key),
            *await _things(target, reference.kind, _NAME, name),
        ]
    except Refused as refused:
        if refused.status not in _FORBIDDEN:
            raise
        return unseen(reference, _LACKS)
    return matched(reference, own, {each.id: each for each in found}.values())


async def _own(source: Connection, reference: Reference) -> Thing | None:
    if reference.key:
        found = await _things(source, reference.kind, _KEY, reference.key)
    else:
        member = asset.EMAIL_ID if reference.kind is Kind.EMAIL else "id"
        found = await _things(source, reference.kind, member, reference.id)
    return next(iter(found), None)


async def _things(
    connection: Connection, kind: Kind, member: str, text: str
) -> tuple[Thing, ...]:
    if not text:
        return ()
    is_number = text.isascii() and text.isdecimal() and member not in (_KEY, _NAME)
    value = int(text) if is_number else text
    return tuple(_thing_of(await connection(assets.find, member, value), kind))


def _thing_of(found: Iterable[Asset], kind: Kind) -> Iterable[Thing]:
    """Give them by the id that journeys name them by, e-mails among e-mails."""
    for each in found:
        id_ = each.email_id if kind is Kind.EMAIL else each.id
        if id_:
            yield Thing(id_, each.key, each.name)
