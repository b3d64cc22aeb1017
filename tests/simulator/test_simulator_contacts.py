"""Contacts deleted and found, taken out of journeys, and the model of their data."""

import pytest
from plain_client import MONDAY, SIGNUP, Client, RealTime, trigger, wait

from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock

CONTACTS = "contacts/v1/contacts"
DELETE = f"{CONTACTS}/actions/delete"
JOURNEYS = "interaction/v1/interactions"


def make(client, key, address):
    values = [{"name": "Email Address", "value": address}]
    sets = [{"name": "Email Addresses", "items": [{"values": values}]}]
    body = {"contactKey": key, "attributeSets": sets}
    return client.post(CONTACTS, body).json()


def delete(client, *values, kind="keys"):
    body = {"values": values, "DeleteOperationType": "ContactAndAttributes"}
    return client.post(f"{DELETE}?type={kind}", body).json()["operationID"]


def background(client, operation):
    told = client.get(f"{DELETE}/status", params={"operationID": operation}).json()
    [found] = told["backgroundOperationsSummary"]
    return found["backgroundOperationStatusID"]


def test_a_deleted_contact_takes_part_in_nothing_any_more(client):
    client.fire("ada", EmailAddress="ada@example.com")

    delete(client, "ada")

    [visit] = client.contact("ada")["journeys"]
    refused = client.fire("ada", EmailAddress="ada@example.com")
    assert visit["left"]
    assert refused.status_code == 400


def test_a_deleted_contact_is_gone_with_its_rows_two_weeks_later(client):
    address = "ada@example.com"
    client.fire(address, EmailAddress=address)
    operation = delete(client, address)
    before = background(client, operation)

    client.advance("P15D")

    addresses = [row["EmailAddress"] for row in client.rows("Members")]
    assert (before, background(client, operation)) == ("Processing", "Completed")
    assert address not in addresses
    assert client.fire(address, EmailAddress=address).status_code == 201


def test_contacts_are_deleted_by_their_number_too(client):
    number = make(client, "ada", "ada@example.com")["contactID"]

    delete(client, number, kind="ids")

    assert client.contact("ada")["suppressed"]


def test_a_batch_tells_which_member_is_not_active(client):
    make(client, "ada", "ada@example.com")
    delete(client, "ada")
    members = [{"contactKey": "ada", "data": {"EmailAddress": "ada@example.com"}}]
    path = "interaction/v1/async/events"
    client.post(path, {"eventDefinitionKey": SIGNUP, "members": members})

    [found] = client.get(f"{path}/status", params={"contactKey": "ada"}).json()["items"]

    assert found["type"] == "errored"
    assert "not active" in found["message"]


@pytest.mark.parametrize("kind", ["AttributesOnly", "", None])
def test_only_whole_contacts_are_deleted(client, kind):
    body = {"values": ["ada"], "DeleteOperationType": kind}

    assert client.post(f"{DELETE}?type=keys", body).status_code == 400


@pytest.mark.parametrize(
    ("by", "operator", "value", "expected"),
    [
        ("ContactKey", "Is", "ada", ["ada"]),
        ("ContactKey", "Contains", "b", ["ben"]),
        ("ContactKey", "IsNot", "ada", ["ben"]),
        ("contactkey", "Begins With", "A", ["ada"]),
        ("Status", "Is", "Suppressed", ["ben"]),
        ("SourceChannel", "Ends With", "mail", ["ada", "ben"]),
        ("LastModifiedDate", "GreaterThan", "2026-03-02T10:00:00", ["ada", "ben"]),
        ("LastModifiedDate", "LessThan", "2026-03-02T08:00:00", []),
        ("AudienceID", "Is", "7", []),
    ],
)
def test_addresses_are_found(simulator, by, operator, value, expected):
    client = Client(simulator)
    client.control("POST", "reset", {"seed": "empty"})
    client.control("POST", "clock", {"now": "2026-03-02T17:00:00Z"})
    make(client, "ada", "ada@example.com")
    make(client, "ben", "ben@example.com")
    delete(client, "ben")

    body = {"filterConditionOperator": operator, "filterConditionValue": value}
    told = client.post(f"contacts/v1/addresses/search/{by}", body).json()

    assert [each["contactKey"] for each in told["addresses"]] == expected


