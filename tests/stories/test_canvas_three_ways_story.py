"""The second demo journey built from nothing: by mouse, and by keyboard alone."""

import json
import re

import pytest
from canvas_hands import Keys, Mouse

NAME = "Welcome series, by hand"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SHAPE = {
    "5 minutes": ["Known by name?"],
    "Known by name?": ["Welcome, by name", "Welcome, traveller"],
    "Welcome, by name": ["Set Updated to True"],
    "Welcome, traveller": ["Set Updated to True"],
    "Set Updated to True": ["1 day"],
    "1 day": [None],
}
saved = {}


async def build(hands):
    await hands.new_journey()
    await hands.fill("Name", NAME)
    await hands.choose("Re-entry", "Re-entry only after leaving")
    await hands.choose_event("NTO Signup")
    await hands.person.sees("API event · NTO Signup")

    await hands.add("Wait by duration", after="API event")
    await hands.fill("Name", "5 minutes")
    await hands.fill("Wait for", "5")
    await hands.choose("Unit", "Minutes")

    await hands.add("Decision split", after="5 minutes")
    await hands.fill("Name", "Known by name?")
    await hands.fill("Label of path 1", "First name known")
    await hands.fill("Attribute", "FirstName")
    await hands.choose("Operator", "is not empty")

    await email(hands, "Welcome, by name", "41001")
    await email(hands, "Welcome, traveller", "41002")

    await hands.add("Update contact", after="Welcome, by name")
    await hands.fill("Name", "Set Updated to True")
    await hands.fill("Data extension ID", "de-members")
    await hands.fill("Field ID", "Updated")
    await hands.fill("New value", "True")
    await hands.join("Welcome, traveller", "Set Updated to True")

    await hands.add("Wait by duration", after="Set Updated to True")
    await hands.fill("Name", "1 day")
    await hands.save()
    await hands.person.sees(f"“{NAME}” is saved as version 1.")


async def email(hands, name, number):
    await hands.add("Email", after="Known by name?")
    await hands.fill("Name", name)
    await hands.fill("Email ID", number)
    await hands.fill("Subject", "Welcome to the trail")


def shape(journey):
    return {
        each.name: [journey[to].name if to else None for to in each.targets]
        for each in journey.activities
    }


def told_apart_by_chance_alone(body):
    """The JSON with what is made up anew each time, and the server's own, left out."""
    parts = ("name", "activities", "triggers", "goals", "exits", "entryMode")
    return UUID.sub("…", json.dumps({name: body[name] for name in parts}))


@pytest.mark.parametrize("hands", [Mouse, Keys])
def test_the_second_demo_journey_is_built_from_nothing(desk, hands):
    async def story(person):
        await person.sees("63 event definitions")
        way = hands(desk, person)
        await build(way)
        assert shape(way.journey) == SHAPE
        saved[hands] = told_apart_by_chance_alone(way.journey.body)

    desk.tell(story)

    assert len(set(saved.values())) == 1, "both ways save the same JSON"
