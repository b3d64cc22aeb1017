"""Every kind of entry source, from the event definition to the wire and back."""

import pytest
from builders import journey, trigger, wait

from jbdesk.model import edits, rules, wire
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.fields import Kind, Mark
from jbdesk.model.journey import Journey, Trigger
from jbdesk.model.problem import Failure
from jbdesk.model.types import trigger_types
from jbdesk.paths import resources

ROWS = trigger_types.TRIGGER_TYPES


def row_name(row):
    return row.type


def entered_by(row):
    definition = EventDefinition(
        {
            "id": "5d1f6c02-1111-4a52-9c0e-0a1b2c3d4e01",
            "eventDefinitionKey": "Key-1",
            "name": "Members",
            "type": row.type,
        }
    )
    return edits.set_trigger(journey(wait("a"), event_key=""), definition)


def test_an_api_event_can_be_fired_and_an_audience_can_not():
    assert trigger_types.of(Trigger(trigger(kind="apievent"))).can_be_fired
    assert not trigger_types.of(Trigger(trigger(kind="EMAILAUDIENCE"))).can_be_fired


def test_an_unknown_entry_source_has_a_row_too():
    assert trigger_types.named("NewThing") is trigger_types.UNKNOWN
    assert not trigger_types.UNKNOWN.fields


@pytest.mark.parametrize("row", [*ROWS, trigger_types.UNKNOWN], ids=row_name)
def test_a_row_says_what_it_is_and_how_that_is_known(row):
    assert row.label
    assert row.help.endswith(".")
    assert (resources() / "icons" / f"{row.icon}.svg").is_file()
    assert bool(row.mark.caution) == (row.mark is not Mark.OBSERVED)


@pytest.mark.parametrize("row", ROWS, ids=row_name)
def test_a_new_entry_source_is_known_as_its_row_in_any_case(row):
    made = entered_by(row).trigger

    assert trigger_types.of(made) is row
    assert made.event_definition_key == "Key-1"
    assert made.body["metaData"]["category"] == row.category
    assert trigger_types.of(Trigger({"type": row.type.swapcase()})) is row


@pytest.mark.parametrize("row", ROWS, ids=row_name)
def test_every_field_of_an_entry_source_is_set_and_comes_back(row):
    story = entered_by(row)
    for field in row.fields:
        value = field.choices[0].value if field.choices else "x"
        if field.kind is Kind.CRITERIA:
            value = "<FilterDefinition><ConditionSet/></FilterDefinition>"
        story = edits.set_trigger_field(story, field, value)
        assert field.read(story.trigger.body) == value

    rules.check(story)
    text = wire.dumps(wire.body_of(story))
    again = wire.journey_from(wire.loads(text))
    assert wire.dumps(wire.body_of(again)) == text
    assert trigger_types.of(again.trigger) is row


def test_what_is_kept_as_text_stays_text_when_it_is_edited():
    kept = '{"fieldName":"Id","referenceObjectName":"Lead"}'
    body = trigger(kind="SalesforceObjectTriggerV2")
    body["configurationArguments"] = {"contactKey": kept, "objectAPIName": "Lead"}
    story = Journey({"triggers": [body, {"key": "second"}], "activities": []})

    changed = edits.set_trigger_field(story, trigger_types.CONTACT_KEY, "Key__c")
    changed = edits.set_trigger_field(changed, trigger_types.OBJECT, "Contact")

    assert changed.trigger.body["configurationArguments"] == {
        "contactKey": '{"fieldName":"Key__c","referenceObjectName":"Lead"}',
        "objectAPIName": "Contact",
    }
    assert changed.body["triggers"][1] == {"key": "second"}
    assert edits.set_trigger_field(changed, trigger_types.OBJECT, "Contact") is changed


def test_where_nothing_admits_contacts_there_is_nothing_to_set():
    with pytest.raises(Failure, match="choose one first"):
        edits.set_trigger_field(Journey({}), trigger_types.FILTER, "x")
