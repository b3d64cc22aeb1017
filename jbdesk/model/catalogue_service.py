"""Catalogue rows: what the service itself decides, shown and kept as it is.

Path optimizer, Einstein's splits and send time, and joins without a target.
"""

from jbdesk.model.activity_type import ActivityType, Behaviour, Group, Outcomes
from jbdesk.model.catalogue_splits import (
    REMAINDER_KEY,
    share,
    shares_summary,
    way,
)
from jbdesk.model.fields import Field, Kind, Mark, number_in
from jbdesk.model.journey import Activity
from jbdesk.model.words import NOT_CONFIGURED, counted

_ARGUMENTS = "configurationArguments"

WINDOW = Field(
    "window",
    "Within hours",
    ((_ARGUMENTS, "params", "slidingWindowHours"),),
    Kind.NUMBER,
    minimum=1,
)


def _optimised_summary(activity: Activity) -> str:
    hours = number_in(WINDOW.read(activity.body))
    return f"within {counted(hours, 'hour')}" if hours else "best time to send"


def _paths_summary(activity: Activity) -> str:
    return counted(len(activity.outcomes), "path")


def _nothing(_: Activity) -> str:
    return ""


def _is_filled(_: Activity) -> bool:
    return True


OPTIMIZER = ActivityType(
    "ABNTEST",
    "Path optimizer",
    Group.FLOW,
    "trophy",
    "ABNTEST",
    Behaviour.RANDOM,
    Outcomes(
        new=(
            share("branchResult-1", "Path 1", 50),
            share("branchResult-2", "Path 2", 50),
        ),
        minimum=2,
        maximum=10,
    ),
    shares_summary,
    aliases=("PATHOPTIMIZER",),
    is_filled=_is_filled,
    is_locked=True,
    is_in_palette=False,
    help="Tries several paths and goes on with the one that does best.",
)
OPTIMIZER_END = ActivityType(
    "ABNTESTSTOP",
    "Path optimizer end",
    Group.FLOW,
    "circle-dot",
    "ABNTESTSTOP",
    Behaviour.PASS,
    Outcomes(new=({"arguments": {}, "metaData": {}},)),
    _nothing,
    is_locked=True,
    is_in_palette=False,
    help="All tried paths meet here.",
)
JOIN = ActivityType(
    "UNCONFIGUREDJOIN",
    "Join without target",
    Group.FLOW,
    "git-merge",
    "UNCONFIGUREDJOIN",
    Behaviour.PASS,
    Outcomes(new=({"arguments": {}, "metaData": {}},)),
    lambda _: NOT_CONFIGURED,
    is_filled=lambda _: False,
    is_locked=True,
    is_in_palette=False,
    mark=Mark.INFERRED,
)


def _einstein(name: str, label: str, icon: str, *aliases: str) -> ActivityType:
    return ActivityType(
        name,
        label,
        Group.FLOW,
        icon,
        name,
        Behaviour.BRANCH,
        Outcomes(
            new=(
                way("path_1", "Path 1"),
                way(REMAINDER_KEY, "Remainder"),
            ),
            minimum=2,
            maximum=None,
        ),
        _paths_summary,
        aliases=aliases,
        is_filled=_is_filled,
        is_locked=True,
        is_in_palette=False,
        mark=Mark.INFERRED,
    )


SEND_TIME = ActivityType(
    "STOWAIT",
    "Einstein send time",
    Group.FLOW,
    "wand-sparkles",
    "STOWAIT",
    Behaviour.PASS,
    Outcomes(new=({"arguments": {}, "metaData": {"invalid": False}},)),
    _optimised_summary,
    fields=(WINDOW,),
    out_arguments=("ContactTagsOut",),
    is_locked=True,
    is_in_palette=False,
    help="Holds contacts until the hour at which they are likely to look.",
)

ROWS = (
    OPTIMIZER,
    OPTIMIZER_END,
    SEND_TIME,
    JOIN,
    _einstein(
        "MULTICRITERIADECISIONEXTENSION",
        "Einstein split",
        "wand-sparkles",
        "EINSTEINSPLIT",
        "EINSTEINMESSAGINGSPLIT",
    ),
    _einstein("EINSTEINENGAGEMENTFREQUENCYSPLIT", "Einstein frequency split", "gauge"),
)
