"""Catalogue rows: waits that end when something happens, or when it is too late."""

from jbdesk.model.fields import Field, Kind, Mark
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.texts.words import text_in
from jbdesk.model.types.activity_type import (
    ONE_WAY,
    ActivityType,
    Behaviour,
    Group,
    Outcomes,
)
from jbdesk.model.types.catalogue_splits import MESSAGE, OUTCOME_LABEL
from jbdesk.model.types.catalogue_waits import DURATION, UNIT, length_words, ui_type

_ARGUMENTS = "configurationArguments"

EVENT_KEY = Field(
    "event",
    "Event definition key",
    ((_ARGUMENTS, "waitForEventKey"),),
    required=True,
    help="Contacts go on when this event is fired for them.",
    mark=Mark.INFERRED,
)
FILTER = Field(
    "filter",
    "Filter",
    ((_ARGUMENTS, "criteria"),),
    Kind.CRITERIA,
    help="FilterDefinition XML; only events that meet it count. Empty counts all.",
    mark=Mark.INFERRED,
)
SENT_MESSAGE = Field(
    "message",
    "Message",
    MESSAGE.paths,
    Kind.MESSAGE,
    required=True,
    help="The message that contacts are expected to react to.",
    mark=Mark.INFERRED,
)
CHANNEL = Field(
    "channel",
    "Channel",
    ((_ARGUMENTS, "channelType"),),
    help="Where the chat takes place, such as WhatsApp.",
)
KEYWORDS = Field(
    "keywords",
    "Keywords",
    ((_ARGUMENTS, "keywords"),),
    Kind.LONG_TEXT,
    help='A list as JSON text: [{"operator": "…", "keyword": "…"}].',
)


def is_by_event(activity: Activity) -> bool:
    named = text_in(EVENT_KEY.read(activity.body))
    return bool(named) or ui_type(activity) == "waitbyevent"


def _summary(activity: Activity) -> str:
    length = length_words(activity)
    return f"for {length} at most" if length else ""


def _way(label: str, *, is_default: bool = False) -> JsonObject:
    bag: JsonObject = {"label": label, "invalid": False}
    if is_default:
        bag["defaultOutcome"] = True
    return {"arguments": {}, "metaData": bag}


def _ways(*made: JsonObject) -> Outcomes:
    count = len(made)
    return Outcomes(made, minimum=count, maximum=count, fields=(OUTCOME_LABEL,))


def _settings(**settings: object) -> JsonObject:
    return {
        "arguments": {},
        _ARGUMENTS: {**settings, "waitDuration": 3, "waitUnit": "DAYS"},
        "metaData": {"isConfigured": False},
    }


WAIT_UNTIL_API = ActivityType(
    "WAITUNTILAPI",
    "Wait until API event",
    Group.FLOW,
    "webhook",
    "WAITUNTILAPI",
    Behaviour.EVENT,
    _ways(_way("Event"), _way("No event", is_default=True)),
    _summary,
    fields=(EVENT_KEY, DURATION, UNIT, FILTER),
    aliases=("WAITUNTILEVENT", "WAITUNTILTRIGGER"),
    new_body=_settings(waitForEventKey=""),
    help="Holds contacts until an API event is fired for them, or time is up.",
    mark=Mark.INFERRED,
    may_close_a_loop=True,
)


def _until_reaction(type_: str, label: str, icon: str, help_: str) -> ActivityType:
    """A row that waits for what a contact does with a message sent before."""
    return ActivityType(
        type_,
        label,
        Group.FLOW,
        icon,
        type_,
        Behaviour.EVENT,
        _ways(_way("Yes"), _way("No", is_default=True)),
        _summary,
        fields=(SENT_MESSAGE, DURATION, UNIT),
        new_body=_settings(refActivityCustomerKey=""),
        references=MESSAGE.paths,
        help=help_,
        mark=Mark.INFERRED,
        may_close_a_loop=True,
    )


WAIT_UNTIL_PUSH = _until_reaction(
    "WAITUNTILPUSHENGAGEMENT",
    "Wait until push open",
    "bell",
    "Holds contacts until they open a push notification, or time is up.",
)
WAIT_UNTIL_IN_APP = _until_reaction(
    "WAITUNTILPUSHINAPPENGAGEMENT",
    "Wait until in-app use",
    "smartphone",
    "Holds contacts until they react to an in-app message, or time is up.",
)
WAIT_UNTIL_CHAT = ActivityType(
    "WAITUNTILCHATRESPONSE",
    "Wait until chat reply",
    Group.FLOW,
    "message-circle",
    "WAITUNTILCHATRESPONSE",
    Behaviour.EVENT,
    _ways(
        _way("Response"),
        _way("Invalid response"),
        _way("No response", is_default=True),
    ),
    _summary,
    fields=(DURATION, UNIT, CHANNEL, KEYWORDS),
    new_body={
        **_settings(channelType="WhatsApp", keywords="[]"),
        "metaData": {"isConfigured": True},
    },
    help="Holds contacts until they answer in a chat, or time is up.",
    mark=Mark.INFERRED,
    may_close_a_loop=True,
)
WAIT_BY_EVENT = ActivityType(
    "WAIT",
    "Wait by event",
    Group.FLOW,
    "radio",
    "WAITBYEVENT",
    Behaviour.EVENT,
    ONE_WAY,
    _summary,
    fields=(EVENT_KEY, DURATION, UNIT),
    aliases=("WAITBYEVENT",),
    new_body={
        **_settings(waitForEventKey=""),
        "metaData": {"isConfigured": False, "uiType": "WAITBYEVENT"},
    },
    matches=is_by_event,
    help="The older form of Wait until API event, with one path for both endings.",
    mark=Mark.INFERRED,
    is_in_palette=False,
)
ROWS = (
    WAIT_UNTIL_API,
    WAIT_UNTIL_PUSH,
    WAIT_UNTIL_IN_APP,
    WAIT_UNTIL_CHAT,
    WAIT_BY_EVENT,
)
