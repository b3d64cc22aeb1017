"""What holds for every route: tokens, scopes, spelling, bodies of any kind."""

import re
from itertools import pairwise

import pytest
from plain_client import SIGNUP, Client, trigger, wait

from jbdesk.simulator.door import routes
from jbdesk.simulator.server import Simulator

ALL = routes.ROUTES
PLACES = re.compile(r"\{\w+\}")
JOURNEYS = "interaction/v1/interactions"


@pytest.fixture(scope="module")
def shared():
    """One client for all routes; what they change matters to no test here."""
    with Simulator(seed="demo", publish_seconds=0) as running:
        yield Client(running)


def place(route, name="nobody"):
    return PLACES.sub(name, route.path).lstrip("/")


def name_of(route):
    return f"{route.method} {route.path}"


@pytest.fixture(scope="module")
def without_scopes(shared):
    token = shared.token(scope="").json()["access_token"]
    return {"Authorization": f"Bearer {token}"}


guarded = pytest.mark.parametrize(
    "route", [each for each in ALL if each.needs_token], ids=name_of
)


@guarded
def test_a_route_opens_to_nobody_without_a_token(shared, route):
    answer = shared.call(route.method, place(route), headers={"Authorization": ""})

    assert (answer.status_code, answer.json()["errorcode"]) == (401, 0)


@guarded
def test_a_route_with_scopes_opens_to_nobody_without_them(
    shared, without_scopes, route
):
    answer = shared.call(route.method, place(route), headers=without_scopes)

    is_refused = answer.status_code == 403 and answer.json()["errorcode"] == 20002
    assert is_refused is bool(route.scopes)


BODIES = (
    None,
    {},
    [],
    [[]],
    [7],
    "text",
    7,
    True,
    {
        "values": 7,
        "members": [7],
        "fields": [7],
        "items": [7],
        "request": [7],
        "conditionSet": [7],
        "data": [7],
        "attributeSets": [7],
        "channelAddressList": [7],
        "key": 7,
        "name": 7,
        "workflowApiVersion": [7],
        "activities": [7],
        "eventDefinitionKey": 7,
        "contactKey": 7,
        "definitionId": 7,
        "definitionIds": 7,
        "contactKeys": {"a": 7},
        "start": 7,
        "interval": 7,
        "objectId": [7],
        "scheduledDate": 7,
        "PausedDays": "many",
        "schema": [7],
    },
    {
        "key": "k",
        "name": "k",
        "type": "APIEvent",
        "eventDefinitionKey": "k",
        "contactKey": "k",
        "workflowApiVersion": 1,
        "activities": [{"key": "a", "type": "WAIT", "outcomes": [7]}],
        "triggers": [{"metaData": {"eventDefinitionKey": 7}}],
        "tags": [7],
        "schema": {"fields": [7], "sendableCustomObjectField": "x"},
        "fields": [{"name": 7, "type": 7}],
        "request": {"attributes": [7, {"key": 7}]},
        "conditionSet": {"conditions": [7], "conditionSets": [7]},
        "attributeSets": [{"items": [{"values": [{}]}]}],
        "data": {"k": [7]},
        "maximumCount": "many",
    },
)


@pytest.mark.parametrize("route", ALL, ids=name_of)
def test_no_body_is_too_odd_to_be_answered(shared, route):
    found = {}
    bodies = BODIES if route.method in ("POST", "PUT", "PATCH") else BODIES[:1]
    for target in ("nobody", "key:nto-order-thanks", f"key:{SIGNUP}"):
        for number, body in enumerate(bodies):
            path = place(route, target)
            answer = shared.call(route.method, path, body, allow_redirects=False)
            found[target, number] = answer.status_code

    assert [each for each in found.items() if each[1] >= 500] == []


