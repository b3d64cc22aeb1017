"""Entry sources: what each type is called, what can be set, who fires it."""

from dataclasses import dataclass, field
from enum import StrEnum

from jbdesk.model.fields import Choice, Field, Kind, Mark
from jbdesk.model.journey import JsonObject, Trigger

_ARGUMENTS = "configurationArguments"


class Category(StrEnum):
    """How the service groups entry sources; the value is its own word."""

    EVENT = "Event"
    AUDIENCE = "Audience"
    TRANSACTIONAL = "Transactional"


@dataclass(frozen=True)
class TriggerType:
    """One row: everything jbdesk knows about a kind of entry source."""

    type: str
    label: str
    icon: str
    category: Category
    can_be_fired: bool = False
    help: str = ""
    firing: str = ""  # why it can be fired through the API, or what to do instead
    fields: tuple[Field, ...] = ()
    new_settings: JsonObject = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    mark: Mark = Mark.OBSERVED

    @property
    def new_body(self) -> JsonObject:
        """A trigger of this type, before it names an event definition."""
        return {
            "key": "TRIGGER",
            "name": "TRIGGER",
            "description": "",
            "type": self.type,
            "outcomes": [],
            "arguments": {},
            _ARGUMENTS: self.new_settings,
            "metaData": {
                "chainType": "None",
                "configurationRequired": False,
                "title": "",
                "category": self.category.value,
            },
        }


FILTER = Field(
    "filter",
    "Filter",
    ((_ARGUMENTS, "criteria"),),
    Kind.CRITERIA,
    help="FilterDefinition XML; empty admits every contact.",
)
SCHEDULE = Field(
    "schedule",
    "Schedule",
    (("metaData", "scheduleState"),),
    help="Whether the source runs once or again, as Journey Builder notes it.",
)
AUTOMATION = Field(
    "automation",
    "Automation ID",
    (("arguments", "automationId"),),
    help="The automation that fills the data extension.",
)
OBJECT = Field(
    "object",
    "Object",
    ((_ARGUMENTS, "objectApiName"), (_ARGUMENTS, "objectAPIName")),
    required=True,
    help="The object's API name, such as Lead or Invoice__c.",
)
WHEN = Field(
    "when",
    "When",
    ((_ARGUMENTS, "salesforceTriggerCriteria"),),
    Kind.CHOICE,
    required=True,
    choices=(
        Choice("Created", "It is created"),
        Choice("Updated", "It is updated"),
        Choice("CreatedUpdated", "It is created or updated"),
    ),
)
WHO = Field(
    "who",
    "Who enters",
    ((_ARGUMENTS, "whoToInject"),),
    help="The record by which the contact is found.",
)
PERSON = Field("person", "Kind of person", ((_ARGUMENTS, "contactPersonType"),))
CONTACT_KEY = Field(
    "contact key",
    "Contact key field",
    ((_ARGUMENTS, "contactKey", "fieldName"),),
    help="The field of the record that holds the contact key.",
)

_API = "Contacts enter when a system posts an event with their contact key."
_MADE_FOR_IT = "Made for it: a system with a token may post events that name its key."
_ADD_A_ROW = (
    "Add a row to the data extension instead; the source takes it when it runs."
)
_FILE = "Contacts enter from the rows of a data extension."
_EVENT, _AUDIENCE = Category.EVENT, Category.AUDIENCE
_NO_FILTER: JsonObject = {"criteria": ""}

TRIGGER_TYPES = (
    TriggerType(
        "APIEvent",
        "API event",
        "zap",
        _EVENT,
        can_be_fired=True,
        help=_API,
        firing=_MADE_FOR_IT,
        fields=(FILTER,),
        new_settings=_NO_FILTER,
    ),
    TriggerType(
        "Event",
        "Event",
        "zap",
        _EVENT,
        can_be_fired=True,
        help=_API,
        firing="The older name of an API event; it is fired in the same way.",
        fields=(FILTER,),
        new_settings=_NO_FILTER,
    ),
    TriggerType(
        "ContactEvent",
        "Contact event",
        "calendar",
        _EVENT,
        can_be_fired=True,
        help="Contacts enter when their data reaches a date or changes.",
        firing="The API takes events for it; Marketing Cloud fires it by itself, too.",
        fields=(FILTER, SCHEDULE),
        new_settings=_NO_FILTER,
    ),
    TriggerType(
        "EmailAudience",
        "Data extension",
        "table-2",
        _AUDIENCE,
        help=_FILE,
        firing=_ADD_A_ROW,
        fields=(FILTER, SCHEDULE),
        new_settings=_NO_FILTER,
    ),
    TriggerType(
        "AutomationAudience",
        "Automation",
        "workflow",
        _AUDIENCE,
        help="Contacts enter when an automation fills a data extension.",
        firing="Run the automation instead; it fires the event with its last activity.",
        fields=(FILTER, AUTOMATION, SCHEDULE),
        new_settings=_NO_FILTER,
    ),
    TriggerType(
        "SalesforceObjectTriggerV2",
        "Salesforce data",
        "cloud",
        _EVENT,
        help="Contacts enter when a CRM record is created or updated.",
        firing="Create or update such a record in the CRM instead.",
        fields=(OBJECT, WHEN, WHO, PERSON, CONTACT_KEY),
        new_settings={"criteria": "", "version": "3.0"},
        aliases=("SalesforceObjectTrigger",),
    ),
    TriggerType(
        "ContactAudience",
        "Contact audience",
        "users",
        _AUDIENCE,
        help="Contacts enter from an audience of contacts.",
        firing="Let the contact become part of the audience instead.",
        fields=(FILTER, SCHEDULE),
        new_settings=_NO_FILTER,
        mark=Mark.INFERRED,
    ),
    TriggerType(
        "Audience",
        "Audience",
        "users",
        _AUDIENCE,
        help=_FILE,
        firing=_ADD_A_ROW,
        fields=(FILTER, SCHEDULE),
        new_settings=_NO_FILTER,
        mark=Mark.INFERRED,
    ),
    TriggerType(
        "DateEvent",
        "Date event",
        "calendar",
        _EVENT,
        help="Contacts enter on a date of their own.",
        firing="Give a contact a date that is due instead.",
        fields=(FILTER, SCHEDULE),
        new_settings=_NO_FILTER,
        mark=Mark.INFERRED,
    ),
    TriggerType(
        "CloudPagesSmartCaptureSubmissionEvent",
        "Form on a CloudPage",
        "file",
        _EVENT,
        help="Contacts enter when they submit a form.",
        firing="Submit the form instead.",
        fields=(FILTER,),
        new_settings=_NO_FILTER,
        mark=Mark.INFERRED,
    ),
    TriggerType(
        "transactional-api",
        "Transactional API",
        "send",
        Category.TRANSACTIONAL,
        help="Contacts enter with each message that a system asks for.",
        firing="Ask for a message through the transactional messaging API instead.",
    ),
)
UNKNOWN = TriggerType(
    "",
    "Unknown entry source",
    "log-in",
    Category.EVENT,
    help="jbdesk does not know this type; it is kept exactly as it is.",
    firing="Whether the API takes events for it is not known.",
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
