"""The engine takes contacts the way that the preview says, at the same times."""

from datetime import UTC, datetime

import pytest
from engine_bench import call, criteria, decision, email, exit_when, until_event
from plain_client import MONDAY, SIGNUP, wait

from jbdesk.model import walk, wire
from jbdesk.model.facts import Facts

NAMED = criteria("Members.FirstName", "Equal", "Ada")
JOURNEYS = {
    "decisions": [
        wait("W-1", 90, "S-1"),
        decision("S-1", "E-1", "W-2", NAMED),
        email("E-1", "W-3"),
        wait("W-2", 5),
        wait("W-3", 5),
    ],
    "an event that does not come": [
        until_event("U-1", "W-1", "R-1"),
        wait("W-1", 5),
        call("R-1", "yes", "no"),
        wait("W-yes", 7),
        wait("W-no", 9),
    ],
    "a loop": [until_event("U-1", "E-1", "W-2"), email("E-1", "U-1"), wait("W-2", 5)],
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_the_engine_takes_the_way_that_the_preview_says(bench, name):
    bench.publish(*JOURNEYS[name])

    bench.fire(FirstName="Ada")
    bench.client.advance("P3D")

    assert taken(bench) == previewed(bench)


def test_engine_and_preview_leave_by_exit_criteria_at_the_same_moment(bench):
    bench.publish(wait("W-1", 60, "W-2"), wait("W-2", 60), exits=[exit_when(NAMED)])

    bench.fire(FirstName="Ada")
    bench.client.advance("P3D")

    assert taken(bench) == previewed(bench)
    assert len(taken(bench)) == 1


def taken(bench):
    """What the engine did: where the contact was, from when until when."""
    steps = bench.visit()["steps"]
    return [(each["activity"], at(each["entered"]), at(each["left"])) for each in steps]


def at(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def previewed(bench):
    """What the preview says of the same contact."""
    body = bench.client.journey("tried", extras="all")
    [row] = [
        each
        for each in bench.client.rows("Members")
        if each["EmailAddress"] == "ada@example.com"
    ]
    facts = Facts("ada", SIGNUP, event=row, attributes={"Members": row})
    found = walk.walk(wire.journey_from(body), facts, MONDAY)
    return [(each.ref, each.enters, each.leaves) for each in found.steps]
