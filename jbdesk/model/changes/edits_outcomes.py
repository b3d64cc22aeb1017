"""Edits of the ways out of a split: their number, order, filters and shares."""

import uuid
from typing import Any

from jbdesk.model import catalogue, criteria, lens
from jbdesk.model.changes import edits_capsule
from jbdesk.model.changes.edits_fields import settled
from jbdesk.model.changes.edits_links import (
    activity_at,
    drop,
    ends_with_null,
    led,
    link,
    outcome_at,
    refusal,
    said,
    unreached,
)
from jbdesk.model.changes.edits_shares import (
    set_percentage,
    with_part,
    with_part_given_back,
)
from jbdesk.model.fields import Field, number_in
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.catalogue_splits import (
    CRITERIA,
    PERCENTAGE,
    remainder_of,
)

_CRITERIA = ("configurationArguments", "criteria")
_RESULT = ("arguments", "filterResult")


def add_outcome(journey: Journey, ref: str) -> Journey:
    """Add a way out, before the remainder where there is one."""
    activity = _free(journey, ref)
    most = catalogue.of(activity).outcomes.maximum
    outcomes = list(activity.body["outcomes"])
    if most is not None and len(outcomes) >= most:
        raise refusal(f"“{said(activity)}” can have at most {most} paths.", ref)
    finish = edits_capsule.finish_of(journey, ref)
    made = led(_made(activity), finish, with_null=False)
    if finish is None and ends_with_null(journey):
        made = {**made, "next": None}
    position = _place(activity)
    outcomes.insert(position, made)
    body = {**activity.body, "outcomes": outcomes}
    if catalogue.of(activity).behaviour is Behaviour.CRITERIA:
        body = lens.write(body, (*_CRITERIA, made["key"]), "")
    changed = settled(activity, Activity(with_part(activity, body, position)))
    return journey.with_activity(ref, changed)


def _free(journey: Journey, ref: str) -> Activity:
    activity = activity_at(journey, ref)
    row = catalogue.of(activity)
    if row.is_locked or not row.outcomes.is_free:
        raise refusal(f"The paths of “{said(activity)}” are fixed.", ref)
    if len(activity.outcomes) < len(activity.body.get("outcomes") or ()):
        raise refusal(f"A path of “{said(activity)}” is no JSON object.", ref)
    return activity


def _place(activity: Activity) -> int:
    remainder = None
    if catalogue.of(activity).outcomes.has_remainder:
        remainder = remainder_of(activity)
    return len(activity.outcomes) if remainder is None else remainder


def _made(activity: Activity) -> JsonObject:
    """A new outcome like the row's first one, with a key and label of its own."""
    pattern: JsonObject = catalogue.of(activity).outcomes.new[0]
    number = len(activity.outcomes) + (remainder_of(activity) is None)
    taken = {each.label for each in activity.outcomes}
    while (label := f"Path {number}") in taken:
        number += 1
    made = {**pattern, "key": str(uuid.uuid4())}
    # Where a path has a name beside its label, the label tells its share.
    named = "pathName" if "pathName" in made["metaData"] else "label"
    bag = {**made["metaData"], named: label}
    if "branchResult" in made["arguments"]:
        result = label.lower().replace(" ", "-")
        made["arguments"] = {**made["arguments"], "branchResult": result}
    return {**made, "metaData": bag}


def remove_outcome(journey: Journey, ref: str, outcome: int) -> Journey:
    """Remove a way out, with everything that only it led to."""
    activity = _free(journey, ref)
    outcome_at(journey, ref, outcome)
    row = catalogue.of(activity)
    if len(activity.outcomes) <= row.outcomes.minimum:
        least = row.outcomes.minimum
        raise refusal(f"“{said(activity)}” needs at least {least} paths.", ref)
    if row.outcomes.has_remainder and outcome == remainder_of(activity):
        raise refusal("The remainder takes everybody else; it stays.", ref, outcome)
    target = activity.outcomes[outcome].next
    journey = _without_branch(journey, ref, outcome, target)
    left = list(journey[ref].body["outcomes"])
    key = activity.outcomes[outcome].key
    del left[outcome]
    body = {**journey[ref].body, "outcomes": left}
    if key not in {each.get("key") for each in left}:
        body = _forgotten(body, key)
    body = with_part_given_back(activity, body)
    return journey.with_activity(ref, settled(activity, Activity(body)))


