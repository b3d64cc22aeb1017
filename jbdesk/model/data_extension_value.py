"""Values of data extension fields: what text fits a type, and its JSON."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from jbdesk.model.wire import WrittenFloat

LARGEST = 2_147_483_647  # Number is a whole number of 32 bits
MOST_DIGITS = 38
LONGEST_EMAIL = 254
LONGEST_TEXT = 4000
_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+)(?:\.([0-9]+))?")
_EMAIL = re.compile(r"[^\s@,;<>\"]+@(?:[^\s@.,;<>\"]+\.)+[^\s@.,;<>\"]{2,}")
_PHONE = re.compile(r"\+?[0-9 ()./-]*[0-9][0-9 ()./-]*")
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?")
_DATE_FORMS = (
    "%m/%d/%Y",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %I:%M:%S %p",
)
TRUTHS = {
    "true": True,
    "yes": True,
    "1": True,
    "false": False,
    "no": False,
    "0": False,
}


def is_blank(text: str | bool) -> bool:
    return isinstance(text, str) and not text.strip()


def wrong_with(
    kind: str, text: str | bool, length: int | None, scale: int | None
) -> str:
    """Tell why the text is no value of the type, in a sentence; "" when it is."""
    check = _CHECKS.get(kind, _check_text)
    return check(_plain(text), length, scale)


def json_of(kind: str, text: str | bool) -> Any:
    """Make the value that the service wants; text that does not fit stays text."""
    if kind == "Text" and isinstance(text, str):
        return text
    plain = _plain(text)
    read = _READERS.get(kind)
    if read is None or wrong_with(kind, plain, None, None):
        return plain
    return read(plain)


def moment_in(text: str) -> datetime | None:
    """Read the date in any form the service takes; None where it is none."""
    if not any(map(str.isdigit, text)):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - dates have no zone
        except ValueError:
            continue
    return None


def _plain(text: str | bool) -> str:
    return str(text).strip()


def _check_text(text: str, length: int | None, _: int | None) -> str:
    most = length or LONGEST_TEXT
    if len(text) > most:
        return f"This has {len(text)} characters; at most {most} fit."
    return ""


def _check_number(text: str, _: int | None, __: int | None) -> str:
    if not _WHOLE.fullmatch(text):
        return f"“{_short(text)}” is not a whole number."
    digits = text.lstrip("+-").lstrip("0")
    if len(digits) > len(str(LARGEST)) or abs(int(text)) > LARGEST:
        return f"The number is too large; at most {LARGEST:,} fits."
    return ""


def _check_decimal(text: str, length: int | None, scale: int | None) -> str:
    found = _DECIMAL.fullmatch(text)
    if found is None:
        return f"“{_short(text)}” is not a number; write it as 12.50."
    whole, fraction = found[1].lstrip("0"), found[2] or ""
    if scale is not None and len(fraction) > scale:
        return f"{len(fraction)} digits after the point; at most {scale} fit."
    most = (length or MOST_DIGITS) - (scale or 0)
    if len(whole) > most:
        return f"{len(whole)} digits before the point; at most {most} fit."
    return ""


def _check_email(text: str, length: int | None, _: int | None) -> str:
    local, _at, domain = text.rpartition("@")
    is_odd = ".." in text or local[:1] == "." or local[-1:] == "." or domain[:1] == "-"
    if is_odd or not _EMAIL.fullmatch(text):
        return f"“{_short(text)}” is not an e-mail address like susan@example.com."
    return _check_text(text, length or LONGEST_EMAIL, None)


def _check_date(text: str, _: int | None, __: int | None) -> str:
    if moment_in(text) is None:
        return (
            f"“{_short(text)}” is not a date; write it as 2026-03-31"
            " or 2026-03-31 14:30."
        )
    return ""


def _check_boolean(text: str, _: int | None, __: int | None) -> str:
    if text.lower() not in TRUTHS:
        return f"“{_short(text)}” is neither true nor false."
    return ""


def _check_phone(text: str, length: int | None, _: int | None) -> str:
    if not _PHONE.fullmatch(text):
        return f"“{_short(text)}” is not a phone number like +1 317 555 0100."
    return _check_text(text, length or 50, None)


def _check_locale(text: str, length: int | None, _: int | None) -> str:
    if not _LOCALE.fullmatch(text):
        return f"“{_short(text)}” is not a locale like en-US."
    return _check_text(text, length, None)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - one line


def _decimal(text: str) -> Any:
    found = _DECIMAL.fullmatch(text)
    assert found is not None
    if not found[2]:
        return int(text)
    sign = "-" if text.startswith("-") else ""
    return WrittenFloat(f"{sign}{found[1].lstrip('0') or '0'}.{found[2]}")


def _date(text: str) -> str:
    """Write an ISO date, with the time only where one was typed."""
    moment = moment_in(text)
    assert moment is not None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        has_time = ":" in text or "T" in text
        return moment.isoformat() if has_time else moment.date().isoformat()


_Check = Callable[[str, int | None, int | None], str]
_CHECKS: dict[str, _Check] = {
    "Text": _check_text,
    "Number": _check_number,
    "Decimal": _check_decimal,
    "EmailAddress": _check_email,
    "Date": _check_date,
    "Boolean": _check_boolean,
    "Phone": _check_phone,
    "Locale": _check_locale,
}
_READERS: dict[str, Callable[[str], Any]] = {
    "Number": int,
    "Decimal": _decimal,
    "Date": _date,
    "Boolean": lambda text: TRUTHS[text.lower()],
}
