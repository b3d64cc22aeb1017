"""Journeys against the simulator: listed, opened, saved."""

import pytest

from jbdesk.api import journeys as journeys_api
from jbdesk.api.errors import Conflict, NotFound
from jbdesk.model import wire
from jbdesk.model.journey import Stamp
from jbdesk.services.events import event_definitions
from jbdesk.services.journeys import journeys

DRAFT = "nto-gear-care-draft"
RUNNING = "nto-welcome-series"


def test_the_list_tells_status_version_and_entry_event(aio, connection):
    rows = {row.key: row for row in aio(journeys.list_all(connection))}

    assert rows[RUNNING].status == "Published"
    assert rows[RUNNING].event_definition_key.startswith("APIEvent-")
    assert rows[DRAFT].status == "Draft"


def test_event_definitions_are_read_to_the_last_page(aio, connection):
    found = aio(event_definitions.list_all(connection))

    assert len(found) >= 60
    assert len({each.key for each in found}) == len(found)


def test_a_saved_change_is_there_when_opened_again(aio, connection):
    journey, stamp = aio(journeys.open(connection, DRAFT))
    changed = journey.with_body({**journey.body, "name": "Gear care, mended"})

    saved, new = aio(journeys.save(connection, changed, stamp))
    opened, again = aio(journeys.open(connection, DRAFT))

    assert saved.name == opened.name == "Gear care, mended"
    assert new.modified_date == again.modified_date != stamp.modified_date
    assert len(opened.activities) == len(journey.activities)


def test_a_stale_save_overwrites_nothing(aio, connection):
    journey, stamp = aio(journeys.open(connection, DRAFT))
    theirs = journey.with_body({**journey.body, "name": "Theirs"})
    mine = journey.with_body({**journey.body, "name": "Mine"})
    aio(journeys.save(connection, theirs, stamp))

    with pytest.raises(Conflict, match="Someone else saved") as failure:
        aio(journeys.save(connection, mine, stamp))

    assert failure.value.problems[0].code == journeys.STALE
    assert aio(journeys.open(connection, DRAFT))[0].name == "Theirs"


def test_saving_a_running_journey_begins_a_new_version(aio, connection):
    journey, stamp = aio(journeys.open(connection, RUNNING))

    _, new = aio(journeys.save(connection, journey, stamp))

    assert (new.version, new.status) == (stamp.version + 1, "Draft")
    key = journey.trigger.event_definition_key
    using = aio(event_definitions.journeys_using(connection, key))
    assert {(row.version, row.status) for row in using if row.key == RUNNING} == {
        (stamp.version, "Published"),
        (new.version, "Draft"),
    }


def test_a_new_journey_is_created_and_one_version_deleted(aio, connection):
    journey, _ = aio(journeys.open(connection, RUNNING))
    body = {**journey.body, "key": "a-copy", "name": "A copy"}

    created, stamp = aio(journeys.save(connection, wire.journey_from(body), Stamp()))
    aio(connection(journeys_api.delete, stamp.id, stamp.version))

    assert created.key == "a-copy"
    assert stamp.is_saved
    with pytest.raises(NotFound):
        aio(journeys.open(connection, "a-copy"))
