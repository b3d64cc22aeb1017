"""Catalogue rows: waits that end by the clock."""

from jbdesk.model import lens
from jbdesk.model.fields import Choice, Field, Kind, Mark, number_in
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.texts.words import NOT_CONFIGURED, counted, object_in, text_in
from jbdesk.model.types.activity_type import ONE_WAY, ActivityType, Behaviour, Group

_ARGUMENTS = "configurationArguments"
_UNITS = ("MINUTES", "HOURS", "DAYS", "WEEKS", "MONTHS")

DURATION = Field(
    "duration",
    "Wait for",
    ((_ARGUMENTS, "waitDuration"), (_ARGUMENTS, "duration")),
    Kind.NUMBER,
    required=True,
    minimum=1,
    maximum=999,
)
OFFSET = Field(
    "offset",
    "Days or hours after the date",
    DURATION.paths,
    Kind.NUMBER,
    minimum=-999,
    maximum=999,
    help="A negative number waits until so long before the date.",
)
UNIT = Field(
    "unit",
    "Unit",
    ((_ARGUMENTS, "waitUnit"), (_ARGUMENTS, "durationUnits")),
    Kind.CHOICE,
    required=True,
    choices=tuple(Choice(unit, unit.capitalize()) for unit in _UNITS),
)
TIME = Field(
    "time",
    "Time of day",
    ((_ARGUMENTS, "specifiedTime"), (_ARGUMENTS, "specificTime")),
    Kind.TIME,
    help="Contacts are held until the clock shows this time.",
)
EXTENDED = Field(
    "extended",
    "Then hold until a time of day",
    (("metaData", "isExtended"),),
    Kind.BOOLEAN,
)
ZONE = Field(
    "zone",
    "Time zone",
    ((_ARGUMENTS, "timeZone"), (_ARGUMENTS, "timeZoneId")),
    Kind.TIME_ZONE,
    help="The zone in which the time of day counts.",
)
DATE = Field("date", "Until", ((_ARGUMENTS, "specificDate"),), Kind.DATE, required=True)
ATTRIBUTE = Field(
    "attribute",
    "Date attribute",
    ((_ARGUMENTS, "waitEndDateAttributeExpression"),),
    Kind.BINDING,
    required=True,
    help="A data binding that gives a date, such as {{Event.KEY.Birthday}}.",
)


def is_until_date(activity: Activity) -> bool:
    return (
        bool(text_in(DATE.read(activity.body))) or ui_type(activity) == "waituntildate"
    )


def is_by_attribute(activity: Activity) -> bool:
    named = ui_type(activity) == "waitbyattribute"
    return named or bool(text_in(ATTRIBUTE.read(activity.body)))


def ui_type(activity: Activity) -> str:
    """The kind of wait, in lower case; on the canvas it can be the type itself."""
    bag = object_in(activity.body.get("metaData"))
    return (text_in(bag.get("uiType")) or activity.type).lower()


def length_words(activity: Activity, *, sign: bool = False) -> str:
    """The duration of a wait in words; "" where it is not set."""
    number = number_in(DURATION.read(activity.body))
    unit = text_in(UNIT.read(activity.body)).lower().rstrip("s")
    if number is None or not unit:
        return ""
    return counted(number if sign else abs(number), unit)


def _duration_summary(activity: Activity) -> str:
    length = length_words(activity, sign=True)
    if not length:
        return NOT_CONFIGURED
    time = time_of_day(activity)
    return f"{length}, until {time}" if time else length


def _date_summary(activity: Activity) -> str:
    date = text_in(DATE.read(activity.body)).partition("T")[0]
    time = text_in(TIME.read(activity.body))
    return f"until {date} {time}".strip() if date else NOT_CONFIGURED


def _attribute_summary(activity: Activity) -> str:
    binding = text_in(ATTRIBUTE.read(activity.body))
    if not binding:
        return NOT_CONFIGURED
    name = binding.strip("{} ").rpartition(".")[2].strip('"')
    offset = number_in(OFFSET.read(activity.body)) or 0
    length = length_words(activity)
    if not offset or not length:
        return f"on “{name}”"
    return f"{length} {'before' if offset < 0 else 'after'} “{name}”"


