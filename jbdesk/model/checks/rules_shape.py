"""Rules about the JSON itself: where the service needs text, an object or a list.

It answers code 10004 to null for text and to a list for an object.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from jbdesk.model import catalogue, edits, lens
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.problem import Fix, Problem, Where
from jbdesk.model.texts.words import text_in

# Control characters, marks that turn the direction of text, and half characters.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff]"
)
_TEXTS = ("key", "name", "description", "entryMode", "definitionType", "channel")
_TEXTS_OF_AN_ACTIVITY = ("key", "name", "description", "type")
_OBJECTS = ("defaults", "metaData")
_OBJECTS_OF_AN_ACTIVITY = ("arguments", "configurationArguments", "metaData")
_LISTS = ("goals", "exits")
_WORDS: dict[type, str] = {str: "text", dict: "an object", list: "a list"}
_EMPTY: dict[type, Any] = {str: "", dict: {}}


def _wrong(body: JsonObject, names: Iterable[str], kind: type) -> Iterator[str]:
    return (name for name in names if not isinstance(body.get(name, kind()), kind))


def header_has_another_type(journey: Journey) -> Iterator[Problem]:
    for names, kind in ((_TEXTS, str), (_OBJECTS, dict), (_LISTS, list)):
        for name in _wrong(journey.body, names, kind):
            yield Problem(
                f"“{name}” must be {_WORDS[kind]}.",
                where=Where("journey", field=name),
                fix=_fix(journey.body, name),
            )


def _fix(body: JsonObject, name: str) -> Fix | None:
    """Null and an empty list say nothing; anything else a person must look at."""
    if body[name] not in (None, []) or name in ("key", "name", "type"):
        return None
    return Fix("Take it out", partial(edits.set_header, path=(name,), value=None))


def activity_has_another_type(ref: str, activity: Activity) -> Iterator[Problem]:
    kinds = ((_TEXTS_OF_AN_ACTIVITY, str), (_OBJECTS_OF_AN_ACTIVITY, dict))
    for names, kind in kinds:
        for name in _wrong(activity.body, names, kind):
            yield Problem(
                f"“{name}” must be {_WORDS[kind]}.",
                where=Where("activity", ref),
                fix=_emptied(ref, activity, name, kind),
            )
    if not isinstance(activity.body.get("outcomes", []), list):
        yield Problem("“outcomes” must be a list.", where=Where("activity", ref))
    elif len(activity.outcomes) < len(activity.body.get("outcomes", [])):
        text = "An outcome is no object; its path is not shown."
        yield Problem(text, where=Where("activity", ref))


def key_has_unseen_characters(ref: str, activity: Activity) -> Iterator[Problem]:
    if _UNSEEN.search(activity.key):
        yield Problem(
            "The key holds characters that can't be seen.",
            where=Where("activity", ref),
            fix=Fix("Give it a new key", partial(_with_new_key, ref=ref)),
        )


def _with_new_key(journey: Journey, *, ref: str) -> Journey:
    prefix = catalogue.of(journey[ref]).key_prefix
    return edits.rename_key(journey, ref, catalogue.unused_key(prefix, journey))


def header_has_unseen_characters(journey: Journey) -> Iterator[Problem]:
    for name in ("key", "name"):
        if _UNSEEN.search(text_in(journey.body.get(name))):
            yield Problem(
                f"The journey's {name} holds characters that can't be seen.",
                where=Where("journey", field=name),
                fix=Fix("Take them out", partial(_seen, name=name)),
            )


def _seen(journey: Journey, *, name: str) -> Journey:
    text = _UNSEEN.sub("", text_in(journey.body.get(name)))
    return edits.set_header(journey, (name,), text)


def _emptied(ref: str, activity: Activity, name: str, kind: type) -> Fix | None:
    if activity.body[name] not in (None, []) or name in ("key", "type"):
        return None
    edit = partial(_with_empty, ref=ref, name=name, kind=kind)
    return Fix(f"Make it {'empty text' if kind is str else 'an empty object'}", edit)


def _with_empty(journey: Journey, *, ref: str, name: str, kind: type) -> Journey:
    body = lens.write(journey[ref].body, (name,), _EMPTY[kind])
    return journey.with_activity(ref, Activity(body))
