"""Rows of contacts: columns mapped to fields, and each row made and checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jbdesk.model import data_extension, json_text
from jbdesk.model.data_extension import CONTACT_KEY, DataExtensionField
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem, Severity, Where

# What a column that holds the contact key is called, the surest first.
_KEY_NAMES = (
    "contactkey",
    "subscriberkey",
    "contactid",
    "subscriberid",
)
_MAIL_NAMES = ("emailaddress", "email", "mail")
_NEVER_TEXT = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Unreadable:
    """What stands where a record can't be read: why, in a sentence."""

    why: str


Record = JsonObject | Unreadable


@dataclass(frozen=True)
class Row:
    """One contact to be fired; `number` is the line it stands in."""

    number: int
    contact_key: str
    data: JsonObject = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def is_bad(self) -> bool:
        """The service would refuse it, or it can't be read."""
        return any(each.severity is Severity.ERROR for each in self.problems)

    @property
    def why(self) -> str:
        """What is wrong with it, in a line."""
        return " ".join(_told(each) for each in self.problems)


def _told(problem: Problem) -> str:
    """Tell a problem where its field can't be seen beside it."""
    name = problem.where.field
    is_named = not name or name == CONTACT_KEY or name in problem.text
    return problem.text if is_named else f"{name}: {problem.text}"


@dataclass(frozen=True)
class Mapping:
    """Which column holds the contact key, and which fills which field."""

    contact_key: str = ""
    fields: tuple[tuple[str, str], ...] = ()  # field, column

    def column_of(self, field_name: str) -> str:
        """Give the column that fills a field; "" where none does."""
        return dict(self.fields).get(field_name, "")


def guess(columns: Iterable[str], fields: Iterable[DataExtensionField]) -> Mapping:
    """Map by name, in any case and with any blanks, hyphens and underscores.

    Without fields every column is sent under its own name.
    """
    known = tuple(columns)
    wanted = tuple(fields)
    by_name: dict[str, str] = {}
    for column in known:
        by_name.setdefault(_plain(column), column)
    names = (*_KEY_NAMES, *_MAIL_NAMES)
    key = next((by_name[name] for name in names if name in by_name), "")
    key = key or _key_by_field(by_name, wanted)
    if not wanted:
        return Mapping(key, tuple((each, each) for each in known if each != key))
    mail = next((by_name[name] for name in _MAIL_NAMES if name in by_name), "")
    mails = [each.name for each in wanted if each.type == "EmailAddress"]
    other = {mails[0]: mail} if len(mails) == 1 else {}
    named = (
        (each.name, by_name.get(_plain(each.name)) or other.get(each.name, ""))
        for each in wanted
    )
    return Mapping(key, tuple((name, column) for name, column in named if column))


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _key_by_field(by_name: dict[str, str], fields: Iterable[DataExtensionField]) -> str:
    """Take the column of the one primary key, or of the one e-mail field."""
    told = tuple(fields)
    keys = [each for each in told if each.is_primary_key]
    mails = [each for each in told if each.type == "EmailAddress"]
    for found in (keys, mails):
        if len(found) == 1 and _plain(found[0].name) in by_name:
            return by_name[_plain(found[0].name)]
    return ""


def check_mapping(
    mapping: Mapping, columns: Iterable[str], fields: Iterable[DataExtensionField]
) -> tuple[Problem, ...]:
    """Tell which choice is missing, each at its field."""
    known = frozenset(columns)
    problems = []
    if mapping.contact_key not in known:
        text = "Choose the column that holds the contact key."
        where = Where(data_extension.OF_CONTACT, field=CONTACT_KEY)
        problems.append(Problem(text, where=where))
    for each in fields:
        if each.must_be_typed and mapping.column_of(each.name) not in known:
            text = f"{each.name} is required. Choose the column that fills it."
            problems.append(Problem(text, where=Where("form", field=each.name)))
    return tuple(problems)


def row_of(
    mapping: Mapping,
    fields: tuple[DataExtensionField, ...],
    number: int,
    record: Record,
) -> Row:
    """Make the row that is sent, with what is wrong about it."""
    if isinstance(record, Unreadable):
        return Row(number, "", problems=(Problem(record.why),))
    key = text_of(record.get(mapping.contact_key)) or ""
    given = {name: text_of(record.get(column)) for name, column in mapping.fields}
    texts = {name: text for name, text in given.items() if text is not None}
    problems = _odd_characters(key, texts)
    if not fields:
        problems += data_extension.check_event((), key, {})
        data = {
            name: record[column] for name, column in mapping.fields if name in texts
        }
        return Row(number, key, data, problems)
    problems += data_extension.check_event(fields, key, texts)
    values = {
        each.name: data_extension.value_of(each, texts.get(each.name))
        for each in fields
    }
    data = {name: value for name, value in values.items() if value is not None}
    return Row(number, key, data, problems)


def text_of(value: Any) -> str | None:
    """Give a cell as it would be typed; None where there is none."""
    if value is None or isinstance(value, str):
        return value
    return json_text.dumps(value, indent=None)


def _odd_characters(key: str, texts: dict[str, str]) -> tuple[Problem, ...]:
    """Find what no field can hold: a NUL, or a byte that is no letter."""
    odd = [name for name, text in texts.items() if _NEVER_TEXT.search(text)]
    if _NEVER_TEXT.search(key):
        odd.insert(0, "The contact key")
    return tuple(
        Problem(f"{name} holds a character that is no text.", where=_at(name))
        for name in odd
    )


def _at(name: str) -> Where:
    return Where("form", field=name)
