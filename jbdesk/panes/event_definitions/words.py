"""What the pane says of an event definition, in words."""

from datetime import UTC, datetime

from jbdesk.model.data_extension import DataExtensionField, type_label
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.texts import service_time
from jbdesk.model.types import trigger_types
from jbdesk.model.types.trigger_types import TriggerType

_STATUS_TOKENS = {
    "Running": "ok",
    "Finishing": "warn",
    "Paused": "warn",
    "Stopped": "muted",
    "Draft": "muted",
}
_MODES = {
    "production": "Production: contacts enter for real",
    "test": "Test: the service does not document what that changes",
}
_FIRST_YEAR = 2000  # the service writes year 1 for "never"


def kind_of(definition: EventDefinition) -> TriggerType:
    return trigger_types.named(definition.type)


def type_words(definition: EventDefinition) -> str:
    """Name the type in words; one that no row knows keeps its own name."""
    return trigger_types.words(definition.type)


def type_in_full(definition: EventDefinition) -> str:
    """Name the type in words, and as the API writes it."""
    told = type_words(definition)
    is_same = told.casefold() == definition.type.casefold()
    return told if is_same else f"{told} · {definition.type}"


def why_not_fireable(definition: EventDefinition) -> str:
    """Tell why no event can be fired and what else to do; "" when one can."""
    why_not = definition.why_not_fireable
    if definition.has_period:
        return f"{why_not} Use an entry source whose key has none."
    helped = kind_of(definition).help
    if why_not and definition.key and kind_of(definition) is not trigger_types.UNKNOWN:
        told = f"{helped} Only API events can be fired."
        return f"{told} {kind_of(definition).firing}".rstrip()
    return why_not


def modified_at(definition: EventDefinition) -> datetime | None:
    """Tell when it was changed, on this computer's clock; None where never."""
    found = service_time.moment(definition.modified_date)
    if found is None or found.year < _FIRST_YEAR:
        return None
    return found.astimezone()


def short_day(at: datetime | None) -> str:
    """Write a day of this year, or the month of an earlier one."""
    if at is None:
        return ""
    is_this_year = at.year == datetime.now(UTC).astimezone().year
    return f"{at.day} {at:%b}" if is_this_year else f"{at:%b %Y}"


def day_and_time(at: datetime | None) -> str:
    return f"{at.day} {at:%b %Y, %H:%M}" if at else "not told"


def status_token(word: str) -> str:
    return _STATUS_TOKENS.get(word, "")


def plain_type(field: DataExtensionField) -> str:
    """Name the field's type without its length, which has a column of its own."""
    return type_label(field).partition(" · ")[0]


def length(field: DataExtensionField) -> str:
    return type_label(field).partition(" · ")[2]


def mode(definition: EventDefinition) -> str:
    """Tell the mode in words; one that is not documented keeps its own name."""
    return _MODES.get(definition.mode.casefold(), f"{definition.mode}, not documented")
