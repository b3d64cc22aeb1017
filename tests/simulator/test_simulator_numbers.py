"""Statistics of journeys, the history in sums, and transactional journeys."""

import pytest
from plain_client import SIGNUP, trigger, wait

I = "interaction/v1"  # noqa: E741 - the service's name, as its paths begin
JOURNEYS = f"{I}/interactions"
HISTORY = f"{JOURNEYS}/journeyhistory"


@pytest.fixture
def waiting(client):
    """A journey with two waits, and Ada in the first of them."""
    client.create(
        "waiting",
        [wait("W-1", 5, "W-2"), wait("W-2", 60)],
        triggers=[trigger(SIGNUP)],
        entryMode="OnceAndDone",
    )
    assert client.publish("waiting")["status"] == "PublishCompleted"
    client.fire("ada", EmailAddress="ada@example.com")
    return client.journey("waiting")


def waits(client):
    told = client.get(f"{I}/waitstatistics/key:waiting").json()
    return {each["activityKey"]: each["waitingCount"] for each in told["items"]}


def test_wait_statistics_follow_the_contact_from_wait_to_wait(client, waiting):
    before = waits(client)
    client.advance("PT10M")
    later = waits(client)
    client.advance("PT2H")

    assert before == {"W-1": 1, "W-2": 0}
    assert later == {"W-1": 0, "W-2": 1}
    assert waits(client) == {"W-1": 0, "W-2": 0}


def test_trigger_statistics_count_who_was_turned_away(client, waiting):
    event = client.get(f"{I}/eventDefinitions/key:{SIGNUP}").json()
    client.fire("ada", EmailAddress="ada@example.com")

    path = f"{I}/triggerstats/{event['id']}/{waiting['definitionId']}"
    told = {each["eventType"]: each for each in client.get(path).json()["statuses"]}

    assert told["ContactAttempted"]["count"] == 2
    assert told["MetCriteria"]["count"] == 1
    assert told["Failed"]["category"] == "failure"


def test_the_history_is_summed_for_one_journey(client, waiting):
    client.advance("PT10M")

    told = client.post(f"{HISTORY}/summary", {"objectId": waiting["id"]}).json()

    assert (told["waiting"], told["cameOffWait"]) == (1, 1)
    assert told["totalContactCount"] == 1
    assert told["total"] == told["successCount"] == 2


def test_the_history_by_the_hour_tells_each_hour_once(client, waiting):
    client.advance("PT2H")

    body = {"definitionIds": [waiting["definitionId"]], "interval": "hour"}
    told = client.post(f"{HISTORY}/timeSeries", body).json()

    counts = [(each["dateTime"][11:], each["count"]) for each in told["items"]]
    assert counts == [("09:00:00", 2), ("10:00:00", 1)]


@pytest.mark.parametrize(
    ("sought", "found"), [("a*", ["ada"]), ("ada", ["ada"]), ("b*", []), ("", ["ada"])]
)
def test_contacts_of_the_history_are_found_by_their_key(client, waiting, sought, found):
    body = {"definitionIds": [waiting["definitionId"]], "queryString": sought}
    told = client.post(f"{HISTORY}/contactkey", body).json()

    assert [each["contactKey"] for each in told.get("items", [])] == found


def test_goals_are_counted_from_the_clearing_on(client):
    goal = {
        "key": "GOAL",
        "type": "Event",
        "metaData": {
            "isExitCriteria": True,
            "conversionUnit": "percentage",
            "conversionValue": "50",
        },
        "configurationArguments": {
            "criteria": "<FilterDefinition><ConditionSet Operator='AND'>"
            f"<Condition Key='Event.{SIGNUP}.FirstName' Operator='Equal'>"
            "<Value><![CDATA[Ada]]></Value></Condition></ConditionSet>"
            "</FilterDefinition>"
        },
    }
    header = {"triggers": [trigger(SIGNUP)], "entryMode": "MultipleEntries"}
    client.create(
        "goal", [wait("W-1", 5, "W-2"), wait("W-2", 5)], goals=[goal], **header
    )
    assert client.publish("goal")["status"] == "PublishCompleted"
    client.fire("ada", EmailAddress="ada@example.com", FirstName="Ada")
    client.advance("PT1H")
    path = f"{I}/goalstatistics/key:goal"
    before = client.get(path).json()

    client.post(f"{I}/goalstatistics/clear/key:goal", {})
    after = client.get(path).json()

    assert (before["metGoal"], before["goalPerformance"]) == (1, 100)
    assert (before["conversionUnit"], before["conversionValue"]) == ("percentage", "50")
    assert after["metGoal"] == 0
    assert client.journey("goal")["stats"]["metGoal"] == 0


