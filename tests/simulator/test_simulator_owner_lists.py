"""What the owner reads by pages, and the rows that the owner changes."""

import pytest

MEMBER = {"EmailAddress": "ada@example.com", "FirstName": "Ada"}
ROWS = "data-extensions/Members/rows"


def page(client, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return client.control("GET", f"{ROWS}?$page=1&{asked}").json()


def fire(client, *keys):
    for key in keys:
        client.fire(key, EmailAddress=f"{key}@example.com", FirstName=key.title())


def test_contacts_are_read_by_pages_and_found_by_key(client):
    fire(client, "ada", "bob", "carla")

    first = client.control("GET", "contacts?$page=1&$pageSize=2").json()
    second = client.control("GET", "contacts?$page=2&$pageSize=2").json()
    found = client.control("GET", "contacts?search=BO").json()

    assert first["count"] == second["count"] == 3
    assert [each["contactKey"] for each in first["items"]] == ["ada", "bob"]
    assert [each["contactKey"] for each in second["items"]] == ["carla"]
    assert [each["contactKey"] for each in found["items"]] == ["bob"]


def test_contacts_of_another_journey_are_left_out(client):
    fire(client, "ada")
    [inside] = client.control("GET", "contacts").json()["items"]

    here = client.control("GET", f"contacts?journey={inside['journeyKey']}").json()
    elsewhere = client.control("GET", "contacts?journey=another").json()

    assert (here["count"], elsewhere["count"]) == (1, 0)


def test_who_is_through_and_who_was_turned_away_are_told_apart(client):
    fire(client, "ada")
    client.fire("ada", EmailAddress="ada@example.com", FirstName="Ada")
    client.advance("P60D")

    [left] = client.control("GET", "contacts?show=left").json()["items"]
    [away] = client.control("GET", "contacts?show=turned-away").json()["items"]

    assert client.control("GET", "contacts").json()["count"] == 0
    assert (left["contactKey"], away["contactKey"]) == ("ada", "ada")
    assert left["ends"]
    assert away["message"]
    assert client.control("GET", "contacts?show=lost").status_code == 400


def test_what_comes_next_says_who_and_where(client):
    assert client.control("GET", "next").json() == {"at": None}
    fire(client, "ada")

    told = client.control("GET", "next").json()

    assert (told["what"], told["contactKey"]) == ("contact", "ada")
    assert told["at"].startswith("2026-03-02T15:05:00")
    assert told["activityTitle"] == "5 minutes"


def test_journeys_are_told_with_their_activities(client):
    items = client.control("GET", "journeys").json()["items"]

    [welcome] = [e for e in items if (e["name"], e["version"]) == ("Welcome series", 2)]
    assert "5 minutes" in [each["title"] for each in welcome["activities"]]


def test_the_outbox_is_read_newest_first_and_searched(client):
    fire(client, "ada", "bob")
    client.advance("PT1H")

    newest = client.control("GET", "outbox?newest=true").json()
    found = client.control("GET", "outbox?newest=true&search=bob@").json()

    numbers = [each["number"] for each in newest["items"]]
    assert numbers == sorted(numbers, reverse=True)
    assert {each["contactKey"] for each in found["items"]} == {"bob"}
    assert found["count"] < newest["count"]


def test_requests_are_told_from_a_number_on_and_cleared(client):
    fire(client, "ada")
    last = client.control("GET", "requests?after=0").json()["last"]
    fire(client, "bob")

    told = client.control("GET", f"requests?after={last}").json()

    [entry] = told["items"]
    assert (entry["number"], entry["body"]["ContactKey"]) == (last + 1, "bob")
    client.control("DELETE", "requests")
    assert client.control("GET", "requests?after=0").json() == {
        "last": last + 1,
        "items": [],
    }


def test_rows_are_read_by_pages_with_their_columns_and_numbers(client):
    fire(client, "ada", "bob")

    found = page(client, search="ADA@")

    assert [row["EmailAddress"] for row in found["rows"]] == ["ada@example.com"]
    assert len(found["numbers"]) == found["count"] == 1
    assert [each["name"] for each in found["columns"]] == found["fields"]


def test_a_row_is_added_changed_and_deleted(client):
    assert client.control("POST", ROWS, MEMBER).status_code == 201
    [number] = page(client, search="ada@")["numbers"]

    changed = client.control("PUT", f"{ROWS}/{number}", {"firstname": "Augusta"})

    assert changed.json()["FirstName"] == "Augusta"
    [row] = page(client, search="ada@")["rows"]
    assert row["FirstName"] == "Augusta"
    assert client.control("DELETE", f"{ROWS}/{number}").status_code == 200
    assert page(client, search="ada@")["count"] == 0
    gone = client.control("DELETE", f"{ROWS}/{number}")
    assert (gone.status_code, gone.json()["message"]) == (
        404,
        "The row is not there any more.",
    )


def test_a_row_keeps_its_own_primary_key_to_itself(client):
    client.control("POST", ROWS, MEMBER)
    client.control("POST", ROWS, MEMBER | {"EmailAddress": "bob@example.com"})
    [number] = page(client, search="bob@")["numbers"]

    again = client.control("POST", ROWS, MEMBER)
    taken = client.control(
        "PUT", f"{ROWS}/{number}", {"EmailAddress": "ada@example.com"}
    )

    assert "exists already" in again.json()["message"]
    assert taken.json()["message"] == "Another row has this primary key."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"EmailAddress": "not one"}, "does not fit the field “EmailAddress”"),
        ({"Nickname": "Ada"}, "no field “Nickname”"),
    ],
)
def test_a_value_that_does_not_fit_changes_nothing(client, body, words):
    client.control("POST", ROWS, MEMBER)
    [number] = page(client, search="ada@")["numbers"]

    answer = client.control("PUT", f"{ROWS}/{number}", body)

    assert answer.status_code == 400
    assert words in answer.json()["message"]
    assert page(client, search="ada@")["count"] == 1


