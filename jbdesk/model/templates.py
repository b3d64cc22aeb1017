"""Journeys to begin with, made from templates that are plain JSON.

    {"label", "help", "icon", "entryMode", "email": […], "activities": [
        {"row", "key", "name", "fields": {name: value}, "outcomes": [
            {"next", "label", "filter": [key, operator, value]}]}]}

`row` and the names of fields are those of the catalogue, so a template holds only
what it is about. “${event}” stands for the key of the journey's own event.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jbdesk.model import catalogue, criteria, edits, lens
from jbdesk.model.changes.edits_journey import NO_EVENT_YET
from jbdesk.model.changes.edits_references import with_texts
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import object_in, text_in

EVENT = "${event}"


@dataclass(frozen=True)
class Template:
    """One template: what it is called, what it is for, and its JSON."""

    label: str
    help: str
    icon: str
    body: JsonObject


def template_from(document: Any) -> Template:
    """Read a template; raises Failure where the JSON is none."""
    body = object_in(document)
    label = text_in(body.get("label"))
    if not label or not isinstance(body.get("activities"), list):
        raise Failure("This is no template: it needs a label and activities.")
    icon = text_in(body.get("icon")) or "workflow"
    return Template(label, text_in(body.get("help")), icon, body)


def new_journey(
    template: Template, name: str, *, definition: EventDefinition | None = None
) -> Journey:
    """A draft with the template's activities, ready to be filled in.

    Raises Failure where the template names what the catalogue does not have.
    """
    key = definition.key if definition and definition.key else NO_EVENT_YET
    body = with_texts(template.body, _for_event(key))
    journey = edits.new_journey(name, definition=definition)
    journey = edits.set_header(journey, ("entryMode",), body.get("entryMode"))
    journey = edits.set_header(journey, ("defaults", "email"), body.get("email", []))
    journey = journey.with_activities([_made(each) for each in body["activities"]])
    return _described(_asking(journey, body["activities"]), body["activities"])


def _for_event(key: str) -> Callable[[str], str]:
    return lambda text: text.replace(EVENT, key)


def _made(given: Any) -> Activity:
    """A new activity of the catalogue with what the template says of it."""
    try:
        made = catalogue.new_activity(catalogue.row(given["row"]), Journey({}))
        body = {**made.body, "key": given["key"], "name": given["name"]}
        pairs = zip(made.body["outcomes"], given["outcomes"], strict=True)
        outcomes = [_outcome(*each) for each in pairs]
    except (KeyError, TypeError, ValueError):
        raise Failure("The template holds an activity that can't be made.") from None
    return Activity({**body, "outcomes": outcomes})


def _outcome(made: JsonObject, given: JsonObject) -> JsonObject:
    if given.get("label"):
        made = lens.write(made, ("metaData", "label"), given["label"])
    if not given.get("next"):
        return made
    rest = {name: value for name, value in made.items() if name != "key"}
    return {"key": made["key"], "next": given["next"], **rest}


def _asking(journey: Journey, given: list[JsonObject]) -> Journey:
    """Set the fields, as a person would, so that what follows from them does."""
    for each in given:
        fields = {
            field.name: field for field in catalogue.of(journey[each["key"]]).fields
        }
        for name, value in object_in(each.get("fields")).items():
            if name not in fields:
                raise Failure(
                    f"The template sets “{name}”, which no such activity has."
                )
            journey = edits.set_field(journey, each["key"], fields[name], value)
    return journey


def _described(journey: Journey, given: list[JsonObject]) -> Journey:
    """Set the filters of decision splits."""
    for each in given:
        for position, outcome in enumerate(each["outcomes"]):
            if filter_ := outcome.get("filter"):
                condition = criteria.condition(*filter_)
                xml = criteria.write(criteria.criteria(condition))
                journey = edits.set_criteria(journey, each["key"], position, xml)
    return journey
