"""Rules about single activities: what is set, and whether it fits."""

from collections.abc import Iterator
from functools import partial

from jbdesk.model import catalogue, lens
from jbdesk.model.changes.edits_links import noted_again
from jbdesk.model.fields import Field, Kind, number_in
from jbdesk.model.journey import Activity
from jbdesk.model.problem import Fix, Problem, Where
from jbdesk.model.texts.words import text_in
from jbdesk.model.types.catalogue_einstein import NEXT_ACTIVITY
from jbdesk.model.types.catalogue_waits import TIME, ZONE, time_of_day


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


def send_time_names_another_message(ref: str, activity: Activity) -> Iterator[Problem]:
    noted = text_in(lens.read(activity.body, (*NEXT_ACTIVITY, "key"), ""))
    following = activity.outcomes[0].next if activity.outcomes else None
    if noted and noted != following:
        yield Problem(
            f"“{catalogue.title(activity)}” was set up for “{noted}”, but another"
            " activity follows it.",
            where=Where("activity", ref),
            fix=Fix("Set it up for what follows", partial(noted_again, ref=ref))
            if following
            else None,
        )
