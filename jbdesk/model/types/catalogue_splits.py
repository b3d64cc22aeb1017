"""Catalogue rows: everything that parts contacts, and where paths meet again."""

from typing import Any

from jbdesk.model import lens
from jbdesk.model.fields import Choice, Field, Kind, number_in
from jbdesk.model.journey import Activity, JsonObject, Outcome
from jbdesk.model.texts.words import NOT_CONFIGURED, counted, text_in
from jbdesk.model.types.activity_type import ActivityType, Behaviour, Group, Outcomes
from jbdesk.model.types.shares import WHOLE

_ARGUMENTS = "configurationArguments"
REMAINDER_KEY = "remainder_path"
_MOST_NAMED = 2  # more names do not fit on a card

OUTCOME_LABEL = Field(
    "label",
    "Label",
    (("metaData", "label"), ("metaData", "pathName"), ("metaData", "name")),
)
PERCENTAGE = Field(
    "percentage",
    "Share",
    (("arguments", "percentage"),),
    Kind.NUMBER,
    required=True,
    minimum=1,
    maximum=99,
    unit="%",
    help="The shares of all paths sum to 100; changing one evens out the others.",
)
PATH_NAME = Field("name", "Name", (("metaData", "pathName"), ("metaData", "name")))
HOLD_BACK = Field(
    "hold back",
    "Held back",
    ((_ARGUMENTS, "holdBackPercentage"), (_ARGUMENTS, "holdbackPercentage")),
    Kind.NUMBER,
    minimum=0,
    maximum=90,
    unit="%",
    help="These contacts wait for the winner. Only for sources that run once.",
)
CRITERIA = Field(
    "criteria",
    "Filter",
    (),  # kept by the split under the outcome's key: see criteria_of
    Kind.CRITERIA,
    required=True,
    help="The first path whose filter a contact meets is taken.",
)
STATISTIC = Field(
    "statistic",
    "Engagement",
    ((_ARGUMENTS, "statsTypeId"),),
    Kind.CHOICE,
    required=True,
    choices=(
        Choice(2, "Opened the email"),
        Choice(3, "Clicked a link"),
        Choice(6, "Email bounced"),
    ),
)
MESSAGE = Field(
    "message",
    "Email",
    ((_ARGUMENTS, "refActivityCustomerKey"),),
    Kind.MESSAGE,
    required=True,
    help="An email that every contact on this path has been sent before.",
)
URLS = Field(
    "urls",
    "Links",
    ((_ARGUMENTS, "engagementUrls", "urls"),),
    Kind.JSON,
    help="A list of the links that count; an empty list counts any link.",
)
_STATISTICS = {2: "Opened", 3: "Clicked", 6: "Bounced"}


def criteria_of(activity: Activity, outcome: int) -> str | None:
    """The filter XML of an outcome; None for the remainder and where none is set."""
    return criteria_by_outcome(activity)[outcome]


def criteria_by_outcome(activity: Activity) -> tuple[str | None, ...]:
    """The filters of all outcomes, in their order."""
    remainder = remainder_of(activity)
    filters = _criteria(activity)
    given = [filters.get(each.key) for each in activity.outcomes]
    return tuple(
        found
        if isinstance(found, str) and found.strip() and position != remainder
        else None
        for position, found in enumerate(given)
    )


def remainder_of(activity: Activity) -> int | None:
    """The outcome that takes everybody else: the one without a filter."""
    criteria = _criteria(activity)
    free = [
        position
        for position, outcome in enumerate(activity.outcomes)
        if outcome.key not in criteria
    ]
    if len(free) == 1:
        return free[0]
    for position in free:
        if activity.outcomes[position].key == REMAINDER_KEY:
            return position
    return None


def _criteria(activity: Activity) -> dict[str, Any]:
    found = lens.read(activity.body, (_ARGUMENTS, "criteria"), None)
    return found if isinstance(found, dict) else {}


def percentage_of(outcome: Outcome) -> int | None:
    """The share of contacts that take this outcome."""
    return number_in(PERCENTAGE.read(outcome.body))


def shared_by(body: JsonObject) -> int:
    """The sum of the shares of all outcomes: what is not held back."""
    return WHOLE - (number_in(HOLD_BACK.read(body)) or 0)


def _decision_summary(activity: Activity) -> str:
    if not _has_criteria(activity):
        return NOT_CONFIGURED
    names = [each.label for each in activity.outcomes if each.label]
    if len(names) == len(activity.outcomes) <= _MOST_NAMED:
        return " / ".join(names)
    return counted(len(activity.outcomes), "path")


def _has_criteria(activity: Activity) -> bool:
    if len(activity.outcomes) <= 1:
        return False
    remainder = remainder_of(activity)
    return all(
        found or position == remainder
        for position, found in enumerate(criteria_by_outcome(activity))
    )


