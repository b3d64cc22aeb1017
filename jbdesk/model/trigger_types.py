"""Entry sources: what each type is called, and which of them an event can fire."""

from dataclasses import dataclass

from jbdesk.model.fields import Mark
from jbdesk.model.journey import Trigger


@dataclass(frozen=True)
class TriggerType:
    """One row: everything jbdesk knows about a kind of entry source."""

    type: str
    label: str
    icon: str
    can_be_fired: bool = False
    help: str = ""
    aliases: tuple[str, ...] = ()
    mark: Mark = Mark.OBSERVED


_API = "Contacts enter when a system posts an event with their contact key."
_FILE = "Contacts enter from the rows of a data extension."

TRIGGER_TYPES = (
    TriggerType("APIEvent", "API event", "zap", can_be_fired=True, help=_API),
    TriggerType("Event", "Event", "zap", can_be_fired=True, help=_API),
    TriggerType(
        "ContactEvent",
        "Contact event",
        "calendar",
        can_be_fired=True,
        help="Contacts enter when their data reaches a date or changes.",
    ),
    TriggerType("EmailAudience", "Data extension", "table-2", help=_FILE),
    TriggerType(
        "AutomationAudience",
        "Automation",
        "workflow",
        help="Contacts enter when an automation fills a data extension.",
    ),
    TriggerType(
        "SalesforceObjectTriggerV2",
        "Salesforce data",
        "cloud",
        help="Contacts enter when a CRM record is created or updated.",
        aliases=("SalesforceObjectTrigger",),
    ),
    TriggerType(
        "ContactAudience",
        "Contact audience",
        "users",
        help="Contacts enter from an audience of contacts.",
        mark=Mark.INFERRED,
    ),
    TriggerType("Audience", "Audience", "users", help=_FILE, mark=Mark.INFERRED),
    TriggerType(
        "DateEvent",
        "Date event",
        "calendar",
        help="Contacts enter on a date of their own.",
        mark=Mark.INFERRED,
    ),
    TriggerType(
        "CloudPagesSmartCaptureSubmissionEvent",
        "Form on a CloudPage",
        "file",
        help="Contacts enter when they submit a form.",
        mark=Mark.INFERRED,
    ),
    TriggerType(
        "transactional-api",
        "Transactional API",
        "send",
        help="Contacts enter with each message that a system asks for.",
    ),
)
UNKNOWN = TriggerType(
    "",
    "Unknown entry source",
    "log-in",
    help="jbdesk does not know this type; it is kept exactly as it is.",
    mark=Mark.INFERRED,
)
_BY_TYPE = {
    name.casefold(): each
    for each in TRIGGER_TYPES
    for name in (each.type, *each.aliases)
}


def named(name: str) -> TriggerType:
    """The row of a type in any case; UNKNOWN where no row knows it."""
    return _BY_TYPE.get(name.casefold(), UNKNOWN)


def of(trigger: Trigger) -> TriggerType:
    return named(trigger.type)


def words(name: str) -> str:
    """Name a type in words; one that no row knows keeps its own name."""
    kind = named(name)
    return name if kind is UNKNOWN else kind.label
