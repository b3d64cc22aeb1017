from plain_client import SIGNUP, wait

JOURNEYS = "interaction/v1/interactions"
NEVER = "0001-01-01T00:00:00"
NOT_FOUND = {
    "message": "Interaction matching criteria not found.",
    "errorcode": 30003,
    "documentation": "",
}
HEADER = [
    "id",
    "key",
    "name",
    "lastPublishedDate",
    "description",
    "version",
    "workflowApiVersion",
    "createdDate",
    "modifiedDate",
    "activities",
    "triggers",
    "goals",
    "exits",
    "notifiers",
    "stats",
    "entryMode",
    "definitionType",
    "channel",
    "defaults",
    "metaData",
    "executionMode",
    "categoryId",
    "status",
    "definitionId",
    "scheduledStatus",
]


def test_a_new_journey_is_a_draft_with_what_the_service_assigns(client):
    made = client.create("mine", [wait("WAIT-1", 5)]).json()

    assert list(made) == HEADER
    assert (made["status"], made["version"]) == ("Draft", 1)
    assert made["id"] == made["definitionId"]
    assert (made["entryMode"], made["lastPublishedDate"]) == ("NotSet", NEVER)
    assert made["activities"][0]["id"]
    assert made["modifiedDate"] == "2026-03-02T09:00:00"
    assert client.journey("mine") == made


def test_an_ending_written_as_null_comes_back_without_next(client):
    ending = wait("WAIT-1", 5)
    ending["outcomes"][0]["next"] = None

    made = client.create("mine", [ending]).json()

    assert "next" not in made["activities"][0]["outcomes"][0]


def test_numbers_come_back_as_they_were_written(client):
    text = (
        '{"key": "mine", "name": "Mine", "workflowApiVersion": 1.0,'
        ' "metaData": {"a": 1.50, "b": "2", "c": 12345678901234567890}}'
    )
    kind = {"Content-Type": "application/json"}

    answer = client.post(JOURNEYS, data=text.encode(), headers=kind)

    assert '"metaData": {"a": 1.50, "b": "2", "c": 12345678901234567890}' in answer.text
    assert '"workflowApiVersion": 1.0' in answer.text


def test_letters_that_the_service_rejects_in_a_name(client):
    answer = client.create("mine", name="Cats & dogs")

    assert answer.status_code == 400
    assert answer.json()["errorcode"] == 10006
    assert answer.json()["message"] == "Validation Errors Occurred!"
    assert answer.json()["validationErrors"][0]["errorcode"] == 121072


def test_what_is_missing_is_listed(client):
    answer = client.post(JOURNEYS, {"name": "Mine"})

    codes = [each["errorcode"] for each in answer.json()["validationErrors"]]
    assert (answer.status_code, codes) == (400, [10002, 10002])


def test_an_unknown_entry_mode_cannot_be_read(client):
    answer = client.create("mine", entryMode="Sometimes")

    assert (answer.status_code, answer.json()["errorcode"]) == (400, 10004)
    assert answer.json()["message"] == "JSON Deserialization Exception"


def test_an_empty_next_is_refused(client):
    broken = wait("WAIT-1", 5)
    broken["outcomes"][0]["next"] = ""

    answer = client.create("mine", [broken])

    assert answer.json()["validationErrors"][0]["errorcode"] == 121000


def test_dangling_paths_and_repeated_keys_are_saved_silently(client):
    answer = client.create("mine", [wait("WAIT-1", 5, "NOWHERE"), wait("WAIT-1", 5)])

    assert answer.status_code == 200


def test_an_update_needs_the_stored_modified_date(client):
    made = client.create("mine").json()

    saved = client.put(JOURNEYS, made | {"name": "Mine, changed"})
    stale = client.put(JOURNEYS, made | {"name": "Mine, stale"})

    assert saved.status_code == 200
    assert saved.json()["createdDate"] == NEVER
    assert saved.json()["modifiedDate"] != made["modifiedDate"]
    assert (stale.status_code, stale.json()["errorcode"]) == (400, 30000)
    assert stale.json()["message"] == (
        "Another user recently modified this journey. "
        "Refresh to edit the latest version."
    )
    assert client.journey("mine")["name"] == "Mine, changed"
    assert client.journey("mine")["createdDate"] == made["createdDate"]


def test_a_published_journey_cannot_be_updated(client):
    body = client.journey("nto-welcome-series")

    answer = client.put(f"{JOURNEYS}/{body['id']}", body)

    assert (answer.status_code, answer.json()["errorcode"]) == (409, 409)


def test_an_unknown_journey_cannot_be_updated(client):
    body = {"key": "no", "name": "No", "workflowApiVersion": 1, "version": 1}

    answer = client.put(f"{JOURNEYS}/key:no", body)

    assert (answer.status_code, answer.json()["message"]) == (
        404,
        "Interaction not found.",
    )


