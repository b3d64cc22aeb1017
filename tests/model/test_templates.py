"""Templates: each makes a journey that only wants filling in."""

import pytest

from jbdesk import paths
from jbdesk.model import catalogue, edits, rules, templates, wire
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.problem import Failure

FILES = sorted((paths.resources() / "templates").glob("*.json"))
SIGNUP = EventDefinition(
    {"id": "1", "eventDefinitionKey": "APIEvent-1", "name": "Sign-up", "type": "Event"}
)


def template(file):
    return templates.template_from(wire.loads(file.read_bytes()))


def codes(story):
    return {each.code for each in rules.check(story)}


def test_there_are_templates_for_what_people_build_most():
    assert [each.stem for each in FILES] == [
        "abandoned_cart",
        "birthday",
        "double_opt_in",
        "re_engagement",
        "welcome",
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_template_makes_a_journey_that_only_wants_filling_in(file):
    found = template(file)

    story = templates.new_journey(found, "Mine", definition=SIGNUP)

    assert codes(story) == {"121331"}
    assert story.name == "Mine"
    assert story.trigger.event_definition_key == "APIEvent-1"
    assert templates.EVENT not in wire.dumps(story.body)
    assert found.label
    assert found.help.endswith(".")
    assert (paths.resources() / "icons" / f"{found.icon}.svg").is_file()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_template_without_an_event_only_wants_one(file):
    story = templates.new_journey(template(file), "Mine")

    assert codes(story) == {"121331", "no-entry-source"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_event_chosen_later_is_the_one_that_all_bindings_name(file):
    story = templates.new_journey(template(file), "Mine")

    chosen = edits.set_trigger(story, SIGNUP)

    assert codes(chosen) == {"121331"}
    assert "EVENT-KEY" not in wire.dumps(chosen.body)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_can_be_left_unset_in_a_template_is_only_what_it_cannot_know(file):
    story = templates.new_journey(template(file), "Mine", definition=SIGNUP)

    empty = {
        catalogue.of(each).type
        for each in story.activities
        if not catalogue.is_configured(each)
    }
    assert empty <= {"EMAILV2", "UPDATECONTACTDATA", "WAIT"}


def test_two_journeys_of_one_template_share_no_key():
    one, two = (templates.new_journey(template(FILES[0]), "A") for _ in range(2))

    assert one.key != two.key
    assert (
        one["WAITBYDURATION-1"].outcomes[0].key
        != two["WAITBYDURATION-1"].outcomes[0].key
    )


@pytest.mark.parametrize("document", [None, [], {}, {"label": "x"}, {"activities": []}])
def test_what_is_no_template_is_refused(document):
    with pytest.raises(Failure):
        templates.template_from(document)


STEP = {"row": "WAITBYDURATION", "key": "w", "name": "", "outcomes": [{}]}


@pytest.mark.parametrize(
    "step",
    [
        1,
        {},
        {**STEP, "row": "NONE"},
        {**STEP, "outcomes": []},
        {**STEP, "fields": {"no such field": 1}},
    ],
)
def test_a_template_with_an_activity_that_cannot_be_made_is_refused(step):
    found = templates.template_from({"label": "x", "activities": [step]})

    with pytest.raises(Failure):
        templates.new_journey(found, "Mine")
