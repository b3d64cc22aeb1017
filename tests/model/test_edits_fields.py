"""Stories about fields, names and keys, and what must follow them."""

import pytest
from builders import (
    END,
    EVENT_KEY,
    activity,
    email,
    engagement_split,
    journey,
    rest,
    split,
    update,
    wait,
)

from jbdesk.model import catalogue, edits, lens, wire
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Failure


def field(story, ref, name):
    fields = catalogue.of(story[ref]).fields
    return next(each for each in fields if each.name == name)


def put(story, ref, name, value):
    return edits.set_field(story, ref, field(story, ref, name), value)


def arguments(story, ref):
    return story[ref].body["configurationArguments"]


def test_a_field_keeps_the_type_and_case_that_were_stored():
    story = journey(wait("a", "2", "days"))

    changed = put(put(story, "a", "duration", 3), "a", "unit", "HOURS")

    assert arguments(changed, "a") == {"waitDuration": "3", "waitUnit": "hours"}


def test_setting_what_stands_changes_nothing():
    story = journey(wait("a", "2", "days"))

    assert put(story, "a", "unit", "DAYS") is story


def test_a_field_of_an_older_name_is_written_where_it_stands():
    story = journey(activity("a", "Wait", [], settings={"duration": 2}))

    assert arguments(put(story, "a", "duration", 5), "a") == {"duration": 5}


def test_an_empty_field_makes_the_activity_unconfigured():
    story = journey(rest("r"))

    changed = put(story, "r", "url", "")

    assert changed["r"].body["metaData"]["isConfigured"] is False
    mended = put(changed, "r", "url", "https://x.example")
    assert mended["r"].body["metaData"]["isConfigured"] is True


def test_an_unset_field_that_stays_empty_leaves_no_trace():
    story = journey(email("e"))

    assert put(story, "e", "cc", "") is story


def test_a_time_of_day_is_switched_on_by_setting_it():
    meta = {"isExtended": False, "waitType": "duration"}
    story = journey(
        activity("a", "WAIT", [], settings={"waitDuration": 1, "waitUnit": "DAYS"})
    )
    body = lens.write(story["a"].body, ("metaData",), meta)
    story = story.with_activity("a", Activity(body))

    changed = put(story, "a", "time", "09:00")

    assert changed["a"].body["metaData"] == {
        "isExtended": True,
        "waitType": "durationTime",
    }
    assert catalogue.summary(changed["a"]) == "1 day, until 09:00"


def test_the_first_update_of_a_new_update_contact_is_made_by_its_fields():
    story = journey(wait("a"))
    made = catalogue.new_activity(catalogue.row("UPDATECONTACTDATAV2"), story)
    story = edits.append(story, made, source="a")

    for name in ("data extension", "field", "value"):
        story = put(story, made.key, name, f"some {name}")

    assert story[made.key].body["metaData"]["isConfigured"] is True


def test_a_locked_activity_can_only_be_edited_as_json():
    story = journey(activity("x", "SOMETHINGNEW", []))
    some = catalogue.row("WAITBYDURATION").fields[0]

    with pytest.raises(Failure, match="JSON"):
        edits.set_field(story, "x", some, 1)


def test_an_engagement_split_shows_the_name_of_its_message():
    story = journey(email("m", name="Hi"), engagement_split("g", message=""))

    chosen = put(story, "g", "message", "m")
    renamed = edits.rename(chosen, "m", "Good morning")

    assert catalogue.summary(chosen["g"]) == "Opened “Hi”?"
    assert catalogue.summary(renamed["g"]) == "Opened “Good morning”?"


def test_all_that_names_a_key_follows_when_it_is_renamed():
    story = journey(
        email("EMAIL-1"),
        engagement_split("g", message="EMAIL-1"),
        update("u", value="{{Interaction.email-1.RequestID}}"),
        split(
            "s",
            filters={"x": '<Condition Key="Interaction.EMAIL-1.out"/>'},
            x="EMAIL-10",
            remainder=END,
        ),
        email("EMAIL-10"),
    )

    changed = edits.rename_key(story, "EMAIL-1", "Hello")

    assert "EMAIL-1" not in changed
    assert arguments(changed, "g")["refActivityCustomerKey"] == "Hello"
    assert "{{Interaction.Hello.RequestID}}" in wire.dumps(changed["u"].body)
    assert arguments(changed, "s")["criteria"]["x"].count("Interaction.Hello.") == 1
    assert changed["s"].outcomes[0].next == "EMAIL-10"
    assert changed.roots == ("Hello",)


