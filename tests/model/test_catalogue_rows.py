"""Every row of the catalogue, from the palette to the simulator and back."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from builders import email, journey, wait

from jbdesk.model import catalogue, edits, rules, walk, wire
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.facts import Facts
from jbdesk.model.fields import Kind, Mark
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Failure
from jbdesk.model.types.trigger_types import TRIGGER_TYPES
from jbdesk.paths import resources
from jbdesk.simulator.server import Simulator

RECORDED = wire.loads((Path(__file__).parent / "recorded_activities.json").read_bytes())
ROWS = catalogue.ACTIVITY_TYPES
NOW = datetime(2026, 3, 2, 15, tzinfo=UTC)
VALUES = {
    Kind.TEXT: "a text",
    Kind.LONG_TEXT: "two\nlines",
    Kind.BOOLEAN: True,
    Kind.DATE: "2026-12-24",
    Kind.TIME: "10:30",
    Kind.TIME_ZONE: "Romance Standard Time",
    Kind.CRITERIA: "<FilterDefinition><ConditionSet/></FilterDefinition>",
    Kind.BINDING: "{{Event.KEY.Birthday}}",
    Kind.MESSAGE: "mail",
    Kind.JSON: [{"a": 1.50, "b": "2"}],
}


def value_for(field):
    if field.choices:
        return field.choices[-1].value
    if field.kind is Kind.NUMBER:
        return field.minimum or 1
    return VALUES[field.kind]


@pytest.fixture(scope="module")
def tenant():
    """A simulator, and a session that is signed in to it."""
    with Simulator(seed="empty") as running, requests.Session() as session:
        credentials = {
            "grant_type": "client_credentials",
            "client_id": running.client_id,
            "client_secret": running.client_secret,
        }
        token = session.post(
            f"{running.auth_url}v2/token", json=credentials, timeout=10
        ).json()["access_token"]
        session.headers["Authorization"] = f"Bearer {token}"
        session.headers["Content-Type"] = "application/json"
        yield session, f"{running.rest_url}interaction/v1/interactions"


def saved_and_read(tenant, story):
    session, place = tenant
    text = wire.dumps(wire.body_of(story))
    answer = session.post(place, data=text.encode(), timeout=10)
    assert answer.status_code in (200, 201), answer.text
    read = session.get(f"{place}/key:{story.key}", timeout=10)
    return wire.loads(read.content)


def without_ids(activity):
    return {name: value for name, value in activity.items() if name != "id"}


def assert_comes_back(tenant, story):
    """The wire and the simulator give back all but what the server owns."""
    text = wire.dumps(wire.body_of(story))
    again = wire.journey_from(wire.loads(text))
    assert wire.dumps(wire.body_of(again)) == text

    read = saved_and_read(tenant, story)
    sent = wire.loads(text)
    got = [without_ids(each) for each in read["activities"]]
    assert got == [without_ids(each) for each in sent["activities"]]
    for name in ("name", "entryMode", "definitionType", "defaults", "metaData"):
        assert read[name] == sent[name]


def placed(row):
    story = journey(wait("a"), email("mail"), wait("z"), key=f"row-{row.name}")
    made = catalogue.new_activity(row, story)
    source = "mail" if row.outcomes.new else "z"
    return edits.insert(story, made, source=source), made.key


def every_field_set(story, row, ref):
    for field in row.fields:
        value = value_for(field)
        story = edits.set_field(story, ref, field, value)
        assert field.read(story[ref].body) == value
    for position in range(len(story[ref].outcomes)):
        for field in row.outcomes.fields:
            if field.paths and field.kind is Kind.TEXT:
                word = f"Way {position}"
                story = edits.set_outcome_field(story, ref, position, field, word)
                assert field.read(story[ref].outcomes[position].body) == word
    return story


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_goes_from_the_palette_to_the_simulator_and_back(row, tenant):
    story, ref = placed(row)
    assert catalogue.of(story[ref]) is row

    if row.is_locked:
        with pytest.raises(Failure, match="as JSON"):
            edits.set_field(story, ref, EMAIL_SUBJECT, "x")
    else:
        story = every_field_set(story, row, ref)

    assert catalogue.of(story[ref]) is row
    broken = {problem.code for problem in rules.check(story)}
    assert not broken & {"121000", "no-key", "duplicate-key", "dangling-path", "loop"}
    assert_comes_back(tenant, story)


EMAIL_SUBJECT = catalogue.row("EMAILV2").fields[1]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_was_recorded_is_known_and_comes_back(row, tenant):
    recorded = Activity(RECORDED[row.name])
    story = journey(wait("z"), key=f"recorded-{row.name}")
    story = story.with_activities([recorded, *story.activities])

    assert catalogue.of(recorded) is row
    assert row.is_locked or all(
        field.read(recorded.body) is not None for field in row.fields if field.required
    )
    rules.check(story)
    assert_comes_back(tenant, story)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_contact_finds_its_way_through_what_was_recorded(row):
    recorded = Activity(RECORDED[row.name])
    story = Journey({"activities": [recorded.body]})

    step = walk.step(story, recorded.key, Facts("ada"), NOW, random.Random(1))

    assert step.reason
    assert step.leaves is not None
    assert step.leaves >= NOW
    assert (step.outcome is None) == (not recorded.outcomes)


@pytest.mark.parametrize("row", TRIGGER_TYPES, ids=lambda row: row.type)
def test_an_entry_source_goes_to_the_simulator_and_back(row, tenant):
    definition = EventDefinition({"eventDefinitionKey": "Key-1", "type": row.type})
    story = journey(wait("a"), event_key="", key=f"entry-{row.type}")
    story = edits.set_trigger(story, definition)

    read = saved_and_read(tenant, story)

    assert [without_ids(each) for each in read["triggers"]] == [story.trigger.body]


def test_every_recorded_activity_belongs_to_a_row():
    assert {row.name for row in ROWS} == set(RECORDED)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_says_what_it_is_and_how_that_is_known(row):
    assert row.label
    assert row.help.endswith(".")
    assert (resources() / "icons" / f"{row.icon}.svg").is_file()
    assert bool(row.mark.caution) == (row.mark is not Mark.OBSERVED)
    assert row.about.startswith(row.help)
    for field in (*row.fields, *row.outcomes.fields):
        assert field.label
        if field.kind is Kind.NUMBER and field.maximum is not None:
            assert field.minimum is not None
    names = [field.name for field in row.fields]
    assert len(set(names)) == len(names)


def test_only_what_is_known_by_its_name_alone_is_locked():
    locked = {row.type for row in ROWS if row.is_locked}

    assert locked == {
        "SLACKNOTIFIER",
        "CONTACTUPDATE",
        "SETCONTACTKEY",
        "ACTIVEAUDIENCEJOURNEYACTIVITY",
        "ADDAUDIENCE",
        "NOOP",
        "START",
        "STOP",
        "StartActivity",
        "ExitCriteria",
    }


SPELLINGS = [
    "WAIT",
    "Wait",
    "WAITBYDURATION",
    "WAITBYATTRIBUTE",
    "WAITUNTILDATE",
    "WAITBYEVENT",
    "WAITUNTILAPI",
    "WAITUNTILPUSHENGAGEMENT",
    "WAITUNTILPUSHINAPPENGAGEMENT",
    "WAITUNTILCHATRESPONSE",
    "EMAILV2",
    "Email",
    "SMSSYNC",
    "SMS",
    "PUSHNOTIFICATIONACTIVITY",
    "PUSHINBOXACTIVITY",
    "INAPPSYNCACTIVITY",
    "SENDTOLINESYNC",
    "WHATSAPPACTIVITY",
    "WHATSAPPSESSIONTRANSFERACTIVITY",
    "SLACKNOTIFIER",
    "ADDAUDIENCE",
    "ACTIVEAUDIENCEJOURNEYACTIVITY",
    "MULTICRITERIADECISION",
    "MULTICRITERIADECISIONV2",
    "ENGAGEMENTDECISION",
    "EngagementDecision",
    "ENGAGEMENTSPLIT",
    "RANDOMSPLIT",
    "randomSplit",
    "ABNTEST",
    "ABNTESTSTOP",
    "PATHOPTIMIZER",
    "STOWAIT",
    "MULTICRITERIADECISIONEXTENSION",
    "EINSTEINSPLIT",
    "EINSTEINENGAGEMENTFREQUENCYSPLIT",
    "EINSTEINMESSAGINGSPLIT",
    "UPDATECONTACTDATA",
    "SALESCLOUDACTIVITY",
    "OBJECTACTIVITY",
    "LEAD",
    "CAMPAIGNMEMBER",
    "DATAEXTENSIONUPDATE",
    "CONTACTUPDATE",
    "SETCONTACTKEY",
    "REST",
    "RestDecision",
    "RESTDECISION",
    "UNCONFIGUREDJOIN",
    "NOOP",
    "StartActivity",
    "ExitCriteria",
    "START",
    "STOP",
]


@pytest.mark.parametrize("spelled", [*SPELLINGS, "ACTIVEAUDIENCE JOURNEYACTIVITY"])
def test_every_spelling_that_is_known_has_a_row(spelled):
    assert catalogue.of(Activity({"key": "A", "type": spelled})) is not (
        catalogue.UNKNOWN
    )


def test_the_palette_is_searched_by_label_and_else_by_type():
    labels = [row.label for row in catalogue.found("wait")]
    assert labels[0] == "Wait by duration"
    assert "Einstein send time" not in labels

    assert [row.name for row in catalogue.found("stowait")] == ["STOWAIT"]
    assert catalogue.found("nothing of the kind") == ()
