"""Fields that drifted away from the schema of their event definition."""

import pytest

from jbdesk.api.endpoint import Endpoint
from jbdesk.model.events.definition_draft import DefinitionDraft
from jbdesk.model.events.schema_draft import FIRST, FieldDraft
from jbdesk.services.events import making

DRAFT = DefinitionDraft("Drifting", "drifting", fields=(*FIRST, FieldDraft("Trail")))
_ASYNC = "/data/v1/customobjectsasync"


def fields_change(definitions, connection, extension, method, field):
    endpoint = Endpoint("fields", "Change fields", method, f"{_ASYNC}/{{id}}/fields")

    def change(client):
        client.call(endpoint, path={"id": extension}, body={"fields": [field]})

    definitions.aio(connection(change))


@pytest.fixture
def drifted(unopened_definitions, empty_tenant):
    bench = unopened_definitions
    empty_tenant.tenant.queue_seconds = 0
    connection = bench.connect(empty_tenant)
    made = bench.aio(making.create(connection, DRAFT))
    extension = made.data_extension_id
    longer = {"name": "Trail", "length": 80, "isNullable": True}
    fields_change(bench, connection, extension, "PATCH", longer)
    flags = ("TemplateField", "Inheritable", "Overridable", "Hidden", "ReadOnly")
    new = {
        "name": "Guide",
        "type": "Number",
        "isNullable": False,
        "isPrimaryKey": False,
        "mustOverride": False,
        **{f"is{each}": False for each in flags},
    }
    fields_change(bench, connection, extension, "POST", new)
    bench.open(empty_tenant)
    return bench


def test_a_field_that_was_changed_is_marked_with_what_it_means(drifted):
    shown = {row[0]: row[-1] for row in drifted.rows("Fields")}

    assert shown["Trail"] == "length 50"
    assert shown["Guide"] == "missing"
    assert shown["EmailAddress"] == ""
    assert drifted.reads("2 fields drifted away from the schema")
    assert drifted.reads("Up to 80 characters are taken.")
    assert drifted.reads("An event without it is refused, though")


def test_where_nothing_drifted_nothing_is_said_of_the_schema(definitions):
    definitions.click("NTO Signup")

    assert not definitions.reads("drifted")
    assert len(definitions.rows("Fields")[0]) == 5
