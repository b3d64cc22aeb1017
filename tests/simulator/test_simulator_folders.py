"""Folders of journeys, definition templates, and the business unit as a whole."""

from plain_client import SIGNUP, trigger, wait

JOURNEYS = "interaction/v1/interactions"
FOLDER = f"{JOURNEYS}/categories/77"
TEMPLATES = "interaction/v1/definitionTemplates"
OVERVIEW = "interaction/v1/system-overview"


def counts(client):
    told = client.get(f"{FOLDER}/counts").json()["counts"]
    return {each["status"]: each["count"] for each in told}


def test_a_journey_moves_with_all_its_versions_and_counts_once(client):
    journey = client.journey("nto-welcome-series", versionNumber=1)

    client.post(FOLDER, [journey["definitionId"]])

    moved = [
        client.journey("nto-welcome-series", versionNumber=number) for number in (1, 2)
    ]
    assert [each["categoryId"] for each in moved] == [77, 77]
    assert counts(client) == {"Published": 1}


def test_a_folder_goes_with_its_journeys_once_none_of_them_runs(client):
    journey = client.journey("nto-order-thanks")
    client.post(FOLDER, {"definitionIds": [journey["id"]]})
    refused = client.delete(FOLDER)
    client.post(f"{JOURNEYS}/stop/{journey['id']}?versionNumber=1", {})

    done = client.delete(FOLDER)

    assert (refused.status_code, done.status_code, done.text) == (409, 200, "")
    assert counts(client) == {}
    assert client.get(f"{JOURNEYS}/key:nto-order-thanks").status_code == 404


def test_a_template_is_kept_as_it_was_sent_and_changed_as_a_whole(client):
    body = {"name": "Welcome", "unknown": {"kept": [1, "2"]}, "id": "not yours"}
    made = client.post(TEMPLATES, body).json()

    client.put(f"{TEMPLATES}/{made['id']}", {"name": "Hello"})

    [found] = client.get(TEMPLATES).json()["items"]
    assert made["unknown"] == {"kept": [1, "2"]}
    assert found["id"] == made["id"] != "not yours"
    assert (found["name"], "unknown" in found) == ("Hello", False)
    assert client.get(f"{TEMPLATES}/{made['id']}").json() == found


def test_the_overview_tells_of_the_last_day_alone(client):
    client.create(
        "waiting",
        [wait("W-1", 60)],
        triggers=[trigger(SIGNUP)],
        entryMode="MultipleEntries",
    )
    client.publish("waiting")
    client.fire("ada", EmailAddress="ada@example.com")
    client.advance("PT2H")
    day = client.get(OVERVIEW).json()
    hours = client.get(f"{OVERVIEW}/timeseries").json()["items"]
    types = client.get(f"{OVERVIEW}/activities").json()["items"]

    client.advance("P20D")

    later = client.get(OVERVIEW).json()
    assert day["currentPopulation"] == 1
    assert sum(each["executionCount"] for each in hours) == day["executionCount"] > 2
    assert sum(each["executionCount"] for each in types) == day["executionCount"]
    assert later["executionCount"] == 0
