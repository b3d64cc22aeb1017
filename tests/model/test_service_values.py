from datetime import UTC, datetime

import pytest

from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.exchange import Exchange, as_curl
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.firing.trace import Layer, LayerState, Trace
from jbdesk.model.journeys.journey_row import JourneyRow, status_word
from jbdesk.model.texts import plain_text
from jbdesk.model.walking import statuses

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def definition(**body):
    plain = {"type": "APIEvent", "eventDefinitionKey": "APIEvent-1"}
    return EventDefinition({**plain, **body})


def test_an_event_definition_finds_its_data_extension_past_empty_ids():
    zero = "00000000-0000-0000-0000-000000000000"
    found = definition(dataExtensionId=zero, schema={"id": "de-1", "name": "Member"})

    assert found.data_extension_id == "de-1"
    assert found.data_extension_name == "Member"
    assert definition(arguments={"dataExtensionId": "de-2"}).data_extension_id == "de-2"
    assert definition(dataExtensionId=None).data_extension_id == ""


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, ""),
        ({"type": "contactevent"}, ""),
        ({"type": "EmailAudience"}, "only API events can be fired"),
        ({"eventDefinitionKey": "API.Event"}, "holds a period"),
        ({"eventDefinitionKey": ""}, "has no key yet"),
    ],
)
def test_an_event_definition_tells_why_it_cannot_be_fired(body, words):
    found = definition(**body)

    assert words in found.why_not_fireable
    assert found.is_fireable is (not words)


def test_a_definition_tells_what_it_is_used_for():
    found = definition(
        id="1",
        name="Join",
        arguments={"criteria": "<x/>"},
        interactionCount=3,
        publishedInteractionCount=1,
        modifiedDate="2026-03-02T09:00:00",
    )

    assert (found.id, found.name, found.criteria) == ("1", "Join", "<x/>")
    assert (found.journeys, found.published_journeys) == (3, 1)
    assert (found.mode, found.category) == ("Production", "Event")
    assert found.modified_date == "2026-03-02T09:00:00"
    assert not found.has_period


def test_curl_leaves_the_token_out_and_quotes_the_rest():
    exchange = Exchange(
        "1",
        NOW,
        "POST",
        "https://example.com/x?a=1&b='2'",
        (("Authorization", "Bearer ••••"), ("X-Id", "it's"), ("Content-Length", "9")),
        '{"Name": "O\'Brien"}',
        status=201,
    )

    written = as_curl(exchange)

    assert "••••" not in written
    assert "Bearer $JBDESK_TOKEN" in written
    assert "Content-Length" not in written
    assert """'{"Name": "O'"'"'Brien"}'""" in written
    assert exchange.is_success


def test_a_journey_row_speaks_as_journey_builder_does():
    row = JourneyRow(
        {
            "key": "k",
            "id": "i",
            "definitionId": "d",
            "name": "Welcome",
            "status": "Published",
            "version": 3,
            "stats": {"currentPopulation": 2},
            "triggers": [{"metaData": {"eventDefinitionKey": "APIEvent-1"}}],
        }
    )

    assert (row.status_word, row.version) == ("Running", 3)
    assert (row.key, row.id, row.definition_id, row.name) == ("k", "i", "d", "Welcome")
    assert row.event_definition_key == "APIEvent-1"
    assert row.stats == {"currentPopulation": 2}
    assert (row.entry_mode, row.modified_date) == ("NotSet", "")
    assert JourneyRow({}).event_definition_key == ""
    assert JourneyRow({}).stats == {}
    assert status_word("Odd") == "Odd"


def test_a_trace_gives_its_layers_by_name():
    layer = Layer("entered", LayerState.NO, "Not entered")

    assert Trace("1", (layer,)).layer("entered") is layer
    assert Trace("1").layer("entered") is None


def test_a_delivery_is_over_when_its_end_is_known():
    sending = Delivery("1", NOW, "c", "APIEvent-1", "susan")

    assert not sending.is_over
    assert Delivery("1", NOW, "c", "k", "s", state=DeliveryState.UNKNOWN).is_over


def test_every_status_tells_what_happened():
    assert all(each.text.endswith(".") for each in statuses.STATUSES.values())
    assert statuses.status("didnotmeetentrycriteria").is_entry
    assert "“New”" in statuses.status("New").text


def test_a_terminal_is_shown_no_control_characters():
    assert plain_text.for_terminal("a\x1b[2J\u202eb\n", "utf-8") == (
        "a\\x1b[2J\\u202eb\n"
    )
    assert plain_text.for_terminal("“é”", "ascii") == "\\u201c\\xe9\\u201d"
