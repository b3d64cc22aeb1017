"""What a copy writes, in its order: data extensions, event definitions, the draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jbdesk.model import data_extension, lens
from jbdesk.model.copying import rewriting
from jbdesk.model.copying.plan import Plan, Row, Thing
from jbdesk.model.copying.reference import Kind
from jbdesk.model.copying.rewriting import Made
from jbdesk.model.journey import JsonObject
from jbdesk.model.texts.words import counted

JOURNEY = "journey"  # the ref of the last write
_OF_AN_EVENT = (
    "type",
    "name",
    "description",
    "mode",
    "eventDefinitionKey",
    "sourceApplicationExtensionId",
    "iconUrl",
    "isVisibleInPicker",
    "category",
)
_FLAGS = (
    "isTemplateField",
    "isInheritable",
    "isOverridable",
    "isHidden",
    "isReadOnly",
    "mustOverride",
)


@dataclass(frozen=True)
class Write:
    """One thing to be created; its body is made when what it needs is there."""

    ref: str  # of the row, or JOURNEY
    kind: Kind
    key: str  # by which it is found again
    name: str
    text: str  # in words


def writes(plan: Plan) -> tuple[Write, ...]:
    """Give everything that is written, in an order in which each can stand."""
    return (*_of_rows(plan), _of_journey(plan))


def _of_rows(plan: Plan) -> Iterator[Write]:
    for kind in (Kind.DATA_EXTENSION, Kind.EVENT):
        for row in plan.rows:
            is_due = row.is_created and plan.is_needed(row)
            if is_due and row.source and row.reference.kind is kind:
                yield Write(row.ref, kind, row.source.key, row.source.name, _text(row))


def _text(row: Row) -> str:
    assert row.source is not None
    if row.reference.kind is Kind.DATA_EXTENSION:
        number = counted(len(row.source.fields), "field")
        return f"Create the data extension “{row.source.name}” with {number}, no rows"
    return f"Create the event definition “{row.source.name}”"


def _of_journey(plan: Plan) -> Write:
    number = counted(len(plan.journey.activities), "activity", "activities")
    text = f"Create the draft “{plan.name}” with {number}"
    return Write(JOURNEY, Kind.JOURNEY, plan.key, plan.name, text)


def body_of(plan: Plan, write: Write, made: Made) -> JsonObject:
    """Give what is sent; `made` holds what was created before."""
    if write.ref == JOURNEY:
        return rewriting.copied(plan, made).body
    row = plan.row(write.ref)
    assert row.source is not None
    if write.kind is Kind.DATA_EXTENSION:
        return _data_extension(row.source)
    own = plan.find(Kind.DATA_EXTENSION, row.source.data_extension_id)
    there = (made.get(own.ref) or own.used) if own else None
    body = {n: row.source.body[n] for n in _OF_AN_EVENT if n in row.source.body}
    return {**body, "dataExtensionId": there.id if there else ""}


def _data_extension(source: Thing) -> JsonObject:
    contact = lens.text(source.body, "sendableCustomObjectField")
    body: dict[str, Any] = {
        "name": source.name,
        "key": source.key,
        "description": lens.text(source.body, "description"),
        "isActive": True,
        "isSendable": bool(contact),
    }
    if contact:
        subscriber = lens.text(source.body, "sendableSubscriberField")
        body["sendableCustomObjectField"] = contact
        body["sendableSubscriberField"] = subscriber or "_SubscriberKey"
    return {**body, "fields": [_field(each) for each in source.fields]}


def _field(of: JsonObject) -> JsonObject:
    known = data_extension.from_body(of)
    made: dict[str, Any] = {
        "name": known.name,
        "type": known.type,
        "description": known.description,
        "ordinal": known.ordinal,
        "isNullable": not known.is_required,
        "isPrimaryKey": known.is_primary_key,
        **{name: bool(of.get(name, False)) for name in _FLAGS},
    }
    optional = {
        "length": known.length,
        "scale": known.scale,
        "defaultValue": known.default,
    }
    return made | {name: value for name, value in optional.items() if value}
