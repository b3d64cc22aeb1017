"""The activity catalogue: looks up what jbdesk knows about an activity.

One row for each kind of activity, in the modules `catalogue_*`; several rows can
share a type, as all waits do.
"""

import uuid
from collections import defaultdict
from functools import lru_cache

from jbdesk.model import lens
from jbdesk.model.fields import Field, Mark
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.types import (
    catalogue_crm,
    catalogue_custom,
    catalogue_data,
    catalogue_einstein,
    catalogue_events,
    catalogue_markers,
    catalogue_messages,
    catalogue_mobile,
    catalogue_optimizer,
    catalogue_splits,
    catalogue_waits,
)
from jbdesk.model.types.activity_type import ActivityType, Behaviour, Group, Outcomes

UNKNOWN = ActivityType(
    "",
    "Unknown activity",
    Group.CUSTOM,
    "lock",
    "ACTIVITY",
    Behaviour.PASS,
    Outcomes(new=({"arguments": {}, "metaData": {}},), minimum=0, maximum=None),
    lambda activity: activity.type,
    is_filled=lambda _: True,
    is_locked=True,
    is_in_palette=False,
    help="jbdesk does not know this type; it is kept exactly as it is.",
    mark=Mark.INFERRED,
)
ACTIVITY_TYPES: tuple[ActivityType, ...] = (
    *catalogue_messages.ROWS,
    *catalogue_mobile.ROWS,
    *catalogue_waits.ROWS,
    *catalogue_events.ROWS,
    *catalogue_splits.ROWS,
    *catalogue_optimizer.ROWS,
    *catalogue_einstein.ROWS,
    *catalogue_markers.ROWS,
    *catalogue_data.ROWS,
    *catalogue_crm.ROWS,
    *catalogue_custom.ROWS,
)
PALETTE = tuple(
    row
    for group in Group
    for row in ACTIVITY_TYPES
    if row.is_in_palette and row.group is group
)


def _rows_by_type() -> dict[str, tuple[ActivityType, ...]]:
    found: defaultdict[str, list[ActivityType]] = defaultdict(list)
    for each in ACTIVITY_TYPES:
        for name in (each.type, *each.aliases):
            found[name.casefold()].append(each)
    return {name: tuple(_plain_last(rows)) for name, rows in found.items()}


def _plain_last(rows: list[ActivityType]) -> list[ActivityType]:
    """The row that takes any activity of its type is asked last."""
    return sorted(rows, key=lambda row: row.matches is _TAKES_ANY)


_TAKES_ANY = ActivityType.__dataclass_fields__["matches"].default
_BY_TYPE = _rows_by_type()
_BY_NAME = {each.name: each for each in (*ACTIVITY_TYPES, UNKNOWN)}


@lru_cache(maxsize=10_000)  # an activity never changes; every rule and view asks
def of(activity: Activity) -> ActivityType:
    """The row of an activity; UNKNOWN for a type that no row knows."""
    for each in _BY_TYPE.get(activity.type.casefold(), ()):
        if each.matches(activity):
            return each
    return UNKNOWN


def row(name: str) -> ActivityType:
    """The row with this name (its key prefix)."""
    return _BY_NAME[name]


def found(words: str) -> tuple[ActivityType, ...]:
    """The rows to build with whose label holds the words, else whose type does."""
    wanted = words.strip().lower()
    by_label = tuple(row for row in PALETTE if wanted in row.label.lower())
    return by_label or tuple(
        row
        for row in PALETTE
        if any(wanted in each.lower() for each in (row.type, *row.aliases))
    )


def new_activity(row: ActivityType, journey: Journey) -> Activity:
    """A fresh activity with a key that the journey does not use."""
    body: JsonObject = {
        "key": unused_key(row.key_prefix, journey),
        "name": "",
        "type": row.type,
        "outcomes": [_new_outcome(each) for each in row.outcomes.new],
        "arguments": {},
        "configurationArguments": {},
        "metaData": {},
        **row.new_body,
    }
    return Activity(body)


def _new_outcome(given: JsonObject) -> JsonObject:
    return given if "key" in given else {"key": str(uuid.uuid4()), **given}


def unused_key(prefix: str, journey: Journey) -> str:
    """PREFIX-n with the next number; gaps stay gaps."""
    start = f"{prefix}-"
    numbers = [
        int(each.key.removeprefix(start))
        for each in journey.activities
        if each.key.startswith(start) and each.key.removeprefix(start).isdecimal()
    ]
    return f"{start}{max(numbers, default=0) + 1}"


def summary(activity: Activity) -> str:
    """What matters about an activity, on one line."""
    return of(activity).summary(activity)


def title(activity: Activity) -> str:
    """The activity's name, or what kind it is where it has none."""
    return activity.name.strip() or of(activity).label


def missing(activity: Activity) -> tuple[Field, ...]:
    """The required fields that are still empty."""
    return tuple(
        each
        for each in of(activity).fields
        if each.required and each.read(activity.body) in (None, "", [])
    )


def is_filled(activity: Activity) -> bool:
    """Whether everything is set that the service needs to run it."""
    found = of(activity)
    if found.is_filled is not None:
        return found.is_filled(activity)
    return not missing(activity)


def is_configured(activity: Activity) -> bool:
    """Whether it is set up, by the service's own note and by its fields."""
    note = lens.read(activity.body, ("metaData", "isConfigured"), None)
    return note is not False and is_filled(activity)
