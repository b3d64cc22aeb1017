"""Versions that are published at a later moment of the tenant's clock."""

import pytest
from plain_client import SIGNUP, trigger, wait

from jbdesk.simulator.shapes.bodies import NEVER

JOURNEYS = "interaction/v1/interactions"
LATER = "2026-03-09T09:00:00"  # a week after the tests' Monday, the service's time


@pytest.fixture
def scheduled(client):
    """A journey to be published in a week."""
    client.create(
        "later",
        [wait("W-1", 60)],
        triggers=[trigger(SIGNUP)],
        entryMode="MultipleEntries",
    )
    return schedule(client)


def schedule(client, moment=LATER, version=1):
    path = f"{JOURNEYS}/publishAsync/key:later?versionNumber={version}"
    started = client.post(path, {"scheduledDate": moment}).json()
    return client.get(started["statusUrl"].lstrip("/")).json()


def entered(client, contact_key):
    client.fire(contact_key, EmailAddress=f"{contact_key}@example.com")
    journeys = client.contact(contact_key)["journeys"]
    return "later" in [each["journeyKey"] for each in journeys]


def test_a_scheduled_version_waits_for_its_moment(client, scheduled):
    before = client.journey("later")
    is_early = entered(client, "ada")
    client.advance("P8D")

    after = client.journey("later")
    assert scheduled["status"] == "PublishCompleted"
    assert (before["status"], is_early) == ("ScheduledToPublish", False)
    assert before["lastPublishedDate"] == NEVER
    assert (after["status"], after["lastPublishedDate"]) == ("Published", LATER)
    assert entered(client, "ben")


def test_scheduled_versions_are_listed_by_their_status(client, scheduled):
    told = client.get(JOURNEYS, params={"status": "ScheduledToPublish"}).json()

    assert [each["key"] for each in told["items"]] == ["later"]


def test_a_scheduled_version_is_not_edited_published_or_deleted(client, scheduled):
    body = client.journey("later")

    assert client.put(f"{JOURNEYS}/{body['id']}", body).status_code == 409
    assert client.delete(f"{JOURNEYS}/{body['id']}").status_code == 409
    path = f"{JOURNEYS}/publishAsync/{body['id']}?versionNumber=1"
    text = "Cannot publish interaction in ScheduledToPublish status."
    assert client.post(path, {}).json()["message"] == text


def test_a_schedule_ends_with_the_stop_of_its_version(client, scheduled):
    client.post(f"{JOURNEYS}/stop/key:later?versionNumber=1", {})

    client.advance("P8D")

    assert client.journey("later")["status"] == "Stopped"


def test_the_running_version_finishes_when_the_scheduled_one_begins(client):
    header = {"triggers": [trigger(SIGNUP)], "entryMode": "MultipleEntries"}
    client.create("later", [wait("W-1", 20_000)], **header)
    client.publish("later")
    client.fire("ada", EmailAddress="ada@example.com")
    client.create("later", [wait("W-1", 60)], **header)
    schedule(client, version=2)
    before = client.journey("later", versionNumber=1)["status"]

    client.advance("P8D")

    states = [client.journey("later", versionNumber=n)["status"] for n in (1, 2)]
    assert before == "Published"
    assert states == ["Unpublished", "Published"]


def test_a_moment_that_is_over_publishes_at_once(client):
    client.create(
        "later",
        [wait("W-1", 60)],
        triggers=[trigger(SIGNUP)],
        entryMode="MultipleEntries",
    )

    schedule(client, "2026-01-01T00:00:00")

    assert client.journey("later")["status"] == "Published"


def test_what_comes_next_can_be_a_schedule(client, scheduled):
    told = client.control("GET", "next").json()

    assert told["what"] == "schedule"
    assert told["at"].startswith("2026-03-09T15:00:00")


def test_the_clock_jumps_to_the_next_schedule(client, scheduled):
    told = client.advance("next")

    assert told["now"].startswith("2026-03-09T15:00:00")
    assert client.journey("later")["status"] == "Published"