def _without_branch(
    journey: Journey, ref: str, outcome: int, target: str | None
) -> Journey:
    """Remove what only this outcome leads to."""
    roots = journey.roots
    journey = link(journey, ref, outcome, None)
    if target is None or target not in journey:
        return journey
    return drop(journey, unreached(journey, [target], {*roots, ref}))


def _forgotten(body: JsonObject, key: str) -> JsonObject:
    """Take an outcome's filter out of the split's settings."""
    body = lens.remove(body, (*_CRITERIA, key))
    result = lens.read(body, _RESULT, "")
    if not isinstance(result, str) or not result:
        return body
    kept = [each for each in result.split(",") if each.partition("=")[0] != key]
    written: JsonObject = lens.write(body, _RESULT, ",".join(kept))
    return written


def add_remainder(journey: Journey, ref: str) -> Journey:
    """Add the path that takes everybody who meets no filter."""
    activity = _free(journey, ref)
    if not catalogue.of(activity).outcomes.has_remainder:
        raise refusal(f"“{said(activity)}” has no remainder.", ref)
    if remainder_of(activity) is not None:
        raise refusal(f"“{said(activity)}” has a remainder already.", ref)
    remainder = catalogue.of(activity).outcomes.new[-1]
    if ends_with_null(journey):
        remainder = {**remainder, "next": None}
    outcomes = [*activity.body["outcomes"], remainder]
    changed = Activity({**activity.body, "outcomes": outcomes})
    return journey.with_activity(ref, settled(activity, changed))


def move_outcome(journey: Journey, ref: str, outcome: int, to: int) -> Journey:
    """Move a way out to another position; the remainder stays last."""
    activity = _free(journey, ref)
    outcome_at(journey, ref, outcome)
    outcome_at(journey, ref, to)
    if outcome == to:
        return journey
    if catalogue.of(activity).outcomes.has_remainder:
        remainder = remainder_of(activity)
        if remainder is not None and (outcome == remainder or to >= remainder):
            raise refusal("The remainder stays the last path.", ref, outcome)
    outcomes = list(activity.body["outcomes"])
    outcomes.insert(to, outcomes.pop(outcome))
    body = {**activity.body, "outcomes": outcomes}
    return journey.with_activity(ref, Activity(_in_order(body)))


def _in_order(body: JsonObject) -> JsonObject:
    """Put the compiled filters in the order of the outcomes."""
    result = lens.read(body, _RESULT, "")
    if not isinstance(result, str) or not result:
        return body
    order = [each.get("key") for each in body["outcomes"]]
    parts = result.split(",")
    if any(each.partition("=")[0] not in order for each in parts):
        return body
    parts.sort(key=lambda each: order.index(each.partition("=")[0]))
    written: JsonObject = lens.write(body, _RESULT, ",".join(parts))
    return written


def set_criteria(journey: Journey, ref: str, outcome: int, xml: str) -> Journey:
    """Set the filter of a decision split's outcome."""
    activity = outcome_at(journey, ref, outcome)
    row = catalogue.of(activity)
    if row.behaviour is not Behaviour.CRITERIA or row.is_locked:
        raise refusal(f"“{said(activity)}” has no filters.", ref)
    key = activity.outcomes[outcome].key
    if outcome == remainder_of(activity):
        raise refusal("The remainder has no filter.", ref, outcome)
    if not isinstance(xml, str):
        raise refusal("A filter is text.", ref, outcome)
    body = lens.write(activity.body, (*_CRITERIA, key), xml)
    told = ("outcomes", outcome, "metaData", "criteriaDescription")
    if xml or lens.read(body, told):
        body = lens.write(body, told, _in_words(xml))
    return journey.with_activity(ref, settled(activity, Activity(body)))


def _in_words(xml: str) -> str:
    """The filter as Journey Builder shows it on the path; "" where it can't be read."""
    try:
        return criteria.describe(xml)
    except Failure:
        return ""


def set_outcome_field(
    journey: Journey, ref: str, outcome: int, field: Field, value: Any
) -> Journey:
    """Set what a field of an outcome shows: its label, filter, share or result."""
    if field is CRITERIA:
        return set_criteria(journey, ref, outcome, value)
    if field is PERCENTAGE:
        share = number_in(value)
        return set_percentage(journey, ref, outcome, -1 if share is None else share)
    activity = outcome_at(journey, ref, outcome)
    body = activity.outcomes[outcome].body
    changed = field.write(body, value)
    if changed is body:
        return journey
    return journey.with_activity(
        ref, settled(activity, activity.with_outcome(outcome, changed))
    )
