"""Data extensions and contacts as integrations make, fill and find them."""

import pytest
from plain_client import MONDAY, Client, RealTime

from jbdesk.simulator.kept.contact_records import contact_id
from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock

OBJECTS = "data/v1/customobjects"
FLAGS = dict.fromkeys(
    (
        "isPrimaryKey",
        "isTemplateField",
        "isInheritable",
        "isOverridable",
        "isHidden",
        "isReadOnly",
        "mustOverride",
    ),
    False,
)


def field(name, kind, **changes):
    return {"name": name, "type": kind, "isNullable": False, **FLAGS, **changes}


FIELDS = [
    field("Id", "Text", isPrimaryKey=True),
    field("Mail", "EmailAddress"),
    field("Stars", "number", isNullable=True),
]
POINTS = {"name": "Points", "key": "points", "fields": FIELDS}
ROWSET = "hub/v1/dataevents/key:points/rowset"
ASYNC = "data/v1/async/dataextensions/key:points/rows"


def made(client, **changes):
    return client.post(OBJECTS, POINTS | changes)


def row(number, **values):
    return {"keys": {"id": number}, "values": {"mail": "a@example.com", **values}}


def flat(number, **values):
    return {"id": number, "Mail": "a@example.com", **values}


def test_a_data_extension_is_made_with_its_fields(client):
    answer = made(client, key="", isSendable=True, sendableCustomObjectField="Mail")

    body = answer.json()
    assert answer.status_code == 201
    assert body["key"] == body["key"].upper() != ""
    fields = client.get(f"{OBJECTS}/{body['id']}/fields").json()["fields"]
    assert [(f["name"], f["type"], f["length"]) for f in fields] == [
        ("Id", "Text", 50),
        ("Mail", "EmailAddress", 254),
        ("Stars", "Number", 0),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"fields": []},
        {"fields": [7]},
        {"fields": [field("Id", "Shoe")]},
        {"fields": [field("Id", "Text", isPrimaryKey=True, isNullable=True)]},
        {"fields": [{"name": "Id", "type": "Text"}]},
        {"isSendable": True, "sendableCustomObjectField": "Shoe"},
    ],
)
def test_a_data_extension_that_is_none_is_refused(client, changes):
    answer = made(client, **changes)

    assert answer.status_code == 400
    assert client.get(f"{OBJECTS}?$search=points").json()["count"] == 0


def test_a_data_extension_is_made_once(client):
    assert made(client).status_code == 201
    assert made(client).status_code == 409


def test_a_data_extension_is_renamed_emptied_and_deleted(client):
    place = f"{OBJECTS}/{made(client).json()['id']}"
    client.post(ROWSET, [row("1"), row("2")])

    assert client.call("PATCH", place, {"name": "Scores"}).json()["name"] == "Scores"
    assert client.get(place).json()["rowCount"] == 2
    assert client.post(f"{place}/cleardata").status_code == 200
    assert client.get(place).json()["rowCount"] == 0
    assert client.delete(place).status_code == 200
    assert client.get(place).status_code == 400


def test_data_extensions_are_listed_by_category(client):
    made(client, categoryId=7)

    [item] = client.get(f"{OBJECTS}/category/7").json()["items"]

    assert item["name"] == "Points"


def test_rows_are_inserted_and_changed_at_once(client):
    made(client)
    sent = [row("1", stars="4"), row("2")]

    assert client.post(ROWSET, sent).json() == sent
    client.post(ROWSET, [row("1", stars=5)])

    rows = client.rows("Points")
    assert [(r["Id"], r["Mail"], r["Stars"]) for r in rows] == [
        ("1", "a@example.com", 5),
        ("2", "a@example.com", None),
    ]


def test_rows_before_the_first_bad_one_are_kept(client):
    made(client)

    answer = client.post(ROWSET, [row("1"), row("2", stars="many"), row("3")])

    assert answer.status_code == 400
    assert answer.json()["errorcode"] == 10006
    assert "Stars" in answer.json()["additionalErrors"][0]["message"]
    assert [each["Id"] for each in client.rows("Points")] == ["1"]


@pytest.mark.parametrize(
    "bad",
    [
        7,
        {"keys": 7},
        {"keys": {"shoe": 1}, "values": {}},
        {"keys": {}, "values": {"mail": "a@example.com"}},
        {"keys": {"id": "1"}, "values": {}},
        {"keys": {"id": "1"}, "values": {"shoe": 1}},
    ],
)
def test_a_row_that_does_not_fit_is_refused(client, bad):
    made(client)

    assert client.post(ROWSET, [bad]).status_code == 400
    assert client.rows("Points") == []


