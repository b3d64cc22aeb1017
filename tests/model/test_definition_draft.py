"""Event definitions while they are typed: keys, fields, and what is sent."""

from dataclasses import replace

import pytest

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.events import definition_draft, schema_draft
from jbdesk.model.events.definition_draft import DefinitionDraft
from jbdesk.model.events.schema_draft import FieldDraft
from jbdesk.model.problem import Problem

GOOD = DefinitionDraft("Sign-up", "APIEvent-1")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("", "required"),
        ("a.b", "period"),
        ("k" * 201, "200 characters; this has 201"),
        ("with blank", "blanks"),
        ("what?", "“?”"),
        ("TAKEN", "Another event definition"),
        ("k" * 200, ""),
        ("APIEvent-3f1d_9", ""),
    ],
)
def test_a_key_is_checked_as_it_is_typed(key, words):
    told = definition_draft.wrong_with_key(key, {"taken"})

    assert words in told
    assert bool(told) is bool(words)


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        ("The service has this already.", "30004", "key"),
        ("The service says: “eventDefinitionKey is too long.”", "10005", "key"),
        ("Include a valid schema or DataExtensionId value.", "10000", "fills"),
        ("The name of the data extension is taken.", "10000", "fills"),
        ("The service says: “name is required.”", "10002", "name"),
        ("The service is not available now.", "50300", ""),
        ("The host name is not known.", "", ""),  # not the service's words
    ],
)
def test_what_the_service_refuses_is_told_at_its_field(text, code, field):
    [placed] = definition_draft.placed((Problem(text, code=code),))

    assert placed.where.field == field


def test_what_the_service_left_as_it_was_is_named():
    there = EventDefinition({"name": "Sign-up", "eventDefinitionKey": "APIEvent-1"})
    draft = replace(GOOD, description="New")

    assert definition_draft.not_taken(there, draft) == ("description",)
    assert definition_draft.not_taken(there, GOOD) == ()


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        (FieldDraft(""), "name"),
        (FieldDraft("contactkey"), "name"),
        (FieldDraft("eventInstanceId"), "name"),
        (FieldDraft("a.b"), "name"),
        (FieldDraft("_own"), "name"),
        (FieldDraft("n" * 129), "name"),
        (FieldDraft("A", length="0"), "length"),
        (FieldDraft("A", length="4001"), "length"),
        (FieldDraft("A", length="many"), "length"),
        (FieldDraft("A", "Number", "5"), "length"),
        (FieldDraft("A", "Decimal", "2,2"), "length"),
        (FieldDraft("A", "Decimal", "18"), "length"),
        (FieldDraft("A", is_primary_key=True), "is_primary_key"),
        (FieldDraft("A", "Boolean", "", True, True), "is_primary_key"),
        (FieldDraft("A", is_contact_key=True), "is_contact_key"),
    ],
)
def test_a_mistake_is_told_at_its_cell(field, cell):
    problems = schema_draft.check((*schema_draft.FIRST, field))

    places = [(each.where.outcome, each.where.field) for each in problems]
    assert (2, cell) in places


def test_a_schema_needs_a_field_for_the_contact_key():
    rows = tuple(replace(each, is_contact_key=False) for each in schema_draft.FIRST)

    [problem] = schema_draft.check(rows)

    assert problem.where.field == "is_contact_key"


def test_what_is_sent_holds_the_schema_as_the_service_wants_it():
    fields = (*schema_draft.FIRST, FieldDraft("Paid", "Decimal", "10,2"))
    draft = replace(GOOD, fields=fields)

    body = definition_draft.body_of(draft)

    assert definition_draft.check(draft, (), makes_schema=True) == ()
    assert body["type"] == "APIEvent"
    assert body["schema"]["sendableCustomObjectField"] == "ContactKey"
    assert body["schema"]["sendableSubscriberField"] == "_SubscriberKey"
    assert body["schema"]["fields"][2] == {
        "name": "Paid",
        "dataType": "Decimal",
        "isNullable": True,
        "isPrimaryKey": False,
        "maxLength": 10,
        "scale": 2,
    }


def test_a_data_extension_takes_the_place_of_a_schema():
    draft = replace(GOOD, data_extension_id="de-1", fields=())

    assert definition_draft.check(draft, (), makes_schema=False) == ()
    assert definition_draft.body_of(draft)["dataExtensionId"] == "de-1"
    assert "schema" not in definition_draft.body_of(draft)


def test_changes_keep_all_that_was_not_edited_and_leave_out_the_stamps():
    definition = EventDefinition(
        {
            "id": "1",
            "name": "Old",
            "eventDefinitionKey": "k",
            "dataExtensionId": "de-1",
            "modifiedDate": "2026-01-01",
            "odd": {"kept": True},
            "schema": {"id": "de-1"},
            "arguments": {"criteria": "x", "dataExtensionId": "de-1"},
        }
    )
    draft = definition_draft.draft_of(definition)

    body = definition_draft.changed_body(
        definition, replace(draft, name="New", data_extension_id="de-2")
    )

    assert body == {
        "id": "1",
        "name": "New",
        "description": "",
        "eventDefinitionKey": "k",
        "dataExtensionId": "de-2",
        "odd": {"kept": True},
        "arguments": {
            "criteria": "x",
            "dataExtensionId": "de-2",
            "eventDefinitionKey": "k",
        },
    }
