"""Catalogue rows: records of Sales Cloud and Service Cloud."""

from jbdesk.model import lens
from jbdesk.model.fields import Choice, Field, Kind
from jbdesk.model.journey import Activity
from jbdesk.model.texts.words import NOT_CONFIGURED, first_line, text_in
from jbdesk.model.types.activity_type import ONE_WAY, ActivityType, Behaviour, Group

_ARGUMENTS = "configurationArguments"
_OBJECTS: lens.Path = ("arguments", "objectMap", "objects")

OBJECTS = Field(
    "objects",
    "All objects",
    (_OBJECTS,),
    Kind.JSON,
    help="Every object with its action, lookup and fields.",
)
KIND = Field(
    "kind",
    "Kind",
    ((_ARGUMENTS, "applicationExtensionKey"),),
    Kind.CHOICE,
    choices=(
        Choice("Salesforce_Activity", "Any object"),
        Choice("Salesforce_Activity_Case", "Case"),
        Choice("Salesforce_Activity_CampaignMember", "Campaign member"),
    ),
)
OBJECT = Field(
    "object",
    "Object",
    ((*_OBJECTS, 0, "type"),),
    required=True,
    help="The object's API name, such as Contact, Case or Invoice__c.",
)
ACTION = Field(
    "action",
    "Action",
    ((*_OBJECTS, 0, "action"),),
    Kind.CHOICE,
    required=True,
    choices=(Choice("Create", "Create"), Choice("Update", "Update")),
)
LOOKUP = Field(
    "lookup",
    "Lookup",
    ((*_OBJECTS, 0, "lookup"),),
    Kind.JSON,
    help="How the record to update is found; null where one is created.",
)
VALUES = Field(
    "fields",
    "Fields",
    ((*_OBJECTS, 0, "fields"),),
    Kind.JSON,
    help="A list of {FieldName, FieldValue, FieldType, …}; values may be bindings.",
)


def _objects_summary(activity: Activity) -> str:
    objects = OBJECTS.read(activity.body)
    if not isinstance(objects, list) or not objects:
        return NOT_CONFIGURED
    said = [
        f"{text_in(each.get('action'))} {text_in(each.get('type'))}".strip()
        for each in objects
        if isinstance(each, dict)
    ]
    return first_line(", ".join(each for each in said if each))


SALES_CLOUD = ActivityType(
    "SALESCLOUDACTIVITY",
    "Salesforce record",
    Group.DATA,
    "cloud",
    "SALESCLOUDACTIVITY",
    Behaviour.PASS,
    ONE_WAY,
    _objects_summary,
    fields=(KIND, OBJECT, ACTION, VALUES, LOOKUP, OBJECTS),
    aliases=(
        "SALESFORCESALESCLOUDACTIVITY",
        "OBJECTACTIVITY",
        "LEAD",
        "CAMPAIGNMEMBER",
    ),
    new_body={
        "arguments": {},
        _ARGUMENTS: {"applicationExtensionKey": "Salesforce_Activity"},
        "metaData": {"isConfigured": False},
    },
    out_arguments=("salesforceObjectID",),
    help="Creates or updates records in Sales Cloud or Service Cloud.",
)
ROWS = (SALES_CLOUD,)
