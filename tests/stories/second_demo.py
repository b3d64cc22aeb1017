"""The second demo journey, step by step, for whatever hands build it.

It needs no Qt: the hands that work through the accessibility bus have none.
"""

import json
import re

NAME = "Welcome series, by hand"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


async def build(hands):
    await hands.new_journey()
    await hands.fill("Name", NAME)
    await hands.choose("Re-entry", "Re-entry only after leaving")
    await hands.choose_event("NTO Signup")
    await hands.sees("API event · NTO Signup")

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
    await hands.sees(f"“{NAME}” is saved as version 1.")


async def email(hands, name, number):
    await hands.add("Email", after="Known by name?")
    await hands.fill("Name", name)
    await hands.fill("Email ID", number)
    await hands.fill("Subject", "Welcome to the trail")


def told_apart_by_chance_alone(body):
    """The JSON with what is made up anew each time, and the server's own, left out."""
    parts = ("name", "activities", "triggers", "goals", "exits", "entryMode")
    return UUID.sub("…", json.dumps({name: body[name] for name in parts}, indent=1))
