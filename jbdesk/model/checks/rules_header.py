"""Rules about the journey itself: names, entry source, goals, size."""

import re
import uuid
from collections.abc import Iterator
from functools import partial

from jbdesk.model import catalogue, criteria, edits, lens
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.journeys.journey_fields import is_entry_mode
from jbdesk.model.problem import Fix, Problem, Where
from jbdesk.model.texts.words import object_in, text_in
from jbdesk.model.types.activity_type import Effect
from jbdesk.model.types.catalogue_splits import DECISION

LONGEST_KEY = 200
MANY = 100
_DEFINITION_TYPES = ("multistep", "quicksend", "transactional")
_CRITERIA = ("configurationArguments", "criteria")
BANNED = "&<>\"'/\\"
_API_VERSIONS = ("0.5", "1", "1.0")
_BANNED = re.compile(f"[{re.escape(BANNED)}]")
_DATA_SOURCE = ("metaData", "dataSource")


def _header(field: str) -> Where:
    return Where("journey", field=field)


def _set(label: str, path: lens.Path, value: object) -> Fix:
    return Fix(label, partial(edits.set_header, path=path, value=value))


def is_transactional(journey: Journey) -> bool:
    return text_in(journey.body.get("definitionType")).lower() == "transactional"


def key_is_missing(journey: Journey) -> Iterator[Problem]:
    if not journey.key.strip():
        fix = _set("Give it a new key", ("key",), str(uuid.uuid4()))
        yield Problem("The journey needs a key.", where=_header("key"), fix=fix)


def key_is_too_long(journey: Journey) -> Iterator[Problem]:
    if len(journey.key) > LONGEST_KEY:
        text = f"The journey's key is longer than {LONGEST_KEY} characters."
        yield Problem(text, where=_header("key"))


def name_is_missing(journey: Journey) -> Iterator[Problem]:
    if not journey.name.strip():
        yield Problem("The journey needs a name.", where=_header("name"))


def name_has_banned_characters(journey: Journey) -> Iterator[Problem]:
    for part in ("name", "description"):
        text = text_in(journey.body.get(part))
        found = " ".join(dict.fromkeys(_BANNED.findall(text)))
        if found:
            mended = " ".join(_BANNED.sub(" ", text).split())
            yield Problem(
                f"The characters {found} can't be used in the journey's {part}.",
                where=_header(part),
                fix=_set("Take them out", (part,), mended),
            )


def api_version_is_missing(journey: Journey) -> Iterator[Problem]:
    version = journey.body.get("workflowApiVersion")
    if str(version) not in _API_VERSIONS:
        yield Problem(
            "workflowApiVersion must be 1.0 or 0.5.",
            where=_header("workflowApiVersion"),
            fix=_set("Set it to 1.0", ("workflowApiVersion",), 1.0),
        )


def entry_mode_is_unknown(journey: Journey) -> Iterator[Problem]:
    if not is_entry_mode(journey.entry_mode):
        text = f"“{journey.entry_mode}” is no re-entry setting that the service knows."
        yield Problem(text, where=_header("entryMode"))


def definition_type_is_unknown(journey: Journey) -> Iterator[Problem]:
    kind = text_in(journey.body.get("definitionType"))
    if kind and kind.lower() not in _DEFINITION_TYPES:
        yield Problem(
            f"“{kind}” is no kind of journey that the service knows.",
            where=_header("definitionType"),
            fix=_set("Set it to Multistep", ("definitionType",), "Multistep"),
        )


def entry_mode_is_not_chosen(journey: Journey) -> Iterator[Problem]:
    if journey.entry_mode == "NotSet" and not is_transactional(journey):
        yield Problem(
            "Choose whether contacts may enter the journey again.",
            where=_header("entryMode"),
            fix=_set("Allow re-entry at any time", ("entryMode",), "MultipleEntries"),
        )


