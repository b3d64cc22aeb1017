"""What an activity sets and gives out, and so what is known after it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from jbdesk.model import catalogue, expressions, lens
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.texts import service_time
from jbdesk.model.texts.words import counted, text_in
from jbdesk.model.types import catalogue_data
from jbdesk.model.walking import walk_splits as splits
from jbdesk.model.walking.walk_step import Step, Write

Names = Mapping[str, str]  # what an ID, in lower case, is called
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", re.IGNORECASE)
_CACHED_NAME = ("metaData", "cachedFieldName")
_Read = Callable[[Activity, int | None, datetime], str]


def writes(activity: Activity, facts: Facts) -> tuple[Write, ...]:
    """List what an update activity would set, bindings resolved."""
    return tuple(_write(each, facts) for each in catalogue_data.updates_of(activity))


def _write(update: JsonObject, facts: Facts) -> Write:
    given: Any = update.get("value")
    value = expressions.value(given, facts) if isinstance(given, str) else given
    group = update.get("dataExtensionId") or update.get("r__dataExtension_key")
    return Write(
        str(group or ""),
        str(update.get("field") or ""),
        None if value is lens.ABSENT else value,
    )


@lru_cache(maxsize=4)  # a set of contacts asks again and again
def names_in(journey: Journey) -> Names:
    """What the journey itself says that IDs of fields and data extensions mean.

    An update of one field notes the names that Journey Builder showed.
    """
    names: dict[str, str] = {}
    for activity in journey.activities:
        updates = catalogue_data.updates_of(activity)
        if len(updates) != 1:
            continue
        field = text_in(lens.read(activity.body, _CACHED_NAME, ""))
        group = text_in(catalogue_data.DATA_EXTENSION_NAME.read(activity.body))
        for part, name in (("field", field), ("dataExtensionId", group)):
            if name:
                names.setdefault(str(updates[0].get(part)).lower(), name)
    return names


def named(taken: Step, names: Names) -> Step:
    """The step with the names of the fields it sets; where there is none, it says."""
    if not taken.writes:
        return taken
    written = tuple(
        replace(each, name=names.get(each.field.lower()) or _plain(each.field))
        for each in taken.writes
    )
    unknown = sum(1 for each in written if not each.name)
    if not unknown:
        return replace(taken, writes=written)
    fields = "The field" if unknown == 1 else counted(unknown, "field")
    verb = "is" if unknown == 1 else "are"
    note = f" {fields} it sets {verb} named by ID alone: later filters do not see it."
    return replace(taken, writes=written, reason=f"{taken.reason}{note}")


def _plain(field: str) -> str:
    return "" if _ID.search(field) else field


def known_after(journey: Journey, taken: Step, facts: Facts, names: Names) -> Facts:
    """What is known after a step: later filters and bindings see what it did."""
    activity = journey[taken.ref]
    extension = text_in(catalogue_data.DATA_EXTENSION_NAME.read(activity.body))
    for each in taken.writes:
        if each.name:
            group = each.data_extension
            groups = (extension, names.get(group.lower(), ""), group)
            facts = facts.with_attribute(groups, each.name, each.value)
    given = given_out(activity, taken.outcome, taken.leaves or taken.enters, facts)
    if not given:
        return facts
    return replace(facts, outputs={**facts.outputs, activity.key: given})


def _end_date(_: Activity, __: int | None, at: datetime) -> str:
    return service_time.written(at)


def _choice(activity: Activity, outcome: int | None, _: datetime) -> str:
    return "" if outcome is None else splits.path_name(activity, outcome)


def _message_key(activity: Activity, _: int | None, __: datetime) -> str:
    return activity.key


_READ: dict[str, _Read] = {
    "endDate": _end_date,
    "actualChoice": _choice,
    "conditionOutcome": _choice,
    "messageKey": _message_key,
}


def given_out(
    activity: Activity, outcome: int | None, at: datetime, facts: Facts
) -> JsonObject:
    """What an activity that is left gives out for {{Interaction.KEY.name}}.

    What was stated of it wins: {"REST-1": {"outputs": {"score": 7}}}.
    """
    names = catalogue.of(activity).out_arguments
    made = {name: _READ[name](activity, outcome, at) for name in names if name in _READ}
    stated = facts.done_with(activity.key).get("outputs")
    return {**made, **stated} if isinstance(stated, dict) else made
