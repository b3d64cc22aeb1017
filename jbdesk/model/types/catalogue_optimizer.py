"""Catalogue rows: a path optimizer, which is two activities with paths between them.

The paths that are tried lead from the start to the end; both note the capsule
that they make together.
"""

from jbdesk.model import lens
from jbdesk.model.fields import Choice, Field, Kind, number_in
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.texts.words import text_in
from jbdesk.model.types.activity_type import ActivityType, Behaviour, Group, Outcomes
from jbdesk.model.types.catalogue_splits import (
    HOLD_BACK,
    PATH_NAME,
    PERCENTAGE,
    has_shares,
    percentage_of,
    settle_shares,
    share,
    shared_by,
    shares_summary,
)
from jbdesk.model.types.shares import spread

_ARGUMENTS = "configurationArguments"
START_KEY: lens.Path = (_ARGUMENTS, "aBnStartActivityKey")
CAPSULE: lens.Path = ("metaData", "capsule")
ENDS: tuple[lens.Path, ...] = ((*CAPSULE, "startId"), (*CAPSULE, "endId"))
_CAPSULE: JsonObject = {"id": "", "startId": "", "endId": ""}

EVALUATION = Field(
    "evaluation",
    "Winner is chosen",
    ((_ARGUMENTS, "winnerEvaluationType"),),
    Kind.CHOICE,
    required=True,
    choices=(
        Choice("Engagement", "By what is done with emails"),
        Choice("Manual", "By a person"),
    ),
)
METRIC = Field(
    "metric",
    "By",
    ((_ARGUMENTS, "engagementWinnerMetric"),),
    Kind.CHOICE,
    choices=(
        Choice("Clicks", "Most clicks"),
        Choice("Opens", "Most opens"),
        Choice("Unsubscribes", "Fewest unsubscribes"),
    ),
    help="Counts where the winner is chosen by what is done with emails.",
)
PERIOD = Field(
    "period",
    "Evaluate after",
    ((_ARGUMENTS, "engagementPeriod"),),
    Kind.NUMBER,
    minimum=1,
    maximum=99 * 24,
    help="From 1 hour to 99 days after contacts passed the longest path.",
)
PERIOD_UNIT = Field(
    "period unit",
    "Unit",
    ((_ARGUMENTS, "engagementPeriodUnits"),),
    Kind.CHOICE,
    choices=(Choice("Hours", "Hours"), Choice("Days", "Days")),
)
HOLD_DAYS = Field(
    "hold days",
    "Hold them for",
    ((_ARGUMENTS, "defaultWaitDaysForHoldBack"),),
    Kind.NUMBER,
    minimum=1,
    maximum=99,
    unit="days",
    help="Who is held back goes on then, even if there is no winner.",
)


def days_held(activity: Activity) -> int:
    """How many days contacts are held back; a week where nothing is said."""
    return number_in(HOLD_DAYS.read(activity.body)) or 7


def _is_filled(activity: Activity) -> bool:
    return has_shares(activity) and bool(text_in(EVALUATION.read(activity.body)))


def _settle(before: JsonObject, body: JsonObject) -> JsonObject:
    """Give the paths what is no longer held back, or take it from them."""
    shared = shared_by(body)
    if shared != shared_by(before):
        activity = Activity(body)
        known = [percentage_of(each) or 0 for each in activity.outcomes]
        outcomes = [
            PERCENTAGE.write(each.body, part)
            for each, part in zip(activity.outcomes, spread(known, shared), strict=True)
        ]
        body = {**body, "outcomes": outcomes}
    return settle_shares(before, body)


def _tried(number: int) -> JsonObject:
    """A path in the making; its outcome gets a key of its own."""
    made = share("", f"Path {number}", 50)
    arguments = {**made["arguments"], "branchResult": f"branchResult-{number}"}
    return {"arguments": arguments, "metaData": made["metaData"]}


OPTIMIZER = ActivityType(
    "ABNTEST",
    "Path optimizer",
    Group.FLOW,
    "trophy",
    "ABNTEST",
    Behaviour.RANDOM,
    Outcomes(
        new=(_tried(1), _tried(2)),
        minimum=2,
        maximum=10,
        fields=(PATH_NAME, PERCENTAGE),
    ),
    shares_summary,
    fields=(EVALUATION, METRIC, PERIOD, PERIOD_UNIT, HOLD_BACK, HOLD_DAYS),
    aliases=("PATHOPTIMIZER",),
    new_body={
        "arguments": {},
        _ARGUMENTS: {
            "winnerEvaluationType": "Engagement",
            "engagementWinnerMetric": "Clicks",
            "engagementPeriod": 3,
            "engagementPeriodUnits": "Days",
            "holdBackPercentage": 0,
            "defaultWaitDaysForHoldBack": 7,
        },
        "metaData": {"capsule": _CAPSULE, "isConfigured": True},
    },
    references=ENDS,
    finish="ABNTESTSTOP",
    is_filled=_is_filled,
    settle=_settle,
    help="Tries several paths and goes on with the one that does best.",
)
OPTIMIZER_END = ActivityType(
    "ABNTESTSTOP",
    "Optimizer end",
    Group.FLOW,
    "circle-dot",
    "ABNTESTSTOP",
    Behaviour.PASS,
    Outcomes(new=({"arguments": {}, "metaData": {"invalid": False}},)),
    lambda _: "paths meet here",
    new_body={
        "arguments": {},
        _ARGUMENTS: {"aBnStartActivityKey": ""},
        "metaData": {"capsule": _CAPSULE, "shapeOverride": "dot"},
    },
    references=(START_KEY, *ENDS),
    is_in_palette=False,
    help="All tried paths meet here. It comes and goes with its path optimizer.",
)
ROWS = (OPTIMIZER, OPTIMIZER_END)
