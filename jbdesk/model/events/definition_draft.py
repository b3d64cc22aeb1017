"""A new event definition, or changes of one, while they are typed."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import schema_draft
from jbdesk.model.events.schema_draft import FieldDraft
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem, Where

LONGEST_KEY = 200
_LONGEST_NAME = 200
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
# What the service alone writes; sent back it would only be ignored.
_STAMPS = frozenset(
    (
        "createdDate",
        "createdBy",
        "modifiedDate",
        "modifiedBy",
        "interactionCount",
        "publishedInteractionCount",
        "dataExtensionName",
        "filterDefinitionTemplate",
        "isPlatformObject",
        "disableDEDataLogging",
    )
)
_ICON = "/images/icon_journeyBuilder-event-api-blue.svg"
# What words of the service speak of, and the field of the form that is meant.
_SPEAKS_OF = (
    (re.compile(r"eventDefinitionKey|\bkey\b", re.IGNORECASE), "key"),
    (re.compile(r"data ?extension|schema", re.IGNORECASE), "fills"),
    (re.compile(r"\bname\b", re.IGNORECASE), "name"),
)
_TAKEN = "30004"
_PICKER = "7db1f972-f8b7-49b6-91b5-fa218e13953d"  # the source of API events


@dataclass(frozen=True)
class DefinitionDraft:
    """What the form holds; with a data extension the fields count for nothing."""

    name: str = ""
    key: str = ""
    description: str = ""
    data_extension_id: str = ""  # "": a new one is made of the fields
    fields: tuple[FieldDraft, ...] = schema_draft.FIRST


def wrong_with_key(key: str, taken: Collection[str]) -> str:
    """Tell what is wrong with a key; "" where nothing is.

    `taken` are the keys of the business unit, their case folded.
    """
    if not key.strip():
        return "The key is required: events name it."
    if "." in key:
        return (
            "A key may not hold a period; the service refuses events with such a key."
        )
    if len(key) > LONGEST_KEY:
        return f"A key has at most {LONGEST_KEY} characters; this has {len(key)}."
    if not _PLAIN.fullmatch(key):
        odd = next(each for each in key if not _PLAIN.fullmatch(each))
        named = "blanks" if odd.isspace() else f"“{odd}”"
        return f"A key may not hold {named}: only letters, digits, “-” and “_”."
    if key.casefold() in taken:
        return "Another event definition of this business unit has this key."
    return ""


def wrong_with_name(name: str) -> str:
    if not name.strip():
        return "The name is required."
    if len(name) > _LONGEST_NAME:
        return f"A name has at most {_LONGEST_NAME} characters."
    return ""


def check(
    draft: DefinitionDraft, taken: Collection[str], *, makes_schema: bool
) -> tuple[Problem, ...]:
    """Find every mistake, each at its field or its cell of the table."""
    told = {
        "name": wrong_with_name(draft.name),
        "key": wrong_with_key(draft.key, taken),
    }
    if not makes_schema and not draft.data_extension_id:
        told["data_extension"] = "Choose the data extension that the event fills."
    found = [
        Problem(text, where=Where("form", field=name))
        for name, text in told.items()
        if text
    ]
    wrong = schema_draft.check(draft.fields) if makes_schema else ()
    return (*found, *wrong)


def body_of(draft: DefinitionDraft) -> JsonObject:
    """Write what creates an API event definition."""
    made: JsonObject = {
        "type": "APIEvent",
        "name": draft.name.strip(),
        "description": draft.description.strip(),
        "eventDefinitionKey": draft.key,
        "mode": "Production",
        "category": "Event",
        "isVisibleInPicker": True,
        "iconUrl": _ICON,
        "sourceApplicationExtensionId": _PICKER,
    }
    if draft.data_extension_id:
        made["dataExtensionId"] = draft.data_extension_id
    else:
        made["schema"] = schema_draft.schema_of(draft.fields)
    return made


def draft_of(definition: EventDefinition) -> DefinitionDraft:
    """Begin to edit what is there."""
    described = definition.body.get("description")
    return DefinitionDraft(
        definition.name,
        definition.key,
        described if isinstance(described, str) else "",
        definition.data_extension_id,
    )


def changed_body(definition: EventDefinition, draft: DefinitionDraft) -> JsonObject:
    """Write what changes a definition: all it holds, with what was edited."""
    body = {n: each for n, each in definition.body.items() if n not in _STAMPS}
    body |= {
        "name": draft.name.strip(),
        "description": draft.description.strip(),
        "eventDefinitionKey": draft.key,
    }
    arguments = body.get("arguments")
    changed: JsonObject = dict(arguments) if isinstance(arguments, dict) else {}
    changed["eventDefinitionKey"] = draft.key
    if draft.data_extension_id != definition.data_extension_id:
        body["dataExtensionId"] = draft.data_extension_id
        changed["dataExtensionId"] = draft.data_extension_id
        body.pop("schema", None)  # it describes the data extension of before
    if isinstance(arguments, dict):
        body["arguments"] = changed
    return body


def not_taken(definition: EventDefinition, draft: DefinitionDraft) -> tuple[str, ...]:
    """Tell which fields the service left as they were, though it took the change."""
    now = draft_of(definition)
    told = {
        "name": draft.name.strip() == now.name,
        "key": draft.key == now.key,
        "description": draft.description.strip() == now.description,
        "data extension": draft.data_extension_id in ("", now.data_extension_id),
    }
    return tuple(name for name, is_so in told.items() if not is_so)


def placed(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Give each of the service's problems the field that its words speak of."""
    return tuple(
        replace(each, where=Where("form", field=_field_meant(each)))
        if each.code and not each.where.field
        else each
        for each in problems
    )


def _field_meant(problem: Problem) -> str:
    found = (name for words, name in _SPEAKS_OF if words.search(problem.text))
    return next(found, "key" if problem.code == _TAKEN else "")


def why_not_editable(definition: EventDefinition) -> str:
    """Tell why nothing of it may be changed; "" where something may."""
    if definition.published_journeys:
        return (
            "A journey that uses it is running. The service changes an event"
            " definition only while none is: stop or finish it first."
        )
    return ""
