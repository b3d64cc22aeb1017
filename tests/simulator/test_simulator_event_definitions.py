import re

from plain_client import SIGNUP

EVENTS = "interaction/v1/eventDefinitions"
NEVER = "0001-01-01T00:00:00"
NO_GUID = "00000000-0000-0000-0000-000000000000"
SCHEMA = {
    "fields": [
        {"name": "SubscriberKey", "dataType": "Text", "maxLength": 18},
        {"name": "Email", "dataType": "EmailAddress", "isNullable": False},
        {"name": "Since", "dataType": "Date", "defaultValue": "GetDate()"},
    ],
    "sendableCustomObjectField": "SubscriberKey",
    "sendableSubscriberField": "_SubscriberKey",
}


def test_there_are_many_event_definitions_of_all_types(client):
    path = f"{EVENTS}?$page=1&$pageSize=500&extras=all"

    found = client.get(path).json()

    types = {each["type"] for each in found["items"]}
    assert found["count"] == len(found["items"]) >= 60
    assert types == {
        "APIEvent",
        "Event",
        "RestEvent",
        "ContactEvent",
        "DateEvent",
        "EmailAudience",
        "AutomationAudience",
        "SalesforceObjectTriggerV2",
    }
    assert [e["name"] for e in found["items"] if "." in e["eventDefinitionKey"]] == [
        "Store check-in Denver"
    ]


def test_every_event_definition_has_its_data_extension(client):
    for each in client.get(f"{EVENTS}?$page=1&$pageSize=500").json()["items"]:
        path = f"data/v1/customobjects/{each['dataExtensionId']}/fields"
        assert client.get(path).json()["fields"]


def test_a_name_is_searched_anywhere(client):
    found = client.get(f"{EVENTS}?name=TRAIL SIGN").json()["items"]

    assert [each["name"] for each in found] == ["Spring trail sign-up"]


def test_an_unknown_one_is_a_400_without_words(client):
    answer = client.get(f"{EVENTS}/key:no-such-key")

    assert (answer.status_code, answer.json()) == (400, {})


def test_the_journeys_that_use_it_are_counted(client):
    found = client.get(f"{EVENTS}/key:{SIGNUP}").json()

    assert (found["interactionCount"], found["publishedInteractionCount"]) == (1, 1)


def test_one_made_from_a_schema_gets_a_data_extension(client):
    body = {
        "type": "APIEvent",
        "name": "Guide application",
        "eventDefinitionKey": "nto-guide-application",
        "schema": SCHEMA,
    }

    made = client.post(EVENTS, body).json()
    read = client.get(f"{EVENTS}/key:nto-guide-application").json()

    assert (made["createdDate"], made["createdBy"]) == (NEVER, 0)
    assert made["metaData"] == {}
    assert made["dataExtensionName"] == "Guide application - 2026-03-02T090000000"
    assert made["arguments"]["serializedObjectType"] == 11
    assert made["arguments"]["dataExtensionId"] == NO_GUID
    fields = {each["name"]: each for each in read["schema"]["fields"]}
    assert fields["SubscriberKey"]["maxLength"] == "18"
    assert "maxLength" not in fields["Since"]
    assert fields["Email"]["isDevicePreference"] is False
    assert read["modifiedDate"] == "2026-03-02T09:00:00"
    data = client.get(f"data/v1/customobjects/{made['dataExtensionId']}/fields")
    assert [each["length"] for each in data.json()["fields"]] == [18, 254, 0]
    fired = client.fire("guide", "nto-guide-application", Email="g@example.com")
    assert fired.status_code == 201


def test_one_without_schema_and_data_extension_is_refused(client):
    body = {"type": "APIEvent", "name": "No", "eventDefinitionKey": "no"}

    answer = client.post(EVENTS, body)

    assert answer.status_code == 400
    assert (
        answer.json()["message"] == "Include a valid schema or DataExtensionId value."
    )


def test_one_that_an_active_journey_uses_stays_as_it_is(client):
    answer = client.put(f"{EVENTS}/key:{SIGNUP}", {"name": "Other"})

    assert answer.status_code == 400
    assert client.delete(f"{EVENTS}/key:{SIGNUP}").status_code == 400


def test_one_can_be_renamed_and_deleted(client):
    [found] = client.get(f"{EVENTS}?name=Order returned").json()["items"]
    place = f"{EVENTS}/{found['id']}"

    renamed = client.put(f"{place}/", {"name": "Order came back"})
    deleted = client.delete(place)

    assert (renamed.status_code, renamed.json()["name"]) == (200, "Order came back")
    assert (deleted.status_code, deleted.content) == (200, b"")
    assert client.get(place).status_code == 400
    gone = client.delete(place)
    assert gone.json()["errorcode"] == 30000
    assert gone.json()["message"] == "{{{ERROR_OPEN_SUPPORT_CASE}}}"


def test_fields_have_numbers_for_lengths(client):
    definition = client.get(f"{EVENTS}/key:{SIGNUP}").json()
    path = f"data/v1/customobjects/{definition['dataExtensionId']}/fields"

    fields = {each["name"]: each for each in client.get(path).json()["fields"]}

    assert fields["EmailAddress"]["isPrimaryKey"] is True
    assert fields["EmailAddress"]["isNullable"] is False
    assert fields["EmailAddress"]["length"] == 254
    assert fields["Updated"]["defaultValue"] == "False"
    assert "isRequired" not in fields["Updated"]


def test_an_unknown_data_extension_is_an_invalid_parameter(client):
    answer = client.get(f"data/v1/customobjects/{NO_GUID}/fields")

    assert (answer.status_code, answer.json()) == (
        400,
        {
            "message": f"Parameter {NO_GUID} is invalid.",
            "errorcode": 10001,
            "documentation": "",
        },
    )


def searched(client, text):
    answer = client.get("data/v1/customobjects", params={"$search": text}).json()
    return {each["name"]: each for each in answer["items"]}


def test_data_extensions_are_searched_by_name_key_and_description(client):
    found = searched(client, "memb")

    assert list(searched(client, "lapsed")) == ["Lapsed members"]
    assert list(searched(client, found["Members"]["key"][:9])) == ["Members"]
    assert found["Members"]["rowCount"] == 12


def test_rows_come_as_text_in_lower_case(client):
    found = searched(client, "Members")["Members"]
    path = f"data/v1/customobjectdata/key/{found['key']}/rowset?$page=1&$pageSize=5"

    answer = client.get(path).json()

    assert answer["items"][0] == {
        "keys": {"emailaddress": "susan.hike@example.com"},
        "values": {
            "memberid": "100001",
            "firstname": "Susan",
            "lastname": "Hike",
            "updated": "True",
            "signupdate": "2026-03-02T09:12:00",
        },
    }
    assert re.fullmatch(
        r"/v1/customobjectdata/token/[0-9a-f-]{36}/rowset\?\$page=2",
        answer["links"]["next"],
    )
