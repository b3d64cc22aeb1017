import json

from plain_client import SIGNUP

MEMBER = {"EmailAddress": "ada@example.com", "FirstName": "Ada", "MemberID": 7}


def member_row(client, address="ada@example.com"):
    rows = client.rows("Members")
    return next((row for row in rows if row["EmailAddress"] == address), None)


def refusals(client, contact_key="ada"):
    return [each["status"] for each in client.contact(contact_key)["turnedAway"]]


def test_a_contact_is_admitted_waits_and_is_marked_as_updated(client):
    answer = client.fire("ada", **MEMBER)

    assert answer.status_code == 201
    assert list(answer.json()) == ["eventInstanceId"]
    assert member_row(client)["Updated"] is False
    [inside] = client.contact("ada")["journeys"]
    assert (inside["journeyName"], inside["activity"]) == (
        "Welcome series",
        "WAITBYDURATION-1",
    )

    client.advance("PT5M")

    assert member_row(client)["Updated"] is True
    [inside] = client.contact("ada")["journeys"]
    assert [step["activity"] for step in inside["steps"]] == [
        "WAITBYDURATION-1",
        "MULTICRITERIADECISIONV2-1",
        "EMAILV2-1",
        "UPDATECONTACTDATAV2-1",
    ]
    [message] = client.contact("ada")["messages"]
    assert message["subject"] == "Welcome to the trail, Ada"
    assert message["to"] == "ada@example.com"

    client.advance("P1D")

    assert client.contact("ada")["journeys"][0]["isInside"] is False


def test_steps_after_a_jump_have_the_times_at_which_they_were_due(client):
    client.fire("ada", **MEMBER)

    client.advance("P30D")

    [visit] = client.contact("ada")["journeys"]
    assert visit["left"].startswith("2026-03-03T15:05:00")


def test_who_has_no_name_goes_by_the_remainder(client):
    client.fire("ben", EmailAddress="ben@example.com")

    client.advance("PT5M")

    [visit] = client.contact("ben")["journeys"]
    assert "EMAILV2-2" in [step["activity"] for step in visit["steps"]]


def test_a_missing_required_field_is_named(client):
    answer = client.fire("ada", FirstName="Ada")

    assert answer.status_code == 400
    assert json.loads(answer.text) == {
        "message": "Event Data contains errors:",
        "errorcode": 10006,
        "documentation": "",
        "validationErrors": [
            {
                "message": "Required Event Data fields are missing: emailaddress",
                "errorcode": 10000,
                "documentation": "",
            }
        ],
    }
    assert member_row(client) is None


def test_a_number_as_text_is_the_wrong_type(client):
    answer = client.fire("ada", EmailAddress="ada@example.com", MemberID="7")

    [item] = answer.json()["validationErrors"]
    assert (answer.status_code, answer.json()["errorcode"]) == (400, 10006)
    assert item["message"] == "Field 'memberid' value does not match type"


def test_a_field_that_is_not_in_the_data_extension_is_refused(client):
    answer = client.fire("ada", **MEMBER, Shoe="42")

    [item] = answer.json()["validationErrors"]
    assert (answer.status_code, "shoe" in item["message"]) == (400, True)


def test_an_unknown_key_is_refused(client):
    answer = client.fire("ada", "APIEvent-unknown", **MEMBER)

    assert answer.status_code == 400
    assert "EventDefinitionKey not found" in answer.json()["message"]


def test_a_key_with_a_period_is_not_found_by_this_door(client):
    answer = client.fire("ada", "store.checkin.denver")

    assert answer.status_code == 400


def test_an_audience_cannot_be_fired(client):
    listed = client.get("interaction/v1/eventDefinitions?name=Win").json()["items"]
    audience = next(each for each in listed if each["type"] == "EmailAudience")

    answer = client.fire("ada", audience["eventDefinitionKey"])

    assert answer.status_code == 400


