"""Events by the hundred, and through the older doors."""

import json
import sqlite3

import pytest
from plain_client import MONDAY, SIGNUP, Client, RealTime

from jbdesk.simulator.kept.contact_records import contact_id
from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy import store
from jbdesk.simulator.tenancy.clock import Clock

BATCH = "interaction/v1/async/events"
STATUS = f"{BATCH}/status"


def batch(*contact_keys, key=SIGNUP):
    members = [
        {"contactKey": each, "data": {"EmailAddress": f"{each}@example.com"}}
        for each in contact_keys
    ]
    return {"eventDefinitionKey": key, "members": members}


def attribute_set(**values):
    pairs = [{"name": name, "value": value} for name, value in values.items()]
    return {"items": [{"values": pairs}]}


def test_every_member_of_a_batch_enters_and_has_its_row(client):
    keys = [f"contact{number}" for number in range(100)]

    answer = client.post(BATCH, batch(*keys)).json()

    assert (answer["count"], answer["notQueuedCount"]) == (100, 0)
    assert [each["contactKey"] for each in answer["members"]] == keys
    assert len({each["eventInstanceId"] for each in answer["members"]}) == 100
    assert client.contact("contact99")["journeys"][0]["isInside"] is True
    addresses = {row["EmailAddress"] for row in client.rows("Members")}
    assert {f"{key}@example.com" for key in keys} <= addresses


@pytest.mark.parametrize("count", [0, 101])
def test_a_batch_has_one_to_a_hundred_members(client, count):
    answer = client.post(BATCH, batch(*map(str, range(count))))

    assert answer.status_code == 400
    assert client.get(STATUS).json()["count"] == 0


def test_a_member_that_is_no_object_is_told_in_its_place(client):
    sent = batch("ada", "ben")
    sent["members"][0] = 7

    answer = client.post(BATCH, sent).json()

    first, second = answer["members"]
    assert first["errorcode"] == "10004"
    assert "errorcode" not in second


def test_a_batch_for_an_unknown_event_is_refused_whole(client):
    answer = client.post(BATCH, batch("ada", key="APIEvent-unknown"))

    assert answer.status_code == 400


def test_members_wait_for_their_turn():
    real_time = RealTime()
    clock = Clock(MONDAY, is_running=False, real=real_time)
    with Simulator(clock=clock, publish_seconds=10) as simulator:
        client = Client(simulator)
        client.post(BATCH, batch("ada"))
        assert client.get(f"{STATUS}?type=queued").json()["count"] == 1
        assert client.control("GET", "contacts/ada").status_code == 404

        real_time.seconds += 5

        [item] = client.get(f"{STATUS}?contactKey=ada").json()["items"]
        assert item["type"] == "processed"
        assert client.contact("ada")["journeys"][0]["isInside"] is True


def test_the_status_is_told_by_contact_event_and_time(client):
    client.post(BATCH, batch("ada", "ben"))

    def count(**query):
        return client.get(STATUS, params=query).json()["count"]

    assert count(contactKey="ada") == 1
    assert count(eventDefinitionKey=SIGNUP) == 2
    assert count(type="errored") == 0
    assert count(startDate="2026-03-02T09:00:01") == 0
    assert count(endDate="2026-03-02T08:59:59") == 0
    page = client.get(STATUS, params={"$page": 2, "$pageSize": 1}).json()
    assert [each["contactKey"] for each in page["items"]] == ["ada"]


def test_the_status_goes_back_thirty_days(client):
    client.post(BATCH, batch("ada"))

    client.advance("P31D")

    assert client.get(STATUS).json()["count"] == 0
    assert client.get(f"{STATUS}?startDate=2026-01-01").json()["count"] == 1


def test_the_experimental_door_answers_json_within_a_text(client):
    answer = client.post(
        "interaction-experimental/v1/events",
        {
            "contactKey": "ada",
            "eventDefinitionKey": SIGNUP,
            "data": {"emailaddress": "ada@example.com"},
        },
    )

    assert list(json.loads(answer.json())) == ["eventInstanceId"]
    assert client.contact("ada")["journeys"][0]["isInside"] is True


@pytest.mark.parametrize("name", [{"key": "Members"}, {"id": "4711"}])
def test_a_contact_event_takes_attribute_sets_by_key_and_by_id(client, name):
    values = attribute_set(EmailAddress="ada@example.com", MemberID="7")
    body = {"eventDefinitionKey": SIGNUP, "data": [name | values]}

    answer = client.post("contacts/v1/contactEvents", {"contactKey": "ada", **body})

    assert answer.json()["responseContext"]["operationStatus"] == "OK"
    assert client.contact("ada")["journeys"][0]["isInside"] is True
    [row] = [r for r in client.rows("Members") if r["EmailAddress"][:4] == "ada@"]
    assert row["MemberID"] == 7


def test_a_contact_event_names_a_known_contact_by_its_number(client):
    client.fire("ada", EmailAddress="ada@example.com")
    body = {
        "contactID": contact_id("ada"),
        "eventDefinitionKey": SIGNUP,
        "data": [attribute_set(EmailAddress="ada@example.com")],
    }

    answer = client.post("contacts/v1/contactEvents", body)

    assert answer.status_code == 200
    assert len(client.contact("ada")["turnedAway"]) == 1


@pytest.mark.parametrize("data", [7, [7], [{"items": {}}]])
def test_what_is_no_attribute_set_is_refused(client, data):
    body = {"contactKey": "ada", "eventDefinitionKey": SIGNUP, "data": data}

    answer = client.post("contacts/v1/contactEvents", body)

    assert (answer.status_code, answer.json()["errorcode"]) == (400, 10004)


def test_data_of_the_first_format_is_taken_along(tmp_path):
    before = sqlite3.connect(tmp_path / store.FILE)
    before.executescript(store._TABLES_1)
    before.execute("PRAGMA user_version=1")
    before.execute("INSERT INTO notes VALUES ('seed', '\"old\"')")
    before.commit()
    before.close()

    kept = store.Store(tmp_path)

    assert kept.note("seed") == "old"
    assert kept.all("SELECT * FROM queued") == []
    kept.close()
