"""What takes contacts out of a journey wherever they wait: goal and exit criteria.

They are no activities: a journey lists them beside its activities, and looks at them
at the end of each wait.
"""

from dataclasses import dataclass

from jbdesk.model import criteria, lens
from jbdesk.model.fields import Choice, Field, Kind
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.problem import Failure

_CRITERIA = ("configurationArguments", "criteria")


@dataclass(frozen=True)
class End:
    """One row: where the JSON keeps it, its fields, and a new one."""

    kind: str  # as problems name it
    member: str  # of the journey's JSON
    label: str
    help: str
    fields: tuple[Field, ...]
    new_body: JsonObject

    def of(self, journey: Journey) -> tuple[JsonObject, ...]:
        """All of them that a journey has."""
        return journey.goals if self.kind == "goal" else journey.exits


FILTER = Field(
    "criteria",
    "Criteria",
    (_CRITERIA,),
    Kind.CRITERIA,
    help="Looked at whenever a wait ends.",
)
ENDS_THE_JOURNEY = Field(
    "isExitCriteria",
    "Contacts who reach it leave the journey",
    (("metaData", "isExitCriteria"),),
    Kind.BOOLEAN,
)
CONVERSION_VALUE = Field(
    "conversionValue",
    "Conversion goal",
    (("metaData", "conversionValue"),),
    help="How many contacts, or which share of them, should reach it.",
)
CONVERSION_UNIT = Field(
    "conversionUnit",
    "Counted in",
    (("metaData", "conversionUnit"),),
    Kind.CHOICE,
    choices=(
        Choice("percentage", "Percent of all contacts"),
        Choice("wholenumber", "Contacts"),
    ),
)
DESCRIPTION = Field("description", "Description", (("description",),), Kind.LONG_TEXT)

GOAL = End(
    "goal",
    "goals",
    "Goal",
    "What contacts should come to do; how many do is the journey's success.",
    (FILTER, ENDS_THE_JOURNEY, CONVERSION_VALUE, CONVERSION_UNIT, DESCRIPTION),
    {
        "key": "GOAL",
        "name": "GOAL",
        "description": "",
        "type": "Event",
        "outcomes": [],
        "arguments": {},
        "configurationArguments": {"criteria": ""},
        "metaData": {
            "isExitCriteria": True,
            "conversionUnit": "percentage",
            "conversionValue": "50",
            "chainType": "None",
            "configurationRequired": False,
            "title": "",
        },
    },
)
EXIT = End(
    "exit",
    "exits",
    "Exit criteria",
    "Contacts who meet them leave the journey at the end of a wait.",
    (FILTER, DESCRIPTION),
    {
        "key": "EXITCRITERIA",
        "name": "EXITCRITERIA",
        "description": "",
        "type": "ExitCriteria",
        "outcomes": [],
        "arguments": {},
        "configurationArguments": {"criteria": ""},
        "metaData": {"chainType": "None"},
    },
)
ENDS = (GOAL, EXIT)


def words(body: JsonObject) -> str:
    """Tell a goal or exit criteria in a few words; "" where nothing is set."""
    name = lens.text(body, "name")
    event = lens.text(body, "metaData", "eventDefinitionKey")
    named = name if name not in (each.new_body["name"] for each in ENDS) else ""
    try:
        told = criteria.describe(lens.text(body, *_CRITERIA))
    except Failure:
        told = "its filter can't be read"
    return told or named or event