def test_faults_are_added_and_taken_away_one_by_one(client):
    late = {"action": "delay", "seconds": 0, "path": "/interaction/*"}
    client.control("POST", "faults", late)
    client.get("interaction/v1/eventDefinitions")
    client.control("POST", "faults", {"action": "block", "path": "/nowhere"})

    told = client.control("GET", "faults").json()
    left = client.control("DELETE", "faults/1").json()["rules"]

    assert [each["action"] for each in told["rules"]] == ["delay", "block"]
    assert left == [{**late, "matches": 1, "acted": 1}]
    assert client.control("DELETE", "faults/1").status_code == 404


def test_what_faults_are_made_of_is_told(client):
    told = client.control("GET", "faults").json()

    [throttle] = [each for each in told["actions"] if each["name"] == "throttle"]
    names = [each["name"] for each in throttle["parameters"]]
    assert names == ["seconds", "retryAfter", "processed"]
    assert "nth" in [each["name"] for each in told["matchers"]]


def test_a_contact_is_ejected_once(client):
    fire(client, "ada")
    [visit] = client.contact("ada")["journeys"]
    body = {"definitionInstanceId": visit["definitionInstanceId"]}

    first = client.control("POST", "contacts/ada/eject", body)
    again = client.control("POST", "contacts/ada/eject", body)

    assert (first.status_code, again.status_code) == (200, 404)
    [visit] = client.contact("ada")["journeys"]
    assert (visit["isInside"], visit["ends"]) == (False, "Taken out in the simulator.")


def test_the_end_of_a_pause_comes_next_where_nobody_moves_before(client):
    body = {"pausedUntil": None, "extendWaitSteps": False}
    path = "interaction/v1/interactions/pause/key:nto-welcome-series"
    days = {"pauseDays": 3, "goalAction": "none", **body}
    assert client.post(f"{path}?versionNumber=2", days).status_code in (200, 202)

    told = client.control("GET", "next").json()

    assert told["what"] == "pause"
    assert told["journeyName"] == "Welcome series"