def entry_source_is_missing(journey: Journey) -> Iterator[Problem]:
    trigger = journey.trigger
    if trigger is None:
        yield Problem("The journey needs an entry source.", where=Where("trigger"))
    elif not trigger.event_definition_key and trigger.type != "transactional-api":
        text = "The entry source names no event definition."
        yield Problem(text, where=Where("trigger"))


def event_key_has_a_period(journey: Journey) -> Iterator[Problem]:
    key = journey.trigger.event_definition_key if journey.trigger else ""
    if "." in key:
        text = f"The event definition key “{key}” contains a period."
        yield Problem(text, where=Where("trigger"))


def there_are_several_entry_sources(journey: Journey) -> Iterator[Problem]:
    if len(journey.triggers) > 1:
        text = "A journey has one entry source; the others are not used."
        yield Problem(text, where=Where("trigger"))


def there_is_no_activity(journey: Journey) -> Iterator[Problem]:
    if not journey.activities:
        yield Problem("The journey needs at least one activity.")


def there_are_many_activities(journey: Journey) -> Iterator[Problem]:
    count = len(journey.activities)
    if count > MANY:
        yield Problem(
            f"The journey has {count} activities; with more than {MANY} it becomes"
            " slow and hard to follow."
        )


def _at(kind: str, body: JsonObject) -> Where:
    """The one of several goals, or exit criteria."""
    return Where(kind, lens.text(body, "key"))


def goal_is_not_set_up(journey: Journey) -> Iterator[Problem]:
    for goal in journey.goals:
        filter_ = lens.read(goal, _CRITERIA, "")
        event = lens.read(goal, ("metaData", "eventDefinitionKey"), "")
        if not filter_ and not event:
            yield Problem("The goal has no filter yet.", where=_at("goal", goal))


def there_are_several_goals(journey: Journey) -> Iterator[Problem]:
    if len(journey.goals) > 1:
        text = "A journey has one goal; the others may not count."
        yield Problem(text, where=_at("goal", journey.goals[1]))


def exit_has_no_filter(journey: Journey) -> Iterator[Problem]:
    for each in journey.exits:
        given = object_in(each.get("configurationArguments"))
        if not given.get("criteria") and not given.get("inAppExitCriteria"):
            text = "The exit criteria have no filter; nobody leaves by them."
            yield Problem(text, where=_at("exit", each))


def filter_can_not_be_read(journey: Journey) -> Iterator[Problem]:
    """Those of the entry source, the goal and the exit criteria."""
    holders = [("trigger", "entry source", each.body) for each in journey.triggers]
    holders += [("goal", "goal", each) for each in journey.goals]
    holders += [("exit", "exit criteria", each) for each in journey.exits]
    for kind, said, body in holders:
        if reason := criteria.fault(lens.text(body, *_CRITERIA)):
            text = f"The filter of the {said} can't be read: {reason}"
            where = Where(kind) if kind == "trigger" else _at(kind, body)
            yield Problem(text, where=where)


def goal_does_not_end_the_journey(journey: Journey) -> Iterator[Problem]:
    for goal in journey.goals:
        if lens.read(goal, ("metaData", "isExitCriteria"), False) is not True:
            text = "Contacts who reach the goal stay in the journey."
            yield Problem(text, where=_at("goal", goal))


def filters_are_not_shown(journey: Journey) -> Iterator[Problem]:
    """Journey Builder shows a decision split only in a journey that says this."""
    if lens.read(journey.body, _DATA_SOURCE, ""):
        return
    if any(catalogue.of(each) is DECISION for each in journey.activities):
        yield Problem(
            "Journey Builder may not show the decision splits of this journey: its"
            " metaData names no data source.",
            where=_header("metaData"),
            fix=_set("Name the data source", _DATA_SOURCE, "ContactsModel"),
        )


def transactional_journey_sends_nothing(journey: Journey) -> Iterator[Problem]:
    if not is_transactional(journey) or not journey.activities:
        return
    if all(catalogue.of(e).effect is not Effect.SEND for e in journey.activities):
        yield Problem("A transactional journey needs a message to send.")