def shares_summary(activity: Activity) -> str:
    shares = [percentage_of(each) for each in activity.outcomes]
    if not shares or None in shares:
        return NOT_CONFIGURED
    return " / ".join(str(share) for share in shares)


def has_shares(activity: Activity) -> bool:
    return all(percentage_of(each) is not None for each in activity.outcomes)


def _engagement_summary(activity: Activity) -> str:
    name = text_in(lens.read(activity.body, ("metaData", "refActivityName"), ""))
    name = name or text_in(MESSAGE.read(activity.body))
    statistic = number_in(STATISTIC.read(activity.body))
    if not name or statistic is None:
        return NOT_CONFIGURED
    return f"{_STATISTICS.get(statistic, f'Engagement {statistic} with')} “{name}”?"


def way(key: str, label: str, **arguments: Any) -> JsonObject:
    return {
        "key": key,
        "arguments": arguments,
        "metaData": {"label": label, "invalid": False},
    }


def share(key: str, name: str, percentage: int) -> JsonObject:
    return {
        "key": key,
        "arguments": {"percentage": percentage},
        "metaData": {"label": f"{percentage}%", "pathName": name, "invalid": False},
    }


def settle_shares(_: JsonObject, body: JsonObject) -> JsonObject:
    """Keep labels that only repeat the percentage in step with it."""
    outcomes = body.get("outcomes")
    if not isinstance(outcomes, list):
        return body
    settled = [_labelled(each) for each in outcomes]
    return body if settled == outcomes else {**body, "outcomes": settled}


def _labelled(outcome: JsonObject) -> JsonObject:
    label = lens.read(outcome, ("metaData", "label"), "")
    share = number_in(lens.read(outcome, ("arguments", "percentage"), None))
    is_share = isinstance(label, str) and label.rstrip("% ").isdigit()
    if share is None or not is_share or label == f"{share}%":
        return outcome
    settled: JsonObject = lens.write(outcome, ("metaData", "label"), f"{share}%")
    return settled


DECISION = ActivityType(
    "MULTICRITERIADECISION",
    "Decision split",
    Group.FLOW,
    "split",
    "MULTICRITERIADECISIONV2",
    Behaviour.CRITERIA,
    Outcomes(
        new=(
            way("default_path_1", "Path 1"),
            way(REMAINDER_KEY, "Remainder"),
        ),
        minimum=2,
        maximum=None,
        fields=(OUTCOME_LABEL, CRITERIA),
        has_remainder=True,
    ),
    _decision_summary,
    aliases=("MULTICRITERIADECISIONV2",),
    new_body={
        "arguments": {},
        _ARGUMENTS: {"criteria": {"default_path_1": ""}},
        "metaData": {"isConfigured": False},
    },
    out_arguments=("actualChoice",),
    is_filled=_has_criteria,
    help="Contacts take the first path whose filter they meet, else the remainder.",
)
RANDOM = ActivityType(
    "RANDOMSPLIT",
    "Random split",
    Group.FLOW,
    "shuffle",
    "RANDOMSPLITV2",
    Behaviour.RANDOM,
    Outcomes(
        new=(
            share("branchResult-1", "Path 1", 50),
            share("branchResult-2", "Path 2", 50),
        ),
        minimum=2,
        maximum=None,
        fields=(PATH_NAME, PERCENTAGE),
    ),
    shares_summary,
    aliases=("RANDOMSPLITV2",),
    new_body={
        "arguments": {},
        _ARGUMENTS: {},
        "metaData": {"isConfigured": True},
    },
    out_arguments=("actualChoice",),
    is_filled=has_shares,
    settle=settle_shares,
    help="Parts contacts by chance, in shares that sum to 100.",
)
ENGAGEMENT = ActivityType(
    "ENGAGEMENTDECISION",
    "Engagement split",
    Group.FLOW,
    "mouse-pointer-click",
    "ENGAGEMENTSPLITV2",
    Behaviour.ENGAGEMENT,
    Outcomes(
        new=(
            way("branchResult-1", "Yes", when=True),
            way("branchResult-2", "No", when=False),
        ),
        minimum=2,
        maximum=2,
    ),
    _engagement_summary,
    fields=(MESSAGE, STATISTIC, URLS),
    aliases=("ENGAGEMENTSPLIT", "ENGAGEMENTSPLITV2"),
    new_body={
        "arguments": {},
        _ARGUMENTS: {"statsTypeId": 2, "refActivityCustomerKey": ""},
        "metaData": {"refActivityName": "", "isConfigured": False},
    },
    out_arguments=("conditionOutcome",),
    references=MESSAGE.paths,
    help="Asks what a contact did with an email that was sent before.",
)
ROWS = (DECISION, ENGAGEMENT, RANDOM)
