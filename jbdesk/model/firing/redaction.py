"""Takes secrets and personal values out of JSON, the same value in the same way.

Secrets go by the name they stand under; personal values go by themselves,
wherever they stand, also inside texts. What stands in for a value is of its kind,
so that a case that is replayed still fits its fields.
"""

import re
from collections.abc import Mapping
from typing import Any

from jbdesk.model import wire
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.problem import Failure

SECRET = "(removed)"  # noqa: S105 - stands in for one
_NOTHING: Mapping[str, str] = {}
_DATA = "data"  # what the fields of an event stand under, in any case
_SHORT = 3  # letters; a value as short is replaced only where it stands alone
_SECRETS = re.compile(
    r"authorization|client[_-]?secret|password|passwd|api[_-]?key|access[_-]?token"
    r"|refresh[_-]?token|bearer|signing|private[_-]?key|cookie",
    re.IGNORECASE,
)
_STAND_INS = {
    "EmailAddress": "person{0}@example.com",
    "Phone": "+1202555{0:04d}",
    "Number": "{0}",
    "Decimal": "{0}",
    "Date": "2000-01-{0:02d}",
    "Locale": "en-US",
}


def stand_in(field: DataExtensionField, number: int) -> str:
    """Give what replaces a value of a field; of a text as long as it may be."""
    made = _STAND_INS.get(field.type, "{1}{0}").format(number, field.name[:12])
    is_text = field.type == "Text"
    return made[-field.length :] if field.length and is_text else made


def without_secrets(value: Any) -> Any:
    """The JSON without what stands under the names of secrets."""
    if isinstance(value, Mapping):
        return {
            key: SECRET
            if _SECRETS.search(str(key)) and isinstance(each, str) and each
            else without_secrets(each)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        if _is_secret_pair(value):
            return [value[0], SECRET]
        return [without_secrets(each) for each in value]
    return value


def _is_secret_pair(value: Any) -> bool:
    """Whether it is a header, as name and value, that holds a secret."""
    is_pair = len(value) == 2 and all(isinstance(each, str) for each in value)  # noqa: PLR2004 - a pair
    return is_pair and bool(_SECRETS.search(value[0]))


def replaced(
    value: Any, stand_ins: Mapping[str, str], by_field: Mapping[str, str] = _NOTHING
) -> Any:
    """The JSON with each value replaced, inside texts too; case is ignored.

    `by_field` is for what stands under these names in an event's data, whatever
    it is: a number of one digit is not looked for anywhere else.
    """
    return _Replacing(stand_ins, by_field).walk(value)


class _Replacing:
    def __init__(
        self, stand_ins: Mapping[str, str], by_field: Mapping[str, str]
    ) -> None:
        self._given = {old.casefold(): new for old, new in stand_ins.items() if old}
        self._by_field = {name.casefold(): new for name, new in by_field.items()}
        sought = sorted(filter(_is_sought, self._given), key=len, reverse=True)
        pattern = "|".join(map(_pattern, sought))
        self._found = re.compile(pattern, re.IGNORECASE) if sought else None

    def walk(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, Mapping):
            return {key: self._member(str(key), each) for key, each in value.items()}
        if isinstance(value, list | tuple):
            return [self.walk(each) for each in value]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        known = self._given.get(str(value)) if len(str(value)) > _SHORT else None
        return known if is_number and known is not None else value

    def _member(self, key: str, value: Any) -> Any:
        if key.casefold() == _DATA and isinstance(value, Mapping):
            return {name: self._field(str(name), each) for name, each in value.items()}
        return self.walk(value)

    def _field(self, name: str, value: Any) -> Any:
        stand_in = self._by_field.get(name.casefold())
        if stand_in is None or value in (None, "") or isinstance(value, bool):
            return self.walk(value)
        return int(stand_in) if isinstance(value, int) else stand_in

    def _text(self, old: str) -> str:
        if old.casefold() in self._given:
            return self._given[old.casefold()]
        if old[:1] in ("{", "["):
            try:
                found = wire.loads(old)
            except Failure:
                found = None  # a text that begins like JSON
            if found is not None:
                walked = self.walk(found)
                return old if walked == found else wire.dumps(walked, indent=None)
        if self._found is None:
            return old
        return self._found.sub(lambda each: self._given[each[0].casefold()], old)


def _is_sought(value: str) -> bool:
    """Whether a value is looked for inside texts, too."""
    return len(value) > _SHORT or (len(value) > 1 and value.isalpha())


def _pattern(value: str) -> str:
    """A short value counts only where it is a word of its own."""
    plain = re.escape(value)
    return plain if len(value) > _SHORT else rf"\b{plain}\b"