def test_renaming_there_and_back_is_as_if_nothing_happened():
    story = journey(email("a"), engagement_split("g", message="a"), wait("b"))

    back = edits.rename_key(edits.rename_key(story, "b", "c"), "c", "b")

    assert wire.dumps(back.body) == wire.dumps(story.body)


def test_a_taken_or_empty_key_is_refused():
    story = journey(wait("a"), wait("b"))

    for key in ("b", " "):
        with pytest.raises(Failure):
            edits.rename_key(story, "a", key)


def test_json_that_a_person_wrote_takes_the_place_of_an_activity():
    story = journey(wait("a"), wait("b"))
    written = {**story["b"].body, "key": "c", "more": {"x": 1}}

    changed = edits.replace_body(story, "b", written)

    assert changed["c"].body == written
    assert changed["a"].outcomes[0].next == "c"
    with pytest.raises(Failure):
        edits.replace_body(story, "b", [])


DEFINITION = EventDefinition(
    {
        "id": "new-id",
        "eventDefinitionKey": "APIEvent-new",
        "name": "Order placed",
        "type": "APIEvent",
    }
)


def test_another_entry_event_takes_along_the_bindings_that_name_it():
    story = journey(
        split("s", vip="u", remainder=END),
        update("u", value=f'{{{{Event.{EVENT_KEY}."Name"}}}}'),
    )

    changed = edits.set_trigger(story, DEFINITION)

    assert changed.trigger.event_definition_key == "APIEvent-new"
    assert EVENT_KEY not in wire.dumps(changed.body)
    assert changed.body["defaults"]["email"] == [
        '{{Event.APIEvent-new."EmailAddress"}}'
    ]


def test_the_key_of_the_entry_event_is_written_where_it_stood():
    trigger = {"key": "t", "type": "APIEvent", "eventDefinitionKey": "old"}
    story = Journey({"triggers": [trigger]})

    changed = edits.set_trigger(story, DEFINITION)

    assert changed.body["triggers"] == [
        {**trigger, "eventDefinitionKey": "APIEvent-new"}
    ]


def test_an_entry_named_after_its_event_takes_the_new_name():
    named = {"key": "TRIGGER", "name": "Signup", "type": "APIEvent", "metaData": {}}
    plain = {**named, "name": "TRIGGER"}

    def name_after(trigger):
        changed = edits.set_trigger(Journey({"triggers": [trigger]}), DEFINITION)
        return changed.body["triggers"][0]["name"]

    assert name_after(named) == "Order placed"
    assert name_after(plain) == "TRIGGER"


def test_a_new_journey_has_what_the_service_needs():
    made = edits.new_journey("Welcome", definition=DEFINITION)

    assert made.key
    assert made.name == "Welcome"
    assert made.trigger.event_definition_key == "APIEvent-new"
    assert "id" not in made.body


def test_a_copy_is_cleaned_of_what_the_server_owns():
    mail = email("e").body
    mail = lens.write(mail, ("id",), "1")
    mail = lens.write(mail, ("configurationArguments", "triggeredSend", "key"), "k")
    story = journey(Activity(mail), id="1", version=3, status="Published", stats={})

    made = edits.copy_of(story, "Second")

    assert made.name == "Second"
    assert made.key != story.key
    assert not {"id", "version", "status", "stats"} & set(made.body)
    assert "id" not in made["e"].body
    assert arguments(made, "e")["triggeredSend"]["emailSubject"] == "Hello"
    assert "key" not in arguments(made, "e")["triggeredSend"]


def test_the_header_is_set_and_cleared():
    story = journey(wait("a"))

    changed = edits.set_header(story, ("entryMode",), "OnceAndDone")

    assert changed.entry_mode == "OnceAndDone"
    assert edits.set_header(changed, ("entryMode",), "OnceAndDone") is changed
    assert "entryMode" not in edits.set_header(changed, ("entryMode",), None).body
