"""What a field can name of a service's things: e-mails, and what journeys use.

E-mails are listed by Content Builder. No documented endpoint lists messages or sender
profiles for Journey Builder; what other activities use is known without asking.
"""

from collections.abc import Iterable

from jbdesk.model import catalogue
from jbdesk.model.asset import Asset
from jbdesk.model.expressions_complete import MOST, Suggestion
from jbdesk.model.fields import Field, Kind
from jbdesk.model.journey import Journey
from jbdesk.model.types.catalogue_messages import EMAIL_ID

_NAMING = frozenset(
    (
        "email", "message", "classification", "sender", "delivery", "list", "code",
        "keyword", "next keyword", "application", "channel", "channel name",
        "data extension", "data extension name", "field",
    )
)  # fmt: skip


def names_something(field: Field) -> bool:
    """Whether the field holds the number or key of a thing on the service."""
    return field.name in _NAMING and field.kind in (Kind.TEXT, Kind.NUMBER)


def used(
    text: str, field: Field, kind: str, journeys: Iterable[Journey]
) -> tuple[Suggestion, ...]:
    """What activities of a kind hold in the field, where that fits what is typed."""
    found: dict[str, str] = {}
    for journey in journeys:
        for activity in journey.activities:
            if catalogue.of(activity).name != kind:
                continue
            value = str(field.read(activity.body) or "")
            told = f"“{catalogue.title(activity)}” in “{journey.name}”"
            if value and value != text and "{{" not in value:
                found.setdefault(value, told)
    typed = text.strip().casefold()
    fitting = [
        Suggestion(value, 0, len(text), f"Used by {told}", f"{value} · {told}")
        for value, told in found.items()
        if typed in value.casefold() or typed in told.casefold()
    ]
    return tuple(fitting[:MOST])


def emails(text: str, field: Field, known: Iterable[Asset]) -> tuple[Suggestion, ...]:
    """The e-mails that the field can name, by name, key or number."""
    if field is not EMAIL_ID:
        return ()
    typed = text.strip().casefold()
    fitting = [
        Suggestion(
            each.email_id,
            0,
            len(text),
            f"“{each.name}” in Content Builder, key {each.key}",
            f"{each.email_id} · “{each.name}” · {each.key}",
        )
        for each in known
        if each.email_id != text
        and typed in f"{each.email_id} {each.name} {each.key}".casefold()
    ]
    return tuple(fitting[:MOST])
