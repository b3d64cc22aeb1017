"""Event definitions made, changed and deleted on the simulator."""

import json
from dataclasses import replace

import pytest

from jbdesk.api import events
from jbdesk.api.errors import NotFound
from jbdesk.model.events import definition_draft
from jbdesk.model.events.definition_draft import DefinitionDraft
from jbdesk.model.events.schema_draft import FIRST, FieldDraft
from jbdesk.model.firing import doors
from jbdesk.model.problem import Failure
from jbdesk.services.events import event_definitions, making

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"
DRAFT = DefinitionDraft(
    "Guide application", "guide-application", fields=(*FIRST, FieldDraft("Trail"))
)


def test_one_made_with_a_schema_can_be_fired_at_and_deleted(aio, connection, tmp_path):
    made = aio(making.create(connection, DRAFT))
    fields = aio(event_definitions.fields_of(connection, made))
    body = doors.EVENTS.body(made, "susan", {"ContactKey": "susan"})
    aio(connection(events.fire, body))
    kept = aio(making.delete(connection, tmp_path, made))

    assert [each.name for each in fields] == ["ContactKey", "EmailAddress", "Trail"]
    assert json.loads(kept.read_text())["eventDefinitionKey"] == made.key
    with pytest.raises(NotFound):
        aio(event_definitions.get(connection, made.key))


def test_one_is_made_for_a_data_extension_that_was_found(aio, connection):
    found = aio(making.find_extensions(connection, "Members"))
    extension = found.items[0]

    made = aio(
        making.create(connection, replace(DRAFT, data_extension_id=extension.id))
    )

    assert made.data_extension_id == extension.id
    assert found.total >= 1


def test_all_data_extensions_are_read_page_after_page(aio, connection):
    first = aio(making.find_extensions(connection, ""))
    second = aio(making.find_extensions(connection, "", 2))

    ids = {each.id for each in (*first.items, *second.items)}
    assert len(ids) == len(first.items) + len(second.items) <= first.total


def test_a_key_that_is_taken_is_told_at_its_field(aio, connection):
    with pytest.raises(Failure) as refused:
        aio(making.create(connection, replace(DRAFT, key=SIGNUP)))

    assert refused.value.problems[0].where.field == "key"


def test_a_running_journey_keeps_its_event_definition_from_being_deleted(
    aio, connection, tmp_path
):
    signup = aio(event_definitions.get(connection, SIGNUP))

    with pytest.raises(Failure, match="Stop those first"):
        aio(making.delete(connection, tmp_path, signup))

    assert aio(event_definitions.get(connection, SIGNUP)).id == signup.id


def test_a_change_is_kept_apart_from_what_somebody_else_changed(
    aio, connection, tmp_path
):
    made = aio(making.create(connection, DRAFT))
    draft = replace(definition_draft.draft_of(made), name="Guides")
    changed = aio(making.change(connection, tmp_path, made, draft))
    stale = replace(draft, name="Mine")

    assert changed.name == "Guides"
    assert changed.data_extension_id == made.data_extension_id
    older = type(made)({**made.body, "modifiedDate": "2020-01-01T00:00:00"})
    with pytest.raises(Failure, match="Somebody else"):
        aio(making.change(connection, tmp_path, older, stale))