def test_a_missing_contact_key_is_refused(client):
    answer = client.post("interaction/v1/events", {"EventDefinitionKey": SIGNUP})

    assert (answer.status_code, answer.json()["errorcode"]) == (400, 10002)


def test_text_that_is_no_json_is_refused(client):
    answer = client.post(
        "interaction/v1/events",
        data=b"{",
        headers={"Content-Type": "application/json"},
    )

    assert (answer.status_code, answer.json()["errorcode"]) == (400, 10004)


def test_names_are_matched_in_any_case_and_the_reserved_one_is_ignored(client):
    body = {
        "contactKey": "ada",
        "eventdefinitionkey": SIGNUP.lower(),
        "data": {"emailaddress": "ada@example.com", "eventInstanceId": "mine"},
    }

    answer = client.post("interaction/v1/events", body)

    assert answer.status_code == 201
    assert answer.json()["eventInstanceId"] != "mine"
    assert member_row(client) is not None


def test_who_is_inside_is_accepted_but_does_not_enter_again(client):
    client.fire("ada", **MEMBER)

    answer = client.fire("ada", **MEMBER)

    assert answer.status_code == 201
    assert refusals(client) == ["ContactAlreadyInInteraction"]
    assert len(client.contact("ada")["journeys"]) == 1


def test_who_does_not_meet_the_filter_is_accepted_but_does_not_enter(client):
    answer = client.fire("ada", **MEMBER, Updated=True)

    assert answer.status_code == 201
    assert refusals(client) == ["DidNotMeetEntryCriteria"]


def test_who_was_welcomed_does_not_meet_the_filter_any_more(client):
    client.fire("ada", **MEMBER)
    client.advance("P2D")

    client.fire("ada", **MEMBER)

    assert refusals(client) == ["DidNotMeetEntryCriteria"]


def test_once_and_done_means_never_again(client):
    key = event_key(client, "Gear registered")
    gear = {"SerialNumber": "TENT-1", "EmailAddress": "ada@example.com"}
    client.fire("ada", key, **gear)
    client.advance("P3D")

    client.fire("ada", key, **gear)

    assert "ContactPreviouslyInSameInteraction" in refusals(client)


def test_a_journey_that_is_not_published_takes_nobody_and_says_so(client):
    key = event_key(client, "Rental due tomorrow")
    rental = {"RentalId": "1", "ContactKey": "ada", "DueBack": "2026-03-05"}

    answer = client.fire("ada", key, **rental)

    assert answer.status_code == 201
    assert refusals(client) == ["InteractionNotPublished"]
    [row] = client.history(contactKeys=["ada"])
    assert row["status"] == "InteractionNotPublished"


def test_a_journey_of_another_event_is_not_touched(client):
    client.fire("ada", **MEMBER)

    names = {row["definitionName"] for row in client.history(contactKeys=["ada"])}

    assert names == {"Welcome series"}


def test_all_contacts_take_one_of_the_paths_of_the_spring_campaign(client):
    key = event_key(client, "Spring trail sign-up")
    for number in range(12):
        hike = {"Trail": "Ridge", "HikeDate": "2026-04-01", "GroupSize": number + 1}
        client.fire(f"hiker {number}", key, EmailAddress=f"h{number}@nto.com", **hike)

    client.advance("P20D")

    for number in range(12):
        [visit] = client.contact(f"hiker {number}")["journeys"]
        steps = [step["activity"] for step in visit["steps"]]
        assert visit["isInside"] is False
        assert steps[-3:] == ["EMAILV2-6", "UPDATECONTACTDATAV2-1", "WAITBYDURATION-7"]
    assert all(row["Confirmed"] for row in client.rows("Trail sign-ups"))


def event_key(client, name):
    path = "interaction/v1/eventDefinitions"
    found = client.get(path, params={"name": name}).json()["items"]
    return next(each["eventDefinitionKey"] for each in found if each["name"] == name)
