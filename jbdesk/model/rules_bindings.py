"""Rules about data bindings: whether what they name is there."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from jbdesk.model import catalogue
from jbdesk.model.edits_references import renamer, with_texts
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Fix, Problem, Where

_EVENT = re.compile(r'(?:\{\{\s*|Key=["\'])Event\.\\?"?([^".}\s\']+)', re.IGNORECASE)
_ACTIVITY = re.compile(
    r'(?:\{\{\s*|Key=["\'])Interaction\.\\?"?([^".}\s\']+)', re.IGNORECASE
)


def texts_in(value: Any) -> Iterator[str]:
    """Every text in a JSON value, without recursion."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)


@lru_cache(maxsize=10_000)  # after an edit only what changed is read again
def _named_by(activity: Activity, pattern: re.Pattern[str]) -> frozenset[str]:
    return frozenset(_named(activity.body, pattern))


def _named(value: Any, pattern: re.Pattern[str]) -> set[str]:
    return {
        name
        for text in texts_in(value)
        if "." in text
        for name in pattern.findall(text)
    }


def binding_names_another_event(journey: Journey) -> Iterator[Problem]:
    own = journey.trigger.event_definition_key if journey.trigger else ""
    if not own:
        return
    defaults = _named(journey.body.get("defaults"), _EVENT)
    places = [(Where("journey", field="defaults"), frozenset(defaults))]
    places += [
        (Where("activity", ref), _named_by(each, _EVENT))
        for ref, each in journey.by_ref.items()
    ]
    for where, names in places:
        for other in sorted(names):
            if other.casefold() != own.casefold():
                yield Problem(
                    f"This names the event “{other}”, but contacts enter by “{own}”.",
                    where=where,
                    fix=Fix(
                        "Use this journey's event",
                        partial(_rename_event, old=other, new=own),
                    ),
                )


def _rename_event(journey: Journey, *, old: str, new: str) -> Journey:
    return Journey(with_texts(journey.body, renamer("Event", old, new)))


def binding_names_a_missing_activity(journey: Journey) -> Iterator[Problem]:
    keys = {each.key.casefold() for each in journey.activities}
    for ref, activity in journey.by_ref.items():
        for key in sorted(_named_by(activity, _ACTIVITY)):
            if key.casefold() not in keys:
                yield Problem(
                    f"“{catalogue.title(activity)}” uses a result of “{key}”, which is"
                    " not in the journey.",
                    where=Where("activity", ref),
                )
