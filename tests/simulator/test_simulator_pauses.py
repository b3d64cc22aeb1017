"""Pausing with its options, and what ends a pause by itself."""

import pytest
from plain_client import SIGNUP

KEY = "nto-welcome-series"
PLACE = f"interaction/v1/interactions/{{}}/key:{KEY}?versionNumber=2"
MEMBER = {"EmailAddress": "ada@example.com", "FirstName": "Ada"}


def pause(client, **options):
    answer = client.post(PLACE.format("pause"), options)
    assert answer.status_code == 202, answer.text


def resume(client):
    answer = client.post(PLACE.format("resume"), {})
    assert answer.status_code == 202, answer.text


def status(client):
    return client.journey(KEY, versionNumber=2)["status"]


def visit(client, contact_key="ada"):
    return client.contact(contact_key)["journeys"][0]


def test_waits_that_ended_in_a_pause_end_when_it_does(client):
    client.fire("ada", **MEMBER)
    pause(client)
    client.advance("P1D")
    assert visit(client)["steps"] == []

    resume(client)
    client.advance("PT0S")

    assert visit(client)["steps"][0]["left"].startswith("2026-03-03T15:00:00")


def test_waits_are_extended_by_the_pause_if_wanted(client):
    client.fire("ada", **MEMBER)
    pause(client, ExtendWaitEndDates=True)
    client.advance("P1D")
    resume(client)

    assert visit(client)["until"].startswith("2026-03-03T15:05:00")


def test_who_arrives_in_a_pause_is_turned_away(client):
    pause(client)

    client.fire("ada", **MEMBER)
    resume(client)

    [refusal] = client.contact("ada")["turnedAway"]
    assert refusal["status"] == "InteractionNotPublished"
    assert client.contact("ada")["journeys"] == []


def test_who_arrives_in_a_pause_enters_afterwards_if_wanted(client):
    pause(client, RetainContactInjectionWhileJourneyPaused="true")
    client.fire("ada", **MEMBER)
    client.fire("ben", EmailAddress="ben@example.com")
    assert client.contact("ada")["journeys"] == []

    client.advance("PT2H")
    resume(client)

    assert visit(client, "ada")["entered"].startswith("2026-03-02T17:00:00")
    assert visit(client, "ben")["isInside"] is True
    assert client.contact("ben")["turnedAway"] == []


def test_a_pause_that_lasts_too_long_stops_the_journey(client):
    client.fire("ada", **MEMBER)
    pause(client)

    client.advance("P13D")
    assert status(client) == "Paused"
    client.advance("P1D")

    assert status(client) == "Stopped"
    assert visit(client)["isInside"] is False


def test_a_pause_that_lasts_too_long_can_resume_by_itself(client):
    client.fire("ada", **MEMBER)
    pause(client, PausedDays=2, GuardrailAction="Resume")

    client.advance("next")

    assert client.control("GET", "clock").json()["now"].startswith("2026-03-04T15:00")
    assert status(client) == "Published"
    assert visit(client)["steps"][0]["left"].startswith("2026-03-04T15:00:00")


def test_a_resumed_journey_is_not_stopped_by_its_former_pause(client):
    pause(client, PausedDays=1)
    resume(client)

    client.advance("P20D")

    assert status(client) == "Published"


def test_a_paused_version_takes_arrivals_although_a_draft_is_newer(client):
    body = client.journey(KEY, versionNumber=2)
    for name in ("id", "version", "definitionId"):
        del body[name]
    assert client.post("interaction/v1/interactions", body).json()["version"] == 3
    pause(client, RetainContactInjectionWhileJourneyPaused=True)

    client.fire("ada", SIGNUP, **MEMBER)
    resume(client)

    assert visit(client)["version"] == 2


def test_all_versions_are_paused_together(client):
    place = PLACE.format("pause").replace("versionNumber=2", "allVersions=true")

    assert client.post(place, {}).status_code == 202

    assert status(client) == "Paused"


@pytest.mark.parametrize(
    "options", [{"PausedDays": 0}, {"PausedDays": 15}, {"GuardrailAction": "Wait"}]
)
def test_an_option_that_is_none_is_refused(client, options):
    answer = client.post(PLACE.format("pause"), options)

    assert (answer.status_code, answer.json()["errorcode"]) == (400, 10005)
    assert status(client) == "Published"


def test_a_refusal_can_come_under_202_as_documented(client):
    assert client.post(PLACE.format("resume"), {}).status_code == 400

    client.control("PUT", "switches", {"stateErrorsAre202": True})

    answer = client.post(PLACE.format("resume"), {})
    assert (answer.status_code, answer.json()["errorcode"]) == (202, 10000)
