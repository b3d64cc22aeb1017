import pytest
from plain_client import MONDAY, Client, trigger, wait

from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock

JOURNEYS = "interaction/v1/interactions"


@pytest.fixture
def slow_client(real_time):
    clock = Clock(MONDAY, is_running=False, real=real_time)
    with Simulator(clock=clock, publish_seconds=30) as running:
        yield Client(running)


def order_event(client):
    found = client.get("interaction/v1/eventDefinitions?name=Order returned").json()
    return found["items"][0]["eventDefinitionKey"]


def good(client, key="mine"):
    return client.create(
        key,
        [wait("WAIT-1", 5, name="Five minutes")],
        triggers=[trigger(order_event(client))],
        entryMode="MultipleEntries",
    )


def test_publishing_takes_a_moment(slow_client, real_time):
    client = slow_client
    good(client)
    place = f"{JOURNEYS}/publishAsync/key:mine?versionNumber=1"

    started = client.post(place, {}).json()
    url = started["statusUrl"].lstrip("/")
    first = client.get(url).json()
    real_time.seconds += 30
    last = client.get(url).json()

    assert started["statusUrl"].endswith(f"publishStatus/{started['statusId']}")
    assert first["status"] == "PublishInProcess"
    assert (last["status"], last["errors"]) == ("PublishCompleted", [])
    assert client.journey("mine")["status"] == "Published"


def test_the_draft_of_the_demo_tenant_has_three_mistakes_to_mend(client):
    told = client.publish("nto-gear-care-draft")

    assert told["status"] == "Error"
    keys = [each["additionalInfo"].get("activityKey") for each in told["errors"]]
    # None: whether contacts may enter again is the journey's own choice.
    assert set(keys) == {None, "EMAILV2-2", "WAITBYDURATION-2"}
    assert (len(keys), told["warnings"]) == (3, [])
    assert all(isinstance(each["errorCode"], str) for each in told["errors"])
    assert client.journey("nto-gear-care-draft")["status"] == "Draft"


def test_the_other_journeys_of_the_demo_tenant_are_well(client):
    listed = client.get(f"{JOURNEYS}?status=Published").json()["items"]

    for each in listed:
        body = client.journey(each["key"])
        copied = client.create(
            f"{each['key']}-copy",
            body["activities"],
            triggers=body["triggers"],
            entryMode=body["entryMode"],
            defaults=body["defaults"],
        )
        assert copied.status_code == 200
        assert client.publish(f"{each['key']}-copy")["errors"] == []


def test_a_journey_without_an_event_cannot_be_published(client):
    client.create("mine", [wait("WAIT-1", 5)], entryMode="MultipleEntries")

    told = client.publish("mine")

    assert told["status"] == "Error"
    assert told["errors"]


def test_a_published_journey_cannot_be_published_again(client):
    place = f"{JOURNEYS}/publishAsync/key:nto-welcome-series?versionNumber=2"

    answer = client.post(place, {})

    assert answer.status_code == 400
    assert answer.json() == {
        "message": "Cannot publish interaction in Published status.",
        "errorcode": 10000,
        "documentation": "",
    }


def test_validating_changes_nothing(client):
    good(client)

    started = client.post(f"{JOURNEYS}/validateAsync/key:mine?versionNumber=1", {})
    told = client.get(started.json()["statusUrl"].lstrip("/")).json()

    assert told["status"] == "ValidateCompleted"
    assert client.journey("mine")["status"] == "Draft"


def test_the_version_before_finishes_with_who_is_inside(client):
    good(client)
    client.publish("mine")
    event = {"OrderNumber": "1", "ContactKey": "ada"}
    client.fire("ada", order_event(client), **event)
    good(client)

    client.publish("mine", version=2)

    assert client.journey("mine", versionNumber=1)["status"] == "Unpublished"
    assert client.journey("mine", versionNumber=2)["status"] == "Published"
    client.advance("PT1H")
    assert client.contact("ada")["journeys"][0]["isInside"] is False
    assert client.journey("mine", versionNumber=1)["status"] == "Stopped"


def test_stopping_takes_everybody_out(client):
    client.fire("ada", EmailAddress="ada@example.com")
    place = f"{JOURNEYS}/stop/key:nto-welcome-series?versionNumber=2"

    answer = client.post(place, {})
    again = client.post(place, {})

    assert (answer.status_code, answer.json()) == (200, {"status": "Accepted"})
    assert client.contact("ada")["journeys"][0]["isInside"] is False
    assert client.journey("nto-welcome-series")["status"] == "Stopped"
    assert (again.status_code, again.json()["errorcode"]) == (400, 10000)


def test_a_paused_journey_holds_its_contacts(client):
    client.fire("ada", EmailAddress="ada@example.com")
    place = "key:nto-welcome-series?versionNumber=2"

    paused = client.post(f"{JOURNEYS}/pause/{place}")
    client.advance("P1D")
    held = client.contact("ada")["journeys"][0]["activity"]
    resumed = client.post(f"{JOURNEYS}/resume/{place}")
    client.advance("PT1S")

    assert (paused.status_code, resumed.status_code) == (202, 202)
    assert paused.json() == {"status": "Accepted"}
    assert held == "WAITBYDURATION-1"
    assert client.contact("ada")["journeys"][0]["activity"] != held


def test_pausing_needs_a_version(client):
    answer = client.post(f"{JOURNEYS}/pause/key:nto-welcome-series")

    assert answer.json()["message"] == "AllVersions=true or VersionNumber required."