def time_of_day(activity: Activity) -> str:
    """The time of day that is waited for; "" where a stored time is not in use."""
    if is_extended(activity.body):
        return text_in(TIME.read(activity.body))
    return ""


def is_extended(body: JsonObject) -> bool:
    """Whether a wait by duration goes on until its time of day.

    Journey Builder stores a time also where it is switched off, and notes that.
    """
    bag = body.get("metaData")
    bag = bag if isinstance(bag, dict) else {}
    if isinstance(bag.get("isExtended"), bool):
        return bool(bag["isExtended"])
    return text_in(bag.get("waitType")).lower() != "duration"


def settle_wait(before: JsonObject, after: JsonObject) -> JsonObject:
    """Switch the time of day on when it is set, off when it is cleared."""
    time = text_in(TIME.read(after))
    switched = EXTENDED.read(before) != EXTENDED.read(after)
    if text_in(TIME.read(before)) == time and not switched:
        return after
    is_on = bool(EXTENDED.read(after)) if switched else bool(time)
    settled: JsonObject = lens.write(after, ("metaData", "isExtended"), is_on)
    kind = "durationTime" if is_on else "duration"
    return {**settled, "metaData": {**settled["metaData"], "waitType": kind}}


WAIT_BY_DURATION = ActivityType(
    "WAIT",
    "Wait by duration",
    Group.FLOW,
    "clock",
    "WAITBYDURATION",
    Behaviour.WAIT,
    ONE_WAY,
    _duration_summary,
    fields=(DURATION, UNIT, EXTENDED, TIME, ZONE),
    new_body={
        "arguments": {},
        _ARGUMENTS: {"waitDuration": 1, "waitUnit": "DAYS"},
        "metaData": {
            "isConfigured": True,
            "uiType": "WAITBYDURATION",
            "waitType": "duration",
            "isExtended": False,
        },
    },
    aliases=("WAITBYDURATION",),
    out_arguments=("endDate",),
    settle=settle_wait,
    help="Holds contacts for a time, then lets them go on.",
)
WAIT_UNTIL_DATE = ActivityType(
    "WAIT",
    "Wait until date",
    Group.FLOW,
    "calendar",
    "WAITUNTILDATE",
    Behaviour.WAIT,
    ONE_WAY,
    _date_summary,
    fields=(DATE, TIME, ZONE),
    new_body={
        "arguments": {},
        _ARGUMENTS: {"specificDate": "", "specifiedTime": "09:00", "timeZone": ""},
        "metaData": {"isConfigured": False, "uiType": "WAITUNTILDATE"},
    },
    aliases=("WAITUNTILDATE",),
    out_arguments=("endDate",),
    matches=is_until_date,
    help="Holds contacts until a day that is the same for everybody.",
    mark=Mark.INFERRED,
)
WAIT_BY_ATTRIBUTE = ActivityType(
    "WAIT",
    "Wait by attribute",
    Group.FLOW,
    "calendar-clock",
    "WAITBYATTRIBUTE",
    Behaviour.WAIT,
    ONE_WAY,
    _attribute_summary,
    fields=(ATTRIBUTE, OFFSET, UNIT, TIME, ZONE),
    new_body={
        "arguments": {},
        _ARGUMENTS: {
            "waitEndDateAttributeExpression": "",
            "waitDuration": 0,
            "waitUnit": "DAYS",
        },
        "metaData": {
            "isConfigured": False,
            "uiType": "WAITBYATTRIBUTE",
            "waitType": "durationTime",
        },
    },
    aliases=("WAITBYATTRIBUTE",),
    out_arguments=("endDate",),
    matches=is_by_attribute,
    help="Holds each contact until a date of its own, or some time before or after.",
)
ROWS = (WAIT_BY_DURATION, WAIT_UNTIL_DATE, WAIT_BY_ATTRIBUTE)
