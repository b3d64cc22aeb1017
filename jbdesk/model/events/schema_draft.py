"""The fields of a new event definition, while they are typed: what each may be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem, Where

SUBSCRIBER_KEY = "_SubscriberKey"  # what real definitions relate the contact key to
CELL = "schema"  # the kind of a problem's place; its outcome is the row
_LONGEST_NAME = 128
_RESERVED = "eventinstanceid"  # the service overwrites it
_MARKS = frozenset("!@#$%^*()={}[]\\.<>/\"':;,?&+~`|")
_MOST_DIGITS = 38  # of a decimal


@dataclass(frozen=True)
class SchemaType:
    """One row: a type as the service calls it, and how long its values may be."""

    name: str
    label: str
    in_schema: str  # what an event's schema calls it
    length: str = ""  # what a new field begins with; "": it has none
    longest: int = 0
    may_be_key: bool = True


TYPES = (
    SchemaType("Text", "Text", "Text", "50", 4000),
    SchemaType("Number", "Number", "Number"),
    SchemaType("Date", "Date", "Date"),
    SchemaType("Boolean", "Boolean", "Boolean", may_be_key=False),
    SchemaType("EmailAddress", "E-mail address", "EmailAddress", "254", 254),
    SchemaType("Phone", "Phone", "Phone", "50", 50),
    SchemaType("Decimal", "Decimal", "Decimal", "18,2", may_be_key=False),
    SchemaType("Locale", "Locale", "Locale", "5", 5),
)
BY_NAME = {each.name: each for each in TYPES}


@dataclass(frozen=True)
class FieldDraft:
    """One row of the table, as it was typed."""

    name: str = ""
    type: str = "Text"
    length: str = "50"
    is_required: bool = False
    is_primary_key: bool = False
    is_contact_key: bool = False

    @property
    def kind(self) -> SchemaType:
        return BY_NAME.get(self.type, TYPES[0])


FIRST = (
    FieldDraft("ContactKey", length="254", is_required=True, is_contact_key=True),
    FieldDraft("EmailAddress", "EmailAddress", "254"),
)


def check(rows: Sequence[FieldDraft]) -> tuple[Problem, ...]:
    """Find every mistake, each at its cell."""
    if not rows:
        return (Problem("Add a field: the contact key's at least.", where=_at(0)),)
    problems = []
    named = Counter(each.name.strip().casefold() for each in rows)
    for number, row in enumerate(rows):
        told = {
            "name": _wrong_name(row.name, named),
            "length": _wrong_length(row),
            "is_primary_key": _wrong_key(row),
            "is_contact_key": _wrong_contact(row),
        }
        problems += [_problem(t, number, field) for field, t in told.items() if t]
    keys = [number for number, row in enumerate(rows) if row.is_contact_key]
    if not keys:
        problems.append(_problem(_NO_CONTACT, 0, "is_contact_key"))
    problems += [_problem(_ONE_CONTACT, each, "is_contact_key") for each in keys[1:]]
    return tuple(problems)


_NO_CONTACT = "Tick the field that holds the contact key: contacts are known by it."
_ONE_CONTACT = "Only one field can hold the contact key."


def _wrong_name(name: str, named: "Counter[str]") -> str:
    plain = name.strip()
    odd = sorted(set(plain) & _MARKS)
    told = (
        (not plain, "The field needs a name."),
        (
            len(plain) > _LONGEST_NAME,
            f"A name may have at most {_LONGEST_NAME} characters.",
        ),
        (bool(odd), f"A name may not hold “{''.join(odd[:1])}”."),
        (plain.startswith("_"), "Names that begin with “_” belong to the service."),
        (plain.casefold() == _RESERVED, "The service keeps this name for itself."),
        (
            named[plain.casefold()] > 1,
            "Another field has this name; capital letters make no difference.",
        ),
    )
    return next((text for is_so, text in told if is_so), "")


def _wrong_length(row: FieldDraft) -> str:
    typed, kind = row.length.strip(), row.kind
    if kind.name == "Decimal":
        return _wrong_digits(typed)
    if not kind.longest:
        return f"A {kind.label.lower()} has no length." if typed else ""
    if not (typed.isascii() and typed.isdecimal()) or not int(typed) > 0:
        return f"The length is a whole number from 1 to {kind.longest}."
    if int(typed) > kind.longest:
        return f"A field of this type holds at most {kind.longest} characters."
    return ""


def _wrong_digits(typed: str) -> str:
    whole, _, after = typed.partition(",")
    are_numbers = whole.strip().isdecimal() and after.strip().isdecimal()
    if not are_numbers or not typed.isascii():
        return "Write all digits and those after the point, as “18,2”."
    if not 0 < int(whole) <= _MOST_DIGITS or int(after) >= int(whole):
        return f"A decimal has at most {_MOST_DIGITS} digits, fewer after the point."
    return ""


def _wrong_key(row: FieldDraft) -> str:
    if row.is_primary_key and not row.kind.may_be_key:
        return f"A {row.kind.label.lower()} can't be the primary key."
    if row.is_primary_key and not row.is_required:
        return "A primary key is always required."
    return ""


def _wrong_contact(row: FieldDraft) -> str:
    can_hold = row.type in ("Text", "EmailAddress", "Number")
    if row.is_contact_key and not can_hold:
        return "A contact key is a text, a number or an e-mail address."
    return ""


def schema_of(rows: Sequence[FieldDraft]) -> JsonObject:
    """Write the schema as the service wants it."""
    contact = next(each.name.strip() for each in rows if each.is_contact_key)
    return {
        "fields": [_field(each) for each in rows],
        "sendableCustomObjectField": contact,
        "sendableSubscriberField": SUBSCRIBER_KEY,
    }


def _field(row: FieldDraft) -> JsonObject:
    made: JsonObject = {
        "name": row.name.strip(),
        "dataType": row.kind.in_schema,
        "isNullable": not row.is_required,
        "isPrimaryKey": row.is_primary_key,
    }
    whole, _, after = row.length.partition(",")
    if whole.strip():
        made["maxLength"] = int(whole)
    if after.strip():
        made["scale"] = int(after)
    return made


def _at(row: int, field: str = "name") -> Where:
    return Where(CELL, outcome=row, field=field)


def _problem(text: str, row: int, field: str) -> Problem:
    return Problem(text, where=_at(row, field))
