"""Rules about the journey's defaults: the addresses that its messages go to."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from jbdesk.model import catalogue, edits, expressions, lens
from jbdesk.model.checks.rules_header import is_transactional
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Fix, Problem, Where
from jbdesk.model.types.catalogue_messages import EMAIL

_EMAIL = ("defaults", "email")
_CONTACTS_OWN = "{{Contact.Default.Email}}"
_CHANNELS = {"email": "email address", "mobileNumber": "mobile number"}


def _default(channel: str) -> Where:
    return Where("journey", field=f"defaults.{channel}")


def email_address_is_missing(journey: Journey) -> Iterator[Problem]:
    if is_transactional(journey) or lens.read(journey.body, _EMAIL, None):
        return
    if any(catalogue.of(each) is EMAIL for each in journey.activities):
        yield Problem(
            "The journey does not say which email address to send to.",
            where=_default("email"),
            fix=_fix(_EMAIL, [_CONTACTS_OWN]),
        )


def _fix(path: lens.Path, value: list[Any]) -> Fix:
    said = "Use the contact's default address"
    return Fix(said, partial(edits.set_header, path=path, value=value))


def default_is_no_address(journey: Journey) -> Iterator[Problem]:
    """Publishing fails where a default can't give an address."""
    for channel, said in _CHANNELS.items():
        given = lens.read(journey.body, ("defaults", channel), [])
        if not isinstance(given, list):
            text = f"The default {said} must be a list of data bindings."
            yield Problem(text, where=_default(channel))
            continue
        for each in given:
            if not _can_give(each, channel):
                yield Problem(
                    f"“{each}” can't give the default {said}: it is no data binding"
                    " that the service knows.",
                    where=_default(channel),
                    fix=_left_out(channel, given, each),
                )


def _can_give(value: Any, channel: str) -> bool:
    if not isinstance(value, str):
        return False
    found = expressions.bindings_in(value)
    if not found:
        # An address that stands there itself: the service takes it.
        return "@" in value if channel == "email" else value.strip("+ ").isdecimal()
    return all(expressions.is_root(each.root) for each in found)


def _left_out(channel: str, given: list[Any], value: Any) -> Fix:
    left = [each for each in given if each is not value]
    path = ("defaults", channel)
    if channel == "email" and not left:
        return _fix(path, [_CONTACTS_OWN])
    return Fix("Take it out", partial(edits.set_header, path=path, value=left))
