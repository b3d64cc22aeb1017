"""The journey as it will be in the other business unit: other ids, all else kept."""

from collections.abc import Mapping
from typing import Any

from jbdesk.model import lens
from jbdesk.model.changes import edits_journey
from jbdesk.model.changes.edits_references import renamer_of, with_texts
from jbdesk.model.copying.plan import How, Plan, Row, Thing, field_names
from jbdesk.model.copying.reference import Aspect, Kind, Place
from jbdesk.model.event_definition import NO_GUID
from jbdesk.model.journey import Journey, JsonObject

Made = Mapping[str, Thing]  # by the row's ref: what was created there

# Ids that the service gave to what it made of the e-mail at the publish.
_OF_THE_PUBLISH = ("triggeredSendId", "triggeredSendKey")
_OF_THE_SEND = ("id", "key", "categoryId")


def copied(plan: Plan, made: Made) -> Journey:
    """Give the draft to be written; `made` holds what was created before it."""
    body: Any = plan.journey.body
    for row in plan.rows:
        body = _rewritten(body, row, made)
    body = (
        with_texts(body, renamer_of("Event", keys))
        if (keys := _keys(plan, made))
        else body
    )
    begun = edits_journey.copy_of(Journey(body), plan.name)
    cleaned = {**begun.body, "key": plan.key}
    cleaned.pop("categoryId", None)  # a folder of the other business unit
    return _without_sends(Journey(cleaned))


def _rewritten(body: Any, row: Row, made: Made) -> Any:
    if row.choice is None or row.choice.how is How.KEEP:
        return body
    thing = made.get(row.ref) or row.used
    for place in row.reference.places:
        before = lens.read(body, place.path, "")
        if (new := _new(row, place, thing, before)) is not None:
            body = lens.write(body, place.path, new)
    return body


def _new(row: Row, place: Place, thing: Thing | None, before: Any) -> Any:
    """Give what stands at the place in the copy; None where it stays."""
    assert row.choice is not None
    if isinstance(before, str) and "{{" in before:
        return None  # keys in bindings are renamed all at once
    if row.choice.how is How.EMPTY:
        return _empty(before, place)
    match place.aspect:
        case Aspect.ID:
            return _typed(thing.id if thing else row.choice.id, before)
        case Aspect.KEY:
            return thing.key if thing else row.choice.id
        case Aspect.FIELD:
            return _field(row, place, thing)
        case Aspect.NAME:
            is_name = str(place.path[-1]).casefold().endswith("name")
            return thing.name if thing and is_name else None


def _empty(before: Any, place: Place) -> Any:
    if place.aspect is Aspect.NAME and not isinstance(before, str):
        return None
    if isinstance(before, int):
        return 0
    is_guid = isinstance(before, str) and len(before) == len(NO_GUID)
    return NO_GUID if is_guid and place.aspect is Aspect.ID else ""


def _typed(text: str, before: Any) -> Any:
    is_number = isinstance(before, int) and text.isascii() and text.isdecimal()
    return int(text) if is_number else text


def _field(row: Row, place: Place, thing: Thing | None) -> str | None:
    """Give the id of the field with the same name."""
    if row.source is None or thing is None:
        return None
    names = {
        id_.casefold(): name for name, id_ in field_names(row.source.fields).items()
    }
    name = names.get(place.value.casefold(), place.value.casefold())
    return field_names(thing.fields).get(name) or None


def _keys(plan: Plan, made: Made) -> dict[str, str]:
    """Give the keys of events that are called otherwise there."""
    found = {}
    for row in plan.rows:
        thing = made.get(row.ref) or row.used
        own = row.source.key if row.source else row.reference.key
        if row.reference.kind is Kind.EVENT and own and thing and thing.key != own:
            found[own] = thing.key
    return found


def _without_sends(journey: Journey) -> Journey:
    return journey.with_activities(
        [each.with_body(_without_send(each.body)) for each in journey.activities]
    )


def _without_send(body: JsonObject) -> JsonObject:
    settings = "configurationArguments"
    for name in _OF_THE_PUBLISH:
        body = lens.remove(body, (settings, name))
    for name in _OF_THE_SEND:
        body = lens.remove(body, (settings, "triggeredSend", name))
    return body
