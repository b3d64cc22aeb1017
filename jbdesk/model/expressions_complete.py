"""What can follow while a data binding is typed, and which bindings name nothing.

What there is to name: the fields of the journey's event, what activities further
up give out, the contact's attributes, and what the service itself knows.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jbdesk.model import catalogue, lens
from jbdesk.model.filters.criteria_tree import key_parts
from jbdesk.model.journey import Activity, Journey

MOST = 50  # suggestions; more than that nobody reads
_BINDING = re.compile(r"\{\{([^{}]*)\}\}")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_OUT_ARGUMENTS = ("arguments", "execute", "outArguments")
_OF_THE_SERVICE = {
    "Contact.Key": "The contact key",
    "Contact.Id": "The contact's number",
    "Contact.Default.Email": "The contact's default email address",
    "Contact.Default.SMS": "The contact's default mobile number",
    "InteractionDefaults.Email": "The email address that the journey sends to",
    "InteractionDefaults.MobileNumber": "The mobile number that the journey sends to",
    "DateTime.Now": "The moment when the activity runs",
    "Activity.Id": "The activity's own number",
    "Context.ContactKey": "The contact key",
    "Context.ContactId": "The contact's number",
    "Context.IsTest": "Whether the journey runs as a test",
    "Context.VersionNumber": "The journey's version",
    "Context.DefinitionId": "The number of this version of the journey",
    "Context.OriginalDefinitionId": "The number of the journey's first version",
    "Context.DefinitionInstanceId": "The number of the contact's way through it",
    "Context.PublicationId": "The number of the publication",
    "Context.RequestObjectId": "The number of the request that let the contact in",
    "Context.ExecutionMode": "How the journey runs, such as Production",
    "Context.StartActivityKey": "The key of the activity that contacts start with",
    "Context.LastExecutedActivityKey": "The key of the activity before this one",
    "Context.WaitQueueId": "The number of the queue that the contact waits in",
    "Context.DequeueReason": "Why the contact's wait was over",
    "Contact.Default.Twitter": "The contact's default Twitter name",
    "Contact.Default.Facebook": "The contact's default Facebook name",
    "Contact.AddressInfo.Email.FieldType": "What kind of field the address is in",
    "Contact.AddressInfo.Email.SourceCustomObjectId": "Where the address is from",
    "Contact.AddressInfo.Email.SourceCustomObjectKey": "Where the address is from",
    "InteractionDefaults.Email.ObfuscationProperties": "How the address is hidden",
}
# Below these, nothing but what is listed here can be named.
_CLOSED = frozenset({"activity", "context", "datetime", "interactiondefaults"})
_OPEN_OF_CONTACTS = frozenset({"filterid", "sendableattribute"})


@dataclass(frozen=True)
class Suggestion:
    """A whole binding that can take the place of what is typed."""

    text: str  # with its braces
    start: int  # of what it replaces
    end: int
    help: str
    label: str = ""  # what is shown of it; "": the text


def complete(
    text: str,
    position: int,
    journey: Journey,
    fields: Iterable[str] = (),
    *,
    ref: str | None = None,
    attributes: Iterable[str] = (),
) -> tuple[Suggestion, ...]:
    """Suggest bindings for the one that is being typed at the position.

    `fields` are those of the event, `attributes` the contact's as "Set.Attribute",
    `ref` the activity that the text belongs to: only what is before it counts.
    """
    start = text.rfind("{{", 0, position)
    if start < 0 or "}}" in text[start:position]:
        return ()
    typed = _plain(text[start + 2 : position])
    end = _end(text, position)
    ranked = [
        (rank, expression, told)
        for expression, told in _known(journey, fields, ref, attributes)
        if (rank := _rank(_plain(expression), typed)) is not None
    ]
    ranked.sort(key=lambda each: each[0])
    return tuple(
        Suggestion(f"{{{{{expression}}}}}", start, end, told)
        for _, expression, told in ranked[:MOST]
    )


def _plain(expression: str) -> str:
    """An expression as it is compared: without quotes, in one case."""
    return expression.replace('\\"', "").replace('"', "").strip().casefold()


def _end(text: str, position: int) -> int:
    """Where the binding ends that is typed in; its closing braces are replaced too."""
    closed = text.find("}}", position)
    opened = text.find("{{", position)
    is_own = closed >= 0 and (opened < 0 or closed < opened)
    return closed + 2 if is_own else position


def _rank(expression: str, typed: str) -> int | None:
    """How well it fits what is typed: from its start, at a part, anywhere, not."""
    if expression.startswith(typed):
        return 0
    if f".{typed}" in expression:
        return 1
    return 2 if typed in expression else None


def _known(
    journey: Journey,
    fields: Iterable[str],
    ref: str | None,
    attributes: Iterable[str],
) -> Iterator[tuple[str, str]]:
    """Everything that a binding can name, with a word on it."""
    key = journey.trigger.event_definition_key if journey.trigger else ""
    for name in fields if key else ():
        if _can_be_written(name):
            yield f'Event.{_part(key)}."{name}"', f"{name} of the event"
    for attribute in attributes:
        if _can_be_written(attribute.replace('"', "")):
            parts = ".".join(_part(each) for each in key_parts(attribute))
            yield f"Contact.Attribute.{parts}", "An attribute of the contact"
    for found, activity in before(journey, ref).items():
        title = catalogue.title(activity)
        for name in out_arguments(activity):
            if _can_be_written(found) and _can_be_written(name):
                told = f"Given out by “{title}”"
                yield f"Interaction.{_part(found)}.{_part(name)}", told
    yield from _OF_THE_SERVICE.items()


def _can_be_written(name: str) -> bool:
    return bool(name) and not set('"{}') & set(name)


def _part(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else f'"{name}"'


def before(journey: Journey, ref: str | None) -> Mapping[str, Activity]:
    """The activities whose results one can name: itself and those before it."""
    if ref is None or ref not in journey:
        return journey.by_ref
    found = {ref}
    waiting = [ref]
    while waiting:
        for source, _ in journey.arrivals[waiting.pop()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return {each: journey[each] for each in journey.by_ref if each in found}


def out_arguments(activity: Activity) -> tuple[str, ...]:
    """What an activity gives out: by its type, and as its own JSON tells."""
    names = dict.fromkeys(catalogue.of(activity).out_arguments)
    given = lens.read(activity.body, _OUT_ARGUMENTS, [])
    for each in given if isinstance(given, list) else ():
        if isinstance(each, dict):
            names.update(dict.fromkeys(each))
    return tuple(names)


def unknown(
    text: str,
    journey: Journey,
    fields: Iterable[str] = (),
    *,
    ref: str | None = None,
    attributes: Iterable[str] = (),
) -> tuple[str, ...]:
    """The bindings of a text that name nothing known, as they are written.

    What can't be known here is not doubted: activities that do not tell what they
    give out, and a kind of which nothing is listed.
    """
    known = {_plain(each) for each, _ in _known(journey, fields, ref, attributes)}
    doubted = {_kind(each) for each in known} - {""}
    return tuple(
        found[0]
        for found in _BINDING.finditer(text)
        if _kind(_plain(found[1])) in doubted and _plain(found[1]) not in known
    )


def _kind(expression: str) -> str:
    """What must be listed for an expression to be doubted."""
    root, *rest = key_parts(expression)
    if root == "interaction":
        return ".".join((root, *rest[:1]))
    if root == "contact" and rest:
        is_open = rest[0] in _OPEN_OF_CONTACTS
        return "" if is_open else _kind_of_contacts(rest[0])
    return root if root in _CLOSED | {"event"} else ""


def _kind_of_contacts(name: str) -> str:
    return "contact.attribute" if name == "attribute" else "contact"