def test_posting_the_key_of_a_published_journey_makes_the_next_version(client):
    before = client.journey("nto-order-thanks")

    made = client.create("nto-order-thanks", before["activities"]).json()

    assert (made["version"], made["status"]) == (2, "Draft")
    assert made["id"] == before["id"]
    assert made["definitionId"] != before["definitionId"]
    again = client.create("nto-order-thanks")
    assert again.status_code == 409


def test_a_deleted_journey_is_gone_but_an_older_version_still_listed(client):
    before = client.journey("nto-order-thanks")
    client.create("nto-order-thanks")

    deleted = client.delete(f"{JOURNEYS}/{before['id']}?versionNumber=2")

    assert (deleted.status_code, deleted.json()) == (200, before["id"])
    answer = client.get(f"{JOURNEYS}/key:nto-order-thanks")
    assert (answer.status_code, answer.json()) == (404, NOT_FOUND)
    [listed] = client.get(f"{JOURNEYS}?key=nto-order-thanks").json()["items"]
    assert listed["version"] == 1


def test_a_running_journey_cannot_be_deleted(client):
    answer = client.delete(f"{JOURNEYS}/key:nto-order-thanks")

    assert (answer.status_code, answer.json()["errorcode"]) == (409, 30002)


def test_a_page_size_counts_only_beside_a_page_number(client):
    alone = client.get(f"{JOURNEYS}?$pageSize=2").json()
    both = client.get(f"{JOURNEYS}?$page=2&$pageSize=3").json()

    assert (alone["pageSize"], len(alone["items"])) == (50, 8)
    assert (both["count"], both["page"], len(both["items"])) == (8, 2, 3)
    assert list(both) == ["count", "page", "pageSize", "links", "items"]


def test_an_empty_page_has_no_items_at_all(client):
    answer = client.get(f"{JOURNEYS}?nameOrDescription=nothing like it").json()

    assert answer == {"count": 0, "page": 1, "pageSize": 50, "links": {}}


def test_the_list_leaves_activities_out_unless_they_are_asked_for(client):
    plain = client.get(f"{JOURNEYS}/?key=nto-welcome-series").json()
    whole = client.get(f"{JOURNEYS}?KEY=nto-welcome-series&extras=all").json()

    assert "activities" not in plain["items"][0]
    assert plain["items"][0]["version"] == 2
    assert len(whole["items"][0]["activities"]) == 6
    assert whole["summary"]["totalInteractions"] == 1


def test_the_list_tells_every_version_when_asked(client):
    path = f"{JOURNEYS}?key=nto-welcome-series&mostRecentVersionOnly=false"

    found = client.get(path).json()["items"]

    assert {(each["version"], each["status"]) for each in found} == {
        (1, "Stopped"),
        (2, "Published"),
    }


def test_the_list_can_be_ordered_by_name(client):
    found = client.get(f"{JOURNEYS}?$orderBy=name asc").json()["items"]

    names = [each["name"] for each in found]
    assert names == sorted(names, key=str.lower)


def test_the_numbers_of_contacts_are_told(client):
    client.fire("ada", EmailAddress="ada@example.com")

    stats = client.journey("nto-welcome-series")["stats"]

    assert (stats["currentPopulation"], stats["cumulativePopulation"]) == (1, 1)


def test_membership_names_who_is_not_inside(client):
    client.fire("ada", EmailAddress="ada@example.com")

    path = f"{JOURNEYS}/contactMembership"
    answer = client.post(path, {"ContactKeyList": ["ada", "ben"]}).json()

    assert answer == {
        "results": {
            "contactMemberships": [
                {
                    "contactKey": "ada",
                    "definitionKey": "nto-welcome-series",
                    "version": 2,
                }
            ],
            "contactsNotFound": ["ben"],
        }
    }


def test_a_contact_can_be_taken_out(client):
    client.fire("ada", EmailAddress="ada@example.com")
    asked = [
        {"ContactKey": "ada", "DefinitionKey": "nto-welcome-series"},
        {"ContactKey": "ada", "DefinitionKey": "no such journey", "Versions": [1]},
    ]

    answer = client.post(f"{JOURNEYS}/contactexit", asked)
    status = client.post(f"{JOURNEYS}/contactexit/status", asked[:1]).json()

    assert answer.status_code == 202
    assert answer.json() == {
        "errors": [
            {
                "contactKey": "ada",
                "definitionKey": "no such journey",
                "status": [
                    {
                        "version": 1,
                        "message": "Exit request Ignored - Invalid Interaction Name.",
                    }
                ],
            }
        ]
    }
    assert client.contact("ada")["journeys"][0]["isInside"] is False
    assert "Exit process Completed." in [
        each["message"] for each in status[0]["status"]
    ]


def test_the_trigger_may_name_its_event_on_top_as_the_documents_do(client):
    old = {"key": "TRIGGER", "type": "Event", "eventDefinitionKey": SIGNUP}
    client.create("mine", [wait("W", 5)], triggers=[old])

    client.fire("ada", EmailAddress="ada@example.com")

    away = client.contact("ada")["turnedAway"]
    assert [each["definitionName"] for each in away] == ["mine"]
