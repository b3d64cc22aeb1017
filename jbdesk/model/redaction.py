"""Takes secrets and personal values out of JSON, the same value in the same way.

Secrets go by the name they stand under; personal values go by themselves,
wherever they stand, also inside texts. What stands in for a value is of its kind,
so that a case that is replayed still fits its fields.
"""

import re
from collections.abc import Mapping
from typing import Any

from jbdesk.model.data_extension import DataExtensionField

SECRET = "(removed)"  # noqa: S105 - stands in for one
REMOVED = "(removed)"
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


def replaced(value: Any, stand_ins: Mapping[str, str]) -> Any:
    """The JSON with each value replaced, inside texts too; case is ignored."""
    given = {old.casefold(): new for old, new in stand_ins.items() if old}
    if not given:
        return value
    longest = sorted((e for e in given if len(e) > _SHORT), key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, longest)), re.IGNORECASE)

    def text(old: str) -> str:
        if old.casefold() in given:
            return given[old.casefold()]
        if not longest:
            return old
        return found.sub(lambda each: given.get(each[0].casefold(), REMOVED), old)

    def walk(each: Any) -> Any:
        if isinstance(each, str):
            return text(each)
        if isinstance(each, Mapping):
            return {key: walk(one) for key, one in each.items()}
        if isinstance(each, list | tuple):
            return [walk(one) for one in each]
        is_number = isinstance(each, int | float) and not isinstance(each, bool)
        if is_number and str(each) in given and len(str(each)) > _SHORT:
            return text(str(each))
        return each

    return walk(value)
