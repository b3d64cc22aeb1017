"""Rules about single activities: what is set, and whether it fits."""

from collections.abc import Iterator
from functools import partial

from jbdesk.model import catalogue, edits, lens
from jbdesk.model.activity_type import ActivityType, Behaviour
from jbdesk.model.catalogue_splits import (
    MESSAGE,
    criteria_of,
    percentage_of,
    remainder_of,
)
from jbdesk.model.catalogue_waits import TIME, ZONE, time_of_day
from jbdesk.model.edits_links import NEXT_ACTIVITY, reachable
from jbdesk.model.fields import Field, Kind, number_in
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Fix, Problem, Where
from jbdesk.model.shares import WHOLE
from jbdesk.model.words import text_in

_HOLDS = (Behaviour.WAIT, Behaviour.EVENT)
_HOLD_BACK = ("configurationArguments", "holdBackPercentage")


def _rows(journey: Journey) -> Iterator[tuple[str, Activity, ActivityType]]:
    for ref, activity in journey.by_ref.items():
        yield ref, activity, catalogue.of(activity)


def _splits(
    journey: Journey, behaviour: Behaviour
) -> Iterator[tuple[str, Activity, ActivityType]]:
    for ref, activity, row in _rows(journey):
        if row.behaviour is behaviour:
            yield ref, activity, row


def activity_is_not_configured(journey: Journey) -> Iterator[Problem]:
    for ref, activity, _ in _rows(journey):
        if catalogue.is_configured(activity):
            continue
        missing = catalogue.missing(activity)
        said = ", ".join(each.label for each in missing)
        text = f"“{catalogue.title(activity)}” is not configured"
        yield Problem(
            f"{text}: {said}." if said else f"{text}.",
            where=Where("activity", ref, field=missing[0].name if missing else ""),
        )


def number_is_out_of_range(journey: Journey) -> Iterator[Problem]:
    for ref, activity, row in _rows(journey):
        for field in row.fields:
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


def time_has_no_zone(journey: Journey) -> Iterator[Problem]:
    for ref, activity, row in _rows(journey):
        if TIME not in row.fields or not time_of_day(activity):
            continue
        if not ZONE.read(activity.body):
            yield Problem(
                f"“{catalogue.title(activity)}” waits for a time of day but names"
                " no time zone.",
                where=Where("activity", ref, field=ZONE.name),
            )


def split_has_no_remainder(journey: Journey) -> Iterator[Problem]:
    for ref, activity, row in _splits(journey, Behaviour.CRITERIA):
        if activity.outcomes and row.outcomes.has_remainder:
            if remainder_of(activity) is not None or _has_no_filter(activity):
                continue
            yield Problem(
                f"“{catalogue.title(activity)}” has no remainder: contacts who meet"
                " no filter leave the journey.",
                where=Where("activity", ref),
                fix=Fix("Add a remainder", partial(edits.add_remainder, ref=ref)),
            )


def _has_no_filter(activity: Activity) -> bool:
    return not any(
        criteria_of(activity, position) for position in range(len(activity.outcomes))
    )


def two_paths_have_the_same_filter(journey: Journey) -> Iterator[Problem]:
    for ref, activity, _ in _splits(journey, Behaviour.CRITERIA):
        seen: set[str] = set()
        for position, outcome in enumerate(activity.outcomes):
            found = criteria_of(activity, position)
            if found and found in seen:
                label = outcome.label or f"Path {position + 1}"
                yield Problem(
                    f"“{label}” has the same filter as a path before it; no contact"
                    " takes it.",
                    where=Where("outcome", ref, position),
                )
            seen.add(found or "")


def shares_do_not_sum_to_100(journey: Journey) -> Iterator[Problem]:
    for ref, activity, row in _splits(journey, Behaviour.RANDOM):
        shares = [percentage_of(each) for each in activity.outcomes]
        known = [each for each in shares if each is not None]
        held = number_in(lens.read(activity.body, _HOLD_BACK, 0)) or 0
        if not known or len(known) < len(shares):
            continue
        if sum(known) + held != WHOLE or min(known) < 1:
            even = Fix("Make all equal", partial(edits.even_out, ref=ref))
            yield Problem(
                f"The shares of “{catalogue.title(activity)}” sum to"
                f" {sum(known) + held}; they must be at least 1 each and sum to 100.",
                where=Where("activity", ref),
                fix=None if row.is_locked else even,
            )


def engagement_asks_about_no_message(journey: Journey) -> Iterator[Problem]:
    for ref, activity, _ in _splits(journey, Behaviour.ENGAGEMENT):
        key = text_in(MESSAGE.read(activity.body))
        if key and key not in journey:
            yield Problem(
                f"“{catalogue.title(activity)}” asks about “{key}”, which is not in"
                " the journey.",
                where=Where("activity", ref, field=MESSAGE.name),
            )


def engagement_comes_before_its_message(journey: Journey) -> Iterator[Problem]:
    for ref, activity, key in _asked(journey):
        if ref not in reachable(journey, [key]):
            yield Problem(
                f"“{catalogue.title(activity)}” asks about"
                f" “{catalogue.title(journey[key])}”, but does not come after it.",
                where=Where("activity", ref, field=MESSAGE.name),
            )


def engagement_has_no_time(journey: Journey) -> Iterator[Problem]:
    holds = frozenset(ref for ref, _, row in _rows(journey) if row.behaviour in _HOLDS)
    for ref, activity, key in _asked(journey):
        if ref in reachable(journey, [key], without=holds):
            yield Problem(
                f"“{catalogue.title(activity)}” follows"
                f" “{catalogue.title(journey[key])}” at once: contacts have no time"
                " to react. Put a wait between them.",
                where=Where("activity", ref),
            )


def _asked(journey: Journey) -> Iterator[tuple[str, Activity, str]]:
    for ref, activity, _ in _splits(journey, Behaviour.ENGAGEMENT):
        key = MESSAGE.read(activity.body)
        if isinstance(key, str) and key in journey:
            yield ref, activity, key


def send_time_names_another_message(journey: Journey) -> Iterator[Problem]:
    for ref, activity in journey.by_ref.items():
        noted = text_in(lens.read(activity.body, (*NEXT_ACTIVITY, "key"), ""))
        following = activity.outcomes[0].next if activity.outcomes else None
        if noted and noted != following:
            yield Problem(
                f"“{catalogue.title(activity)}” was set up for “{noted}”, but another"
                " activity follows it.",
                where=Where("activity", ref),
            )


def optimizer_end_has_no_start(journey: Journey) -> Iterator[Problem]:
    for ref, activity in journey.by_ref.items():
        path = ("configurationArguments", "aBnStartActivityKey")
        start = text_in(lens.read(activity.body, path, ""))
        if start and start not in journey:
            text = f"The start of this path optimizer, “{start}”, is missing."
            yield Problem(text, where=Where("activity", ref))
