"""Catalogue rows: what Einstein decides: when to send, and who takes which path."""

from jbdesk.model.fields import Field, Kind, Mark, number_in
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.texts.words import counted, text_in
from jbdesk.model.types.activity_type import (
    ONE_WAY,
    ActivityType,
    Behaviour,
    Group,
    Outcomes,
)
from jbdesk.model.types.catalogue_splits import OUTCOME_LABEL, REMAINDER_KEY

_ARGUMENTS = "configurationArguments"
_PARAMS = (_ARGUMENTS, "params")
NEXT_ACTIVITY = (*_PARAMS, "nextActivity")
HOURS = 24  # where a send time activity does not say how many

WINDOW = Field(
    "window",
    "Send within",
    ((*_PARAMS, "slidingWindowHours"),),
    Kind.NUMBER,
    minimum=1,
    maximum=168,
    unit="hours",
    help="The best hour of this time is taken; 24 where none is set.",
)
AT_RANDOM = Field(
    "random",
    "Spread within the hour",
    ((*_PARAMS, "enableRandomTime"),),
    Kind.BOOLEAN,
    help="Sends at any minute of the hour instead of all at once.",
)
SPLIT_CHANNEL = Field(
    "channel",
    "Channel",
    (("metaData", "channel"),),
    help="Whose engagement is scored, such as email.",
)
SPLIT_KIND = Field(
    "kind",
    "Kind of split",
    (("metaData", "splitType"),),
    help="What the score foretells, such as opens or clicks.",
)
FREQUENCY_CHANNEL = Field("channel", "Channel", ((*_PARAMS, "type"),))
DELTA = Field(
    "delta",
    "Almost saturated before",
    ((*_PARAMS, "almostSaturated", "delta"),),
    Kind.NUMBER,
    minimum=0,
    unit="messages",
    help="So many messages before saturation a contact is almost saturated.",
)


def hours_of(activity: Activity) -> int:
    """Within how many hours a message is to be sent."""
    return max(number_in(WINDOW.read(activity.body)) or HOURS, 0)


def _send_time_summary(activity: Activity) -> str:
    hours = number_in(WINDOW.read(activity.body))
    return f"within {counted(hours, 'hour')}" if hours else "best time to send"


def _split_summary(activity: Activity) -> str:
    paths = counted(len(activity.outcomes), "path")
    said = text_in(SPLIT_CHANNEL.read(activity.body))
    said = said or text_in(FREQUENCY_CHANNEL.read(activity.body))
    return f"{paths}, {said}" if said else paths


def _scored(name: str, label: str) -> JsonObject:
    key = {"key": REMAINDER_KEY} if name == "remainder" else {}
    bag = {"label": label, "i18nLabel": f"{name}Label", "invalid": False}
    return {**key, "arguments": {}, "metaData": bag}


def _saturated(name: str, label: str) -> JsonObject:
    key = {"key": REMAINDER_KEY} if name == "remainder" else {}
    bag = {"label": label, "invalid": False}
    return {**key, "arguments": {"splitResult": name}, "metaData": bag}


def _ways(*made: JsonObject) -> Outcomes:
    count = len(made)
    return Outcomes(
        made,
        minimum=count,
        maximum=count,
        fields=(OUTCOME_LABEL,),
        has_remainder=True,
    )


SEND_TIME = ActivityType(
    "STOWAIT",
    "Einstein send time",
    Group.FLOW,
    "wand-sparkles",
    "STOWAIT",
    Behaviour.SEND_TIME,
    ONE_WAY,
    _send_time_summary,
    fields=(WINDOW, AT_RANDOM),
    new_body={
        "arguments": {},
        _ARGUMENTS: {
            "params": {
                "nextActivity": {"id": "", "key": "", "type": ""},
                "slidingWindowHours": HOURS,
                "enableRandomTime": False,
            }
        },
        "metaData": {"isConfigured": True},
    },
    out_arguments=("ContactTagsOut",),
    references=((*NEXT_ACTIVITY, "key"),),
    help="Holds contacts until they are likely to look at the message after it.",
)
SCORE_SPLIT = ActivityType(
    "MULTICRITERIADECISIONEXTENSION",
    "Einstein split",
    Group.FLOW,
    "wand-sparkles",
    "MULTICRITERIADECISIONEXTENSION",
    Behaviour.BRANCH,
    _ways(
        _scored("mostLikely", "Most likely"),
        _scored("moreLikely", "More likely"),
        _scored("lessLikely", "Less likely"),
        _scored("leastLikely", "Least likely"),
        _scored("remainder", "Remainder"),
    ),
    _split_summary,
    fields=(SPLIT_CHANNEL, SPLIT_KIND),
    aliases=(
        "EINSTEINSPLIT",
        "EINSTEINMESSAGINGSPLIT",
        "EINSTEIN_EMAIL_OPEN",
        "EINSTEIN_MC_EMAIL_CLICK",
    ),
    new_body={
        "arguments": {},
        _ARGUMENTS: {},
        "metaData": {"channel": "email", "splitType": "", "isConfigured": True},
    },
    help="Parts contacts by how likely they are to engage.",
    mark=Mark.INFERRED,
)
FREQUENCY_SPLIT = ActivityType(
    "EINSTEINENGAGEMENTFREQUENCYSPLIT",
    "Einstein frequency",
    Group.FLOW,
    "gauge",
    "EINSTEINENGAGEMENTFREQUENCYSPLIT",
    Behaviour.BRANCH,
    _ways(
        _saturated("saturated", "Saturated"),
        _saturated("almostsaturated", "Almost saturated"),
        _saturated("ontarget", "On target"),
        _saturated("undersaturated", "Undersaturated"),
        _saturated("remainder", "Remainder"),
    ),
    _split_summary,
    fields=(FREQUENCY_CHANNEL, DELTA),
    new_body={
        "arguments": {},
        _ARGUMENTS: {"params": {"type": "email", "almostSaturated": {"delta": 1}}},
        "metaData": {"isConfigured": True},
    },
    help="Parts contacts by whether they get too many messages or too few.",
    mark=Mark.INFERRED,
)
ROWS = (SEND_TIME, SCORE_SPLIT, FREQUENCY_SPLIT)