def test_the_summary_counts_activities_of_versions_that_are_active(client, waiting):
    path = f"{JOURNEYS}/key:waiting/summary"
    active = client.get(path).json()
    client.post(f"{JOURNEYS}/stop/key:waiting?versionNumber=1", {})

    assert active == {"id": waiting["id"], "activities": [{"type": "WAIT", "count": 2}]}
    assert client.get(path).json()["activities"] == []


@pytest.fixture
def receipt(client):
    """A transactional journey, saved and not begun."""
    email = {"key": "EMAIL-1", "type": "EMAILV2", "outcomes": [{"key": "out"}]}
    made = client.create(
        "receipt",
        [email],
        definitionType="Transactional",
        entryMode="MultipleEntries",
        triggers=[{**trigger(SIGNUP), "type": "transactional-api"}],
    )
    return made.json()["id"]


def transact(client, what, journey_id):
    body = {"definitionId": journey_id}
    return client.post(f"{JOURNEYS}/transactional/{what}", body)


def messages(client):
    return client.control("GET", "outbox").json().get("items", [])


def test_who_comes_in_a_transactional_pause_is_sent_to_afterwards(client, receipt):
    assert transact(client, "create", receipt).json() == {"errors": []}
    transact(client, "pause", receipt)
    client.fire("ada", EmailAddress="ada@example.com")
    client.advance("P60D")
    in_pause = [e for e in messages(client) if e["journey"] == "receipt"]

    transact(client, "resume", receipt)

    sent = [each for each in messages(client) if each["journey"] == "receipt"]
    assert in_pause == []
    assert [each["contactKey"] for each in sent] == ["ada"]


def test_a_cleared_queue_is_never_sent(client, receipt):
    transact(client, "create", receipt)
    transact(client, "pause", receipt)
    client.fire("ada", EmailAddress="ada@example.com")

    transact(client, "clearQueue", receipt)
    transact(client, "resume", receipt)

    assert [e for e in messages(client) if e["journey"] == "receipt"] == []


def test_a_transactional_journey_is_edited_in_its_pause_and_is_never_stopped(
    client, receipt
):
    transact(client, "create", receipt)
    running = {**client.journey("receipt"), "name": "Receipt by email"}
    refused = client.put(f"{JOURNEYS}/{receipt}", running)
    stopped = client.post(f"{JOURNEYS}/stop/{receipt}?versionNumber=1", {})
    second = client.create("receipt", definitionType="Transactional")
    transact(client, "pause", receipt)

    saved = client.put(f"{JOURNEYS}/{receipt}", running)

    assert refused.status_code == 409
    assert stopped.json()["errorcode"] == 10000
    assert (second.status_code, second.json()["errorcode"]) == (409, 30004)
    assert saved.json()["name"] == "Receipt by email"
    assert client.journey("receipt")["status"] == "Paused"


def test_publishing_a_running_transactional_journey_is_a_general_error(client, receipt):
    transact(client, "create", receipt)

    answer = client.post(f"{JOURNEYS}/publishAsync/{receipt}?versionNumber=1", {})

    assert answer.json()["errorcode"] == 30000


def test_contacts_come_in_by_the_older_door_for_many(client):
    path = "interaction-experimental/v1/batchcontactevents"
    details = [
        {"ContactKey": key, "Data": {"EmailAddress": f"{key}@example.com"}}
        for key in ("ada", "ben")
    ]
    body = {"EventDefinitionKey": SIGNUP, "BatchId": "7", "BatchDetails": details}

    answer = client.post(path, body)

    assert (answer.status_code, answer.json()["batchId"]) == (202, "7")
    assert client.contact("ben")["journeys"]


@pytest.mark.parametrize(
    "details",
    [None, [], "ada", [{}] * 101],
    ids=["missing", "empty", "no list", "too many"],
)
def test_the_older_door_refuses_a_batch_it_cannot_read(client, details):
    path = "interaction-experimental/v1/batchcontactevents"
    body = {"EventDefinitionKey": SIGNUP, "BatchDetails": details}

    assert client.post(path, body).status_code == 400
