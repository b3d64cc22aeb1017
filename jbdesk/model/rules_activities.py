"""Rules about single activities: what is set, and whether it fits."""

from collections.abc import Iterator
from functools import partial

from jbdesk.model import catalogue, edits, lens
from jbdesk.model.activity_type import Behaviour
from jbdesk.model.catalogue_einstein import NEXT_ACTIVITY
from jbdesk.model.catalogue_splits import (
    criteria_by_outcome,
    percentage_of,
    remainder_of,
    shared_by,
)
from jbdesk.model.catalogue_waits import TIME, ZONE, time_of_day
from jbdesk.model.fields import Field, Kind, number_in
from jbdesk.model.journey import Activity
from jbdesk.model.problem import Fix, Problem, Where
from jbdesk.model.shares import WHOLE
from jbdesk.model.words import text_in


def activity_is_not_configured(ref: str, activity: Activity) -> Iterator[Problem]:
    if catalogue.is_configured(activity):
        return
    missing = catalogue.missing(activity)
    said = ", ".join(each.label for each in missing)
    text = f"“{catalogue.title(activity)}” is not configured"
    yield Problem(
        f"{text}: {said}." if said else f"{text}.",
        where=Where("activity", ref, field=missing[0].name if missing else ""),
    )


def number_is_out_of_range(ref: str, activity: Activity) -> Iterator[Problem]:
    for field in catalogue.of(activity).fields:
        if field.kind is Kind.NUMBER and (text := _off(activity, field)):
            yield Problem(text, where=Where("activity", ref, field=field.name))


def _off(activity: Activity, field: Field) -> str:
    value = field.read(activity.body)
    if value in (None, ""):
        return ""
    number = number_in(value)
    if number is None:
        return f"“{field.label}” must be a whole number."
    if field.minimum is not None and number < field.minimum:
        return f"“{field.label}” must be at least {field.minimum}."
    if field.maximum is not None and number > field.maximum:
        return f"“{field.label}” must be at most {field.maximum}."
    return ""


def time_has_no_zone(ref: str, activity: Activity) -> Iterator[Problem]:
    if TIME not in catalogue.of(activity).fields or not time_of_day(activity):
        return
    if not ZONE.read(activity.body):
        yield Problem(
            f"“{catalogue.title(activity)}” waits for a time of day but names no time"
            " zone.",
            where=Where("activity", ref, field=ZONE.name),
        )


def split_has_no_remainder(ref: str, activity: Activity) -> Iterator[Problem]:
    if not activity.outcomes or not _is(activity, Behaviour.CRITERIA):
        return
    if not catalogue.of(activity).outcomes.has_remainder:
        return
    if remainder_of(activity) is None and any(criteria_by_outcome(activity)):
        yield Problem(
            f"“{catalogue.title(activity)}” has no remainder: contacts who meet no"
            " filter leave the journey.",
            where=Where("activity", ref),
            fix=Fix("Add a remainder", partial(edits.add_remainder, ref=ref)),
        )


def two_paths_have_the_same_filter(ref: str, activity: Activity) -> Iterator[Problem]:
    if not _is(activity, Behaviour.CRITERIA):
        return
    seen: set[str] = set()
    for position, found in enumerate(criteria_by_outcome(activity)):
        if found and found in seen:
            label = activity.outcomes[position].label or f"Path {position + 1}"
            yield Problem(
                f"“{label}” has the same filter as a path before it; no contact"
                " takes it.",
                where=Where("outcome", ref, position),
            )
        seen.add(found or "")


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
        yield Problem(
            f"The shares of “{catalogue.title(activity)}” sum to {sum(known) + held};"
            " they must be at least 1 each and sum to 100.",
            where=Where("activity", ref),
            fix=None if catalogue.of(activity).is_locked else even,
        )


def _is(activity: Activity, behaviour: Behaviour) -> bool:
    return catalogue.of(activity).behaviour is behaviour


def send_time_names_another_message(ref: str, activity: Activity) -> Iterator[Problem]:
    noted = text_in(lens.read(activity.body, (*NEXT_ACTIVITY, "key"), ""))
    following = activity.outcomes[0].next if activity.outcomes else None
    if noted and noted != following:
        yield Problem(
            f"“{catalogue.title(activity)}” was set up for “{noted}”, but another"
            " activity follows it.",
            where=Where("activity", ref),
        )
