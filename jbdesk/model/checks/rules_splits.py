"""Rules about splits: their filters, their shares, and the paths each one needs."""

import uuid
from collections.abc import Iterator
from functools import partial

from jbdesk.model import catalogue, criteria, edits, lens
from jbdesk.model.fields import number_in
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Fix, Problem, Where
from jbdesk.model.texts.words import counted, object_in
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.catalogue_splits import (
    STATISTIC,
    criteria_by_outcome,
    percentage_of,
    remainder_of,
    shared_by,
)
from jbdesk.model.types.shares import WHOLE

_CRITERIA = ("configurationArguments", "criteria")


def _is(activity: Activity, behaviour: Behaviour) -> bool:
    return catalogue.of(activity).behaviour is behaviour


def _said(activity: Activity) -> str:
    return f"“{catalogue.title(activity)}”"


def _path(activity: Activity, position: int) -> str:
    return f"“{activity.outcomes[position].label or f'Path {position + 1}'}”"


def split_has_no_remainder(ref: str, activity: Activity) -> Iterator[Problem]:
    if not activity.outcomes or not _is(activity, Behaviour.CRITERIA):
        return
    if not catalogue.of(activity).outcomes.has_remainder:
        return
    if remainder_of(activity) is None and any(criteria_by_outcome(activity)):
        yield Problem(
            f"{_said(activity)} has no remainder: contacts who meet no filter leave"
            " the journey.",
            where=Where("activity", ref),
            fix=Fix("Add a remainder", partial(edits.add_remainder, ref=ref)),
        )


def two_paths_have_the_same_filter(ref: str, activity: Activity) -> Iterator[Problem]:
    if not _is(activity, Behaviour.CRITERIA):
        return
    seen: set[str] = set()
    for position, found in enumerate(criteria_by_outcome(activity)):
        if found and found in seen:
            yield Problem(
                f"{_path(activity, position)} has the same filter as a path before it;"
                " no contact takes it.",
                where=Where("outcome", ref, position),
            )
        seen.add(found or "")


def filter_can_not_be_read(ref: str, activity: Activity) -> Iterator[Problem]:
    if not _is(activity, Behaviour.CRITERIA):
        return
    for position, found in enumerate(criteria_by_outcome(activity)):
        if found and (reason := criteria.fault(found)):
            yield Problem(
                f"The filter of {_path(activity, position)} can't be read: {reason}",
                where=Where("outcome", ref, position, "criteria"),
            )


def filter_has_no_path(ref: str, activity: Activity) -> Iterator[Problem]:
    if not _is(activity, Behaviour.CRITERIA):
        return
    keys = {each.key for each in activity.outcomes}
    filters = object_in(lens.read(activity.body, _CRITERIA, None))
    if lost := [key for key in filters if key not in keys]:
        yield Problem(
            f"{_said(activity)} keeps {counted(len(lost), 'filter')} of paths that it"
            " does not have.",
            where=Where("activity", ref),
            fix=Fix("Take them out", partial(_without_filters, ref=ref, keys=lost)),
        )


def _without_filters(journey: Journey, *, ref: str, keys: list[str]) -> Journey:
    body = journey[ref].body
    for key in keys:
        body = lens.remove(body, (*_CRITERIA, key))
    return journey.with_activity(ref, Activity(body))


def outcomes_share_a_key(ref: str, activity: Activity) -> Iterator[Problem]:
    seen: set[str] = set()
    for position, outcome in enumerate(activity.outcomes):
        if outcome.key and outcome.key in seen:
            fix = partial(_with_its_own_key, ref=ref, outcome=position)
            yield Problem(
                f"{_path(activity, position)} has the same key as a path before it.",
                where=Where("outcome", ref, position),
                fix=Fix("Give this one a new key", fix),
            )
        seen.add(outcome.key)


def _with_its_own_key(journey: Journey, *, ref: str, outcome: int) -> Journey:
    activity = journey[ref]
    given, key = activity.outcomes[outcome], str(uuid.uuid4())
    activity = activity.with_outcome(outcome, {**given.body, "key": key})
    kept = lens.read(activity.body, (*_CRITERIA, given.key), None)
    if kept is not None:
        body = lens.write(activity.body, (*_CRITERIA, key), kept)
        activity = activity.with_body(body)
    return journey.with_activity(ref, activity)


def shares_do_not_sum_to_100(ref: str, activity: Activity) -> Iterator[Problem]:
    if not _is(activity, Behaviour.RANDOM):
        return
    shares = [percentage_of(each) for each in activity.outcomes]
    known = [each for each in shares if each is not None]
    held = WHOLE - shared_by(activity.body)
    if not known or len(known) < len(shares):
        return
    if sum(known) + held != WHOLE or min(known) < 1:
        even = Fix("Make all equal", partial(edits.even_out, ref=ref))
        is_fixed = catalogue.of(activity).is_locked or len(known) > WHOLE
        yield Problem(
            f"The shares of {_said(activity)} sum to {sum(known) + held}; they must be"
            " at least 1 each and sum to 100.",
            where=Where("activity", ref),
            fix=None if is_fixed else even,
        )


def engagement_has_other_paths(ref: str, activity: Activity) -> Iterator[Problem]:
    if not _is(activity, Behaviour.ENGAGEMENT) or not activity.outcomes:
        return
    answers = [
        lens.read(each.body, ("arguments", "when")) for each in activity.outcomes
    ]
    if sorted(map(str, answers)) != ["False", "True"]:
        yield Problem(
            f"{_said(activity)} needs exactly two paths, one for “Yes” and one for"
            " “No”.",
            where=Where("activity", ref),
        )


def engagement_asks_for_nothing_known(
    ref: str, activity: Activity
) -> Iterator[Problem]:
    if not _is(activity, Behaviour.ENGAGEMENT):
        return
    asked = STATISTIC.read(activity.body)
    known = [each.value for each in STATISTIC.choices]
    if asked not in (None, "") and number_in(asked) not in known:
        yield Problem(
            f"{_said(activity)} asks for {asked}; only opens, clicks and bounces can be"
            " asked for.",
            where=Where("activity", ref, field=STATISTIC.name),
        )