@pytest.mark.parametrize("name", ["$page", "$pageSize", "versionNumber", "$orderBy"])
@pytest.mark.parametrize("value", ["", "-1", "0", "x", "1.5", "٣", "9" * 30])
def test_no_parameter_is_too_odd_to_be_answered(shared, name, value):
    query = {"$page": "1", name: value}
    paths = [
        JOURNEYS,
        f"{JOURNEYS}/key:nto-order-thanks",
        f"{JOURNEYS}/key:nto-order-thanks/audit/all",
        "interaction/v1/eventDefinitions",
        "interaction/v1/async/events/status",
        "data/v1/customobjects?$search=_",
    ]

    answers = [shared.get(path, params=query).status_code for path in paths]

    assert max(answers) < 500


@pytest.mark.parametrize("path", [f"{JOURNEYS}/", "Interaction/V1/INTERACTIONS"])
def test_a_path_is_found_in_any_case_and_with_a_slash_more(shared, path):
    assert shared.get(path).json()["count"]


def test_the_discovery_document_tells_of_every_route_of_the_service(shared):
    methods = shared.get("interaction/v1/rest").json()["methods"].values()

    told = {
        (each["httpMethod"], PLACES.sub("*", each["path"].replace("key:{key}", "{id}")))
        for each in methods
    }
    own = {
        (
            each.method.lower(),
            PLACES.sub("*", each.path.removeprefix("/interaction/v1/")),
        )
        for each in ALL
        if each.path.startswith("/interaction/v1/")
    }
    assert told == own
    assert all(each["description"] for each in methods)


def test_routes_are_told_apart():
    places = sorted((each.method, PLACES.sub("*", each.path)) for each in ALL)

    assert [one for one, other in pairwise(places) if one == other] == []


def until_event(key, event, happened):
    """A wait for an event that leads to another wait when it comes."""
    made = wait(key, 600)
    way = {"key": "yes", "next": happened, "metaData": {"label": "Event"}}
    end = {"key": "no", "metaData": {"label": "No event"}}
    return {
        **made,
        "type": "WAITUNTILAPI",
        "outcomes": [way, end],
        "configurationArguments": {
            **made["configurationArguments"],
            "waitForEventKey": event,
        },
    }


DOORS = {
    "one": ("interaction/v1/events", "contactKey", {}),
    "batch": ("interaction/v1/async/events", None, {}),
    "experimental": ("interaction-experimental/v1/events", "contactKey", {}),
    "contacts": ("contacts/v1/contactEvents", "contactKey", {}),
}


def fired(client, door, event, contact_key):
    path = DOORS[door][0]
    body = {"eventDefinitionKey": event, "contactKey": contact_key}
    if door == "batch":
        members = [{"contactKey": contact_key, "data": {}}]
        body = {"eventDefinitionKey": event, "members": members}
    return client.post(path, body).status_code


@pytest.mark.parametrize("door", DOORS)
def test_an_awaited_event_lets_contacts_go_by_whichever_door_it_comes(client, door):
    schema = {
        "fields": [{"name": "Key", "dataType": "Text", "isNullable": True}],
        "sendableCustomObjectField": "Key",
        "sendableSubscriberField": "_SubscriberKey",
    }
    event = {"type": "APIEvent", "name": "Paid", "eventDefinitionKey": "paid"}
    client.post("interaction/v1/eventDefinitions", {**event, "schema": schema})
    client.create(
        "until-paid",
        [until_event("WAITUNTILAPI-1", "paid", "WAIT-2"), wait("WAIT-2", 60)],
        triggers=[trigger(SIGNUP)],
        entryMode="MultipleEntries",
    )
    assert client.publish("until-paid")["status"] == "PublishCompleted"
    client.fire("ada", EmailAddress="ada@example.com")
    client.fire("ben", EmailAddress="ben@example.com")
    client.advance("PT1M")

    status = fired(client, door, "paid", "ada")

    where = {key: activity(client, key) for key in ("ada", "ben")}
    assert status < 300
    assert where == {"ada": "WAIT-2", "ben": "WAITUNTILAPI-1"}


def activity(client, contact_key):
    journeys = client.contact(contact_key)["journeys"]
    [found] = [each for each in journeys if each["journeyKey"] == "until-paid"]
    return found["activity"]
