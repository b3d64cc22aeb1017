"""Edits that everything which names a key must follow."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from jbdesk.model import catalogue, lens, wire
from jbdesk.model.changes.edits_links import activity_at, refusal
from jbdesk.model.journey import Activity, Journey, JsonObject

# Where, besides `next`, an activity names another one by its key: what the rows of
# the catalogue say, and the note that any activity inside a path optimizer has.
REFERENCES: tuple[lens.Path, ...] = (
    *dict.fromkeys(path for row in catalogue.ACTIVITY_TYPES for path in row.references),
    ("metaData", "capsuleData", "startId"),
    ("metaData", "capsuleData", "endId"),
)


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """JSON with every text changed; what stays equal is shared."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        members = {name: with_texts(each, change) for name, each in value.items()}
        same = all(members[name] is each for name, each in value.items())
        return value if same else members
    if isinstance(value, list):
        items = [with_texts(each, change) for each in value]
        same = all(one is other for one, other in zip(items, value, strict=True))
        return value if same else items
    return value


def renamer(root: str, old: str, new: str) -> Callable[[str], str]:
    """A change of texts: bindings `root.old.…` name `new` instead."""
    return renamer_of(root, {old: new})


def renamer_of(root: str, names: Mapping[str, str]) -> Callable[[str], str]:
    """A change of texts that renames several at once, so that they may swap."""
    new = {old.casefold(): name for old, name in names.items()}
    either = "|".join(re.escape(old) for old in sorted(names, key=len, reverse=True))
    pattern = re.compile(
        rf"\b({root}\.)(\\?\"|&quot;|)({either})\2(?=[.}}\s\"'&<]|$)",
        re.IGNORECASE,
    )

    def put_in(found: re.Match[str]) -> str:
        name = new.get(found[3].casefold(), found[3])
        return f"{found[1]}{found[2]}{name}{found[2]}"

    def changed(text: str) -> str:
        return pattern.sub(put_in, text) if "." in text else text

    return changed


def rename_key(journey: Journey, ref: str, new_key: str) -> Journey:
    """Give an activity another key; all that names it follows."""
    activity = activity_at(journey, ref)
    old, new_key = activity.key, new_key.strip()
    if new_key == old:
        return journey
    if not new_key:
        raise refusal("An activity needs a key.", ref)
    if any(each.key == new_key for each in journey.activities):
        raise refusal(f"Another activity has the key “{new_key}”.", ref)
    renamed = lens.write(activity.body, ("key",), new_key)
    journey = journey.with_activity(ref, activity.with_body(renamed))
    if ref != old:  # a repeated key: the paths lead to the first that has it
        return journey
    return _following(journey, old, new_key)


def _following(journey: Journey, old: str, new: str) -> Journey:
    change = renamer("Interaction", old, new)
    body = {
        name: with_texts(each, change) if name != "activities" else each
        for name, each in journey.body.items()
    }
    return Journey(body).with_activities(
        [
            each.with_body(_renamed(with_texts(each.body, change), old, new))
            for each in journey.activities
        ]
    )


def _renamed(body: JsonObject, old: str, new: str) -> JsonObject:
    for path in REFERENCES:
        if lens.read(body, path) == old:
            body = lens.write(body, path, new)
    outcomes = body.get("outcomes")
    if isinstance(outcomes, list) and any(_leads(each, old) for each in outcomes):
        led = [
            {**each, "next": new} if _leads(each, old) else each for each in outcomes
        ]
        body = {**body, "outcomes": led}
    return body


def _leads(outcome: Any, key: str) -> bool:
    return isinstance(outcome, dict) and outcome.get("next") == key


def replace_body(journey: Journey, ref: str, body: JsonObject) -> Journey:
    """Put the JSON a person wrote in the place of an activity's."""
    activity = activity_at(journey, ref)
    if not isinstance(body, dict) or not isinstance(body.get("outcomes", []), list):
        raise refusal("An activity is a JSON object with a list of outcomes.", ref)
    if not all(isinstance(each, dict) for each in body.get("outcomes", [])):
        raise refusal("Each outcome is a JSON object.", ref)
    if wire.dumps(body) == wire.dumps(activity.body):
        return journey
    written = Activity(body)
    if written.key != activity.key:
        journey = rename_key(journey, ref, written.key)
        ref = written.key
    return journey.with_activity(ref, written)