def attributes(client, conditions, operator="And"):
    asked = [{"key": "Email Addresses.Email Address"}, {"key": "Members.FirstName"}]
    body = {
        "request": {"attributes": asked},
        "conditionSet": {"operator": operator, "conditions": conditions},
    }
    answer = client.post("contacts/v1/attributes/search", body).json()
    return {each["contactKey"]: each["values"] for each in answer.get("items", [])}


def condition(name, operator, *values):
    return {
        "attribute": {"key": name},
        "operator": operator,
        "value": {"items": list(values)},
    }


def test_contacts_are_found_by_attributes_of_any_set(client):
    make(client, "ada", "ada@example.com")
    client.fire("ben", EmailAddress="ben@example.com", FirstName="Ben")
    address = condition("Email Addresses.Email Address", "Equals", "ada@example.com")
    name = condition("Contact.Contact Key", "Equals", "ben", "nobody")

    assert list(attributes(client, [address])) == ["ada"]
    assert list(attributes(client, [address, name])) == []
    assert list(attributes(client, [address, name], "Or")) == ["ada", "ben"]
    assert attributes(client, [address])["ada"][0]["value"] == "ada@example.com"


def test_the_schema_leads_to_sets_that_follow_the_data_extensions(client):
    def names():
        answer = client.get("contacts/v1/attributeSetDefinitions").json()
        return {each["fullyQualifiedName"]: each for each in answer["items"]}

    before = names()
    flags = ("isNullable", "isTemplateField", "isInheritable", "isOverridable")
    flags += ("isHidden", "isReadOnly", "mustOverride")
    field = {"name": "Key", "type": "Text", "length": 10, "isPrimaryKey": True}
    field |= dict.fromkeys(flags, False)
    body = {
        "name": "Vouchers",
        "isSendable": True,
        "sendableCustomObjectField": "Key",
        "fields": [field],
    }
    assert client.post("data/v1/customobjects", body).status_code == 201

    made = names().keys() - before.keys()
    assert made == {"Vouchers"}
    [attribute] = names()["Vouchers"]["attributes"]
    assert (attribute["key"], attribute["dataType"]) == ("Key", "Text")


def inside(client):
    body = {"ContactKeyList": ["ada"]}
    told = client.post(f"{JOURNEYS}/contactMembership", body).json()
    return bool(told["results"]["contactMemberships"])


def exit_message(client, body):
    [told] = client.post(f"{JOURNEYS}/contactexit/status", body).json()
    return told["status"][0]["message"]


def test_taking_a_contact_out_takes_a_moment(real_time):
    clock = Clock(MONDAY, is_running=False, real=RealTime())
    with Simulator(clock=clock, publish_seconds=0) as running:
        client = Client(running)
        client.create(
            "waiting",
            [wait("W-1", 60)],
            triggers=[trigger(SIGNUP)],
            entryMode="OnceAndDone",
        )
        client.publish("waiting")
        running.tenant.queue_seconds = 10
        client.fire("ada", EmailAddress="ada@example.com")
        body = [{"ContactKey": "ada", "DefinitionKey": "waiting", "Versions": [1]}]
        answer = client.post(f"{JOURNEYS}/contactexit", body)
        before = exit_message(client, body)

        clock.real.seconds += 11
        after = exit_message(client, body)

        assert (answer.status_code, answer.json()) == (202, {"errors": []})
        assert before == "Exit request received for processing"
        assert after == "Exit process Completed."


def test_who_is_inside_and_was_never_asked_for_is_being_processed(client):
    client.fire("ada", EmailAddress="ada@example.com")
    body = {"ContactKey": "ada", "DefinitionKey": "nto-welcome-series", "Versions": [2]}

    assert inside(client)
    assert exit_message(client, body) == "Exit Request is being Processed."
