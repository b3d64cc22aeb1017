"""Generated rows: contacts that nobody is, with values that fit the fields.

The same fields and the same seed give the same rows.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from jbdesk.model import data_extension
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.firing.contact_rows import Row

_FIRST = ("Ada", "Ben", "Carla", "Dev", "Eva", "Finn", "Grace", "Hugo", "Ines", "Jun")
_LAST = ("Lake", "Ridge", "Meadow", "Summit", "Brook", "Field", "Stone", "Rivers")
_CITIES = ("Indianapolis", "Lyon", "Osaka", "Porto", "Tampere", "Zürich")
_WORDS = ("red", "blue", "green", "small", "large", "north", "south", "new")
_LOCALES = ("en-US", "de-DE", "fr-FR", "ja-JP", "pt-BR")
_BEGINS = date(2026, 1, 1)
_LEFT_OUT = 0.15  # how often a field that may be empty is


def generated(
    fields: tuple[DataExtensionField, ...], count: int, seed: int = 1
) -> Iterator[Row]:
    """Make rows one by one; each has a contact key of its own."""
    for number in range(1, count + 1):
        chance = Random(f"{seed}-{number}")  # noqa: S311 - sample data
        key = _key(seed, number)
        texts = {
            each.name: ""
            if _may_be_empty(each) and chance.random() < _LEFT_OUT
            else _text(each, chance, number, key)
            for each in fields
        }
        yield _row(fields, number, key, texts)


def sample(
    fields: tuple[DataExtensionField, ...], contact_key: str, seed: int = 1
) -> Row:
    """Make one row with every field filled; it is the contact's where one is named."""
    chance = Random(seed)  # noqa: S311 - sample data
    key, address = contact_key or _key(seed, 1), _key(seed, 1)
    texts = {}
    for each in fields:
        is_told = _names_contact(each) and not data_extension.check_value(each, key)
        texts[each.name] = key if is_told else _text(each, chance, seed, address)
    return _row(fields, 1, key, texts)


def _key(seed: int, number: int) -> str:
    return f"sample-{seed}-{number:06}@example.com"


def _names_contact(field: DataExtensionField) -> bool:
    named = field.name.casefold().replace("_", "").replace(" ", "")
    return field.type == "EmailAddress" or named in ("contactkey", "subscriberkey")


def _may_be_empty(field: DataExtensionField) -> bool:
    return not field.must_be_typed and not field.is_primary_key


def _row(
    fields: tuple[DataExtensionField, ...], number: int, key: str, texts: dict[str, str]
) -> Row:
    values = {
        each.name: data_extension.value_of(each, texts[each.name]) for each in fields
    }
    data = {name: value for name, value in values.items() if value is not None}
    given = {name: text for name, text in texts.items() if text}
    return Row(number, key, data, data_extension.check_event(fields, key, given))


def _text(field: DataExtensionField, chance: Random, number: int, key: str) -> str:
    if field.is_primary_key and field.type in ("Number", "Decimal"):
        return str(number)
    if field.is_primary_key and field.type == "Text":
        return key if len(key) <= (field.length or len(key)) else str(number)
    make = _MAKERS.get(field.type, _of_text)
    return make(field, chance, key)


def _of_text(field: DataExtensionField, chance: Random, key: str) -> str:
    name = field.name.casefold()
    for part, words in _BY_NAME:
        if part in name:
            text = chance.choice(words)
            break
    else:
        text = key if "key" in name or "mail" in name else chance.choice(_WORDS)
    return text[: field.length or len(text)]


def _of_decimal(field: DataExtensionField, chance: Random, _key: str) -> str:
    scale = field.scale or 0
    digits = min(3, max((field.length or 5) - scale, 1))
    whole = chance.randrange(10**digits)
    if not scale:
        return str(whole)
    return f"{whole}.{chance.randrange(10**scale):0{scale}}"


def _of_locale(field: DataExtensionField, chance: Random, _key: str) -> str:
    chosen = chance.choice(_LOCALES)
    is_short = field.length is not None and field.length < len(chosen)
    return chosen[:2] if is_short else chosen


def _of_date(_field: DataExtensionField, chance: Random, _key: str) -> str:
    return (_BEGINS + timedelta(days=chance.randrange(365))).isoformat()


def _of_email(field: DataExtensionField, chance: Random, key: str) -> str:
    if field.length and len(key) > field.length:
        return f"{chance.randrange(100)}@a.io"
    return key


_Maker = Callable[[DataExtensionField, Random, str], str]
_MAKERS: dict[str, _Maker] = {
    "Number": lambda _f, chance, _k: str(chance.randrange(1, 1000)),
    "Decimal": _of_decimal,
    "Date": _of_date,
    "Boolean": lambda _f, chance, _k: chance.choice(("true", "false")),
    "EmailAddress": _of_email,
    "Phone": lambda _f, chance, _k: f"+1 317 555 01{chance.randrange(100):02}",
    "Locale": _of_locale,
}
_BY_NAME: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("first", _FIRST),
    ("last", _LAST),
    ("surname", _LAST),
    ("city", _CITIES),
    ("country", ("US", "FR", "JP", "PT", "FI", "CH")),
    ("name", _FIRST),
)