@pytest.mark.parametrize("path", ["key:none/rowset", "none/rowset"])
def test_rows_of_a_data_extension_that_does_not_exist_are_refused(client, path):
    answer = client.post(f"hub/v1/dataevents/{path}", [])

    assert (answer.status_code, answer.json()["errorcode"]) == (400, 10001)


def test_asynchronous_rows_wait_for_their_turn():
    real_time = RealTime()
    clock = Clock(MONDAY, is_running=False, real=real_time)
    with Simulator(clock=clock, publish_seconds=10) as simulator:
        client = Client(simulator)
        made(client)
        request = client.call("PUT", ASYNC, {"items": [flat("1")]}).json()["requestId"]
        place = f"data/v1/async/{request}"
        waiting = client.get(f"{place}/status").json()["status"]
        assert waiting["requestStatus"] == "Pending"
        assert client.rows("Points") == []

        real_time.seconds += 5

        done = client.get(f"{place}/status").json()["status"]
        assert (done["requestStatus"], done["hasErrors"]) == ("Complete", False)
        assert len(client.rows("Points")) == 1


def test_inserting_asynchronously_does_not_change_rows(client):
    made(client)
    client.call("PUT", ASYNC, {"items": [flat("1", Stars=1)]})

    sent = {"items": [flat("1", Stars=2), flat("2", Stars=2)]}
    request = client.post(ASYNC, sent).json()["requestId"]

    results = client.get(f"data/v1/async/{request}/results").json()["items"]
    assert [each["status"] for each in results] == ["Error", "OK"]
    told = client.get(f"data/v1/async/{request}/status").json()["status"]
    assert (told["requestStatus"], told["hasErrors"]) == ("Error", True)
    assert [each["Stars"] for each in client.rows("Points")] == [1, 2]


def test_a_request_that_nobody_made_has_no_status(client):
    assert client.get("data/v1/async/nothing/status").status_code == 404


def contact(key, **values):
    pairs = [{"name": name, "value": value} for name, value in values.items()]
    sets = [{"name": "Email Addresses", "items": [{"values": pairs}]}]
    return {"contactKey": key, "attributeSets": sets}


def saved(client, method, body):
    return client.call(method, "contacts/v1/contacts", body).json()


def found(client, address, **more):
    body = {"channelAddressList": [address], **more}
    answer = client.post("contacts/v1/addresses/email/search", body).json()
    [entity] = answer["channelAddressResponseEntities"]
    return [each["contactKey"] for each in entity["contactKeyDetails"]]


def test_a_contact_is_made_then_changed(client):
    mail = {"Email Address": "ada@example.com", "HTML Enabled": True}
    first = saved(client, "POST", contact("ada", **mail))
    second = saved(client, "PATCH", contact("ada", **{"HTML Enabled": False}))

    assert (first["operationStatus"], first["isNewContactKey"]) == ("OK", True)
    assert second["isNewContactKey"] is False
    assert second["contactID"] == contact_id("ada")
    assert client.contact("ada")["attributes"]["Email Addresses"] == {
        "Email Address": "ada@example.com",
        "HTML Enabled": False,
    }


@pytest.mark.parametrize("body", [{}, {"contactKey": "ada"}])
def test_a_contact_that_cannot_be_made_fails_softly(client, body):
    answer = saved(client, "POST", body)

    assert (answer["operationStatus"], answer["hasErrors"]) == ("FAIL", True)
    assert answer["resultMessages"][0]["message"]


def test_contacts_are_found_by_the_address_stated_written_or_their_key(client):
    saved(client, "POST", contact("ada", **{"Email Address": "one@example.com"}))
    client.fire("one@example.com", EmailAddress="two@example.com")

    assert found(client, "ONE@example.com", maximumCount=5) == [
        "ada",
        "one@example.com",
    ]
    assert found(client, "one@example.com") == ["ada"]
    assert found(client, "nobody@example.com") == []


@pytest.mark.parametrize("body", [{}, {"channelAddressList": ["a"], "maximumCount": 0}])
def test_a_search_for_nothing_is_refused(client, body):
    answer = client.post("contacts/v1/addresses/email/search", body)

    assert answer.status_code == 400
