"""A data extension: its fields, and whether typed text fits them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from jbdesk.model import data_extension_value as values
from jbdesk.model import lens
from jbdesk.model.event_definition import NO_GUID
from jbdesk.model.fields import number_in
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem, Severity, Where

# The contact key's own field in a form; data extensions have fields named
# ContactKey of their own, so its problems are of another kind than "form".
CONTACT_KEY = "ContactKey"
OF_CONTACT = "contact"
EVENT_KEY = "EventDefinitionKey"
RESERVED = "eventInstanceId"  # the service overwrites it
_TYPES = {
    "text": "Text",
    "number": "Number",
    "date": "Date",
    "boolean": "Boolean",
    "email": "EmailAddress",  # the event schema's word for it
    "emailaddress": "EmailAddress",
    "phone": "Phone",
    "decimal": "Decimal",
    "locale": "Locale",
}
_LABELS = {"EmailAddress": "e-mail address"}

Typed = str | bool | None


@dataclass(frozen=True)
class DataExtensionField:
    """One column: its type, its bounds, and whether a row must have it."""

    name: str
    type: str = "Text"
    length: int | None = None  # of a decimal: all its digits
    scale: int | None = None  # of a decimal: digits after the point
    is_required: bool = False
    is_primary_key: bool = False
    default: str = ""
    ordinal: int = 0
    id: str = ""
    description: str = ""

    @property
    def must_be_typed(self) -> bool:
        """The row can't do without, and the service has no value of its own."""
        return self.is_required and not self.default


def from_body(body: JsonObject) -> DataExtensionField:
    """Read the field in the JSON of a data extension or of an event's schema."""
    kind = str(body.get("type") or body.get("dataType") or "Text")
    is_key = bool(body.get("isPrimaryKey", False))
    return DataExtensionField(
        name=str(body.get("name") or ""),
        type=_TYPES.get(kind.lower(), kind),
        length=number_in(body.get("length", body.get("maxLength"))) or None,
        scale=number_in(body.get("scale")),
        is_required=is_key or body.get("isNullable") is False,
        is_primary_key=is_key,
        default=_default(body.get("defaultValue")),
        ordinal=number_in(body.get("ordinal")) or 0,
        id=str(body.get("id") or ""),
        description=str(body.get("description") or ""),
    )


def _default(value: Any) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True, eq=False)
class DataExtension:
    """The JSON of a data extension, looked at by name."""

    body: JsonObject

    def _text(self, name: str) -> str:
        found = self.body.get(name)
        return found if isinstance(found, str) and found != NO_GUID else ""

    @property
    def id(self) -> str:
        return self._text("id")

    @property
    def key(self) -> str:
        return self._text("key")

    @property
    def name(self) -> str:
        return self._text("name")

    @property
    def contact_key_field(self) -> str:
        """The field that holds the contact key; "" where none is told."""
        return self._text("sendableCustomObjectField")

    @property
    def fields(self) -> tuple[DataExtensionField, ...]:
        """In their order, where the body holds them (also as an event's schema)."""
        found = lens.read(self.body, ("fields",), [])
        made = [from_body(each) for each in found if isinstance(each, dict)]
        return tuple(sorted(made, key=lambda each: each.ordinal))


def type_label(field: DataExtensionField) -> str:
    """Tell the type as a person reads it: "number", "text · 50", "decimal · 18,2"."""
    label = _LABELS.get(field.type, field.type.lower())
    if field.type == "Decimal" and field.length:
        return f"{label} · {field.length},{field.scale or 0}"
    if field.type in ("Text", "Phone", "Locale") and field.length:
        return f"{label} · {field.length}"
    return label


def check_value(field: DataExtensionField, text: Typed) -> str:
    """Tell what is wrong with what was typed, in a sentence; "" when it fits."""
    if text is None or values.is_blank(text):
        return f"{field.name} is required." if field.must_be_typed else ""
    return values.wrong_with(field.type, text, field.length, field.scale)


def value_of(field: DataExtensionField, text: Typed) -> Any:
    """Make the JSON that the service wants; None where nothing was typed."""
    if text is None or values.is_blank(text):
        return None
    return values.json_of(field.type, text)


def data_of(
    fields: Iterable[DataExtensionField],
    texts: Mapping[str, Typed],
    *,
    with_defaults: bool = False,
) -> JsonObject:
    """Make the data of an event; what is empty is left out, or is the default."""
    made: JsonObject = {}
    for each in fields:
        value = value_of(each, texts.get(each.name))
        if value is None and with_defaults:
            value = value_of(each, each.default)
        if value is not None:
            made[each.name] = value
    return made


def check_event(
    fields: Iterable[DataExtensionField],
    contact_key: str,
    texts: Mapping[str, Typed],
    *,
    event_definition_key: str | None = None,
) -> tuple[Problem, ...]:
    """Find what keeps the event from being accepted, each at its field."""
    known = {field.name.casefold(): field for field in fields}
    given = {name.casefold(): text for name, text in texts.items()}
    problems = _key_problems(contact_key, event_definition_key)
    for folded, field in known.items():
        if text := check_value(field, given.get(folded)):
            problems.append(_at(field.name, text))
    for name in texts:
        if name.casefold() not in known and name.casefold() != RESERVED.casefold():
            problems.append(_at(name, _unknown(name, known.values())))
    if RESERVED.casefold() in given:
        text = f"The service ignores {RESERVED} and gives its own."
        problems.append(_at(RESERVED, text, Severity.WARNING))
    return tuple(problems)


def _key_problems(contact_key: str, event_key: str | None) -> list[Problem]:
    problems = []
    if event_key is not None and not event_key:
        problems.append(_at(EVENT_KEY, "Choose an event definition."))
    elif event_key and "." in event_key:
        text = f"The key “{event_key}” holds a period; the service refuses such keys."
        problems.append(_at(EVENT_KEY, text))
    if not contact_key.strip():
        problems.append(of_contact("Contact key is required."))
    elif contact_key != contact_key.strip():
        text = "The contact key begins or ends with a blank: it names another contact."
        problems.append(of_contact(text, Severity.WARNING))
    return problems


def of_contact(text: str, severity: Severity = Severity.ERROR) -> Problem:
    """Say what is wrong with the contact key."""
    return Problem(text, severity, Where(OF_CONTACT, field=CONTACT_KEY))


def _unknown(name: str, fields: Iterable[DataExtensionField]) -> str:
    names = {field.name.casefold(): field.name for field in fields}
    near = get_close_matches(name.casefold(), names, n=1)
    hint = f" Did you mean “{names[near[0]]}”?" if near else ""
    return f"The data extension has no field “{name}”.{hint}"


def _at(name: str, text: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(text, severity, Where("form", field=name))
