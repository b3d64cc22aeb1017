"""What is read of journeys: the list, the history as a file, the audit log."""

import csv
import io

import pytest
from plain_client import SIGNUP, trigger, wait

LIST = "interaction/v1/interactions"
HISTORY = f"{LIST}/journeyhistory"
KEY = "nto-welcome-series"


def keys(client, **query):
    page = {"$page": 1, "$pageSize": 500}
    answer = client.get(LIST, params=page | query).json()
    return [each["key"] for each in answer.get("items", [])]


def items(client, **query):
    return client.get(LIST, params=query).json().get("items", [])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"key": KEY}, [KEY]),
        ({"name": "elcome"}, [KEY]),
        ({"nameOrDescription": "listens to orders"}, ["nto-order-thanks"]),
        ({"status": "Stopped", "key": KEY}, [KEY]),
        ({"versionNumber": 1, "key": KEY}, [KEY]),
        ({"definitionType": "transactional"}, []),
        ({"tag": "spring"}, ["tagged"]),
        ({"specificApiVersionNumber": "0.5"}, ["old"]),
        ({"status": "Deleted"}, ["gone"]),
    ],
)
def test_the_list_is_narrowed(client, query, expected):
    client.create("tagged", tags=[{"name": "Spring"}])
    client.create("old", workflowApiVersion=0.5)
    client.create("gone")
    client.delete(f"{LIST}/key:gone")

    assert keys(client, **query) == expected


def test_all_versions_are_listed_when_asked_for(client):
    newest = items(client, key=KEY)
    every = items(client, id=newest[0]["id"], mostRecentVersionOnly="false")

    assert [each["version"] for each in newest] == [2]
    assert sorted(each["version"] for each in every) == [1, 2]


def test_the_list_is_ordered_by_name_both_ways(client):
    up = keys(client, **{"$orderBy": "Name ASC"})
    down = keys(client, **{"$orderBy": "name desc"})

    assert up == down[::-1]
    assert len(up) > 3


@pytest.mark.parametrize("extras", ["activities", "outcome", "outcomes", "stats,all"])
def test_extras_bring_activities(client, extras):
    [journey] = items(client, key=KEY, extras=extras)

    assert journey["activities"]
    assert journey["triggers"]


def test_all_extras_bring_health_tags_and_a_summary(client):
    answer = client.get(LIST, params={"extras": "all"}).json()

    assert answer["summary"]["totalInteractions"] == answer["count"]
    assert all("healthStats" in each and "tags" in each for each in answer["items"])


def test_contacts_that_met_the_goal_are_counted(client):
    goal = {
        "key": "GOAL",
        "type": "Event",
        "metaData": {"isExitCriteria": True},
        "configurationArguments": {
            "criteria": "<FilterDefinition><ConditionSet Operator='AND'>"
            f"<Condition Key='Event.{SIGNUP}.FirstName' Operator='Equal'>"
            "<Value><![CDATA[Ada]]></Value></Condition></ConditionSet>"
            "</FilterDefinition>"
        },
    }
    client.create(
        "with-goal",
        [wait("W-1", 5, "W-2"), wait("W-2", 5)],
        triggers=[trigger(SIGNUP)],
        entryMode="MultipleEntries",
        goals=[goal],
    )
    assert client.publish("with-goal")["status"] == "PublishCompleted"
    client.fire("ada", EmailAddress="ada@example.com", FirstName="Ada")
    client.fire("ben", EmailAddress="ben@example.com", FirstName="Ben")

    client.advance("PT1H")

    stats = client.journey("with-goal")["stats"]
    assert (stats["metGoal"], stats["cumulativePopulation"]) == (1, 2)
    assert stats["goalPerformance"] == 50


def test_history_is_downloaded_as_csv(client):
    client.fire("ada", EmailAddress="ada@example.com", FirstName="Ada")
    client.advance("PT5M")

    answer = client.post(f"{HISTORY}/download", {"contactKeys": ["ada"]})

    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert list(rows[0]) == [
        "TransactionTime",
        "ContactKey",
        "Status",
        "DefinitionId",
        "DefinitionName",
        "ActivityId",
        "ActivityName",
        "ActivityType",
    ]
    assert {row["ContactKey"] for row in rows} == {"ada"}
    assert all(row["ActivityName"] or row["Status"] != "Complete" for row in rows)


def test_columns_of_a_download_are_chosen(client):
    client.fire("ada", EmailAddress="ada@example.com")
    columns = "contactkey,EpochTimeInMilliseconds,Result.Messages"

    answer = client.post(f"{HISTORY}/download?columns={columns}&format=csv", {})

    [row, *_] = csv.DictReader(io.StringIO(answer.text, newline=""))
    assert row["ContactKey"] == "ada"
    assert row["EpochTimeInMilliseconds"] == "1772463600000"


@pytest.mark.parametrize("query", ["columns=Shoe", "format=xml"])
def test_a_download_that_cannot_be_made_is_refused(client, query):
    assert client.post(f"{HISTORY}/download?{query}", {}).status_code == 400


def test_an_estimate_tells_rows_and_bytes_of_the_download(client):
    client.fire("ada", EmailAddress="ada@example.com")
    client.advance("PT5M")
    asked = {"contactKeys": ["ada"]}

    told = client.post(f"{HISTORY}/estimate", asked).json()

    text = client.post(f"{HISTORY}/download", asked).text
    assert told["sizeInBytes"] == len(text.encode())
    assert told["rowCount"] == len(text.splitlines()) - 1


def test_a_download_goes_back_thirty_days(client):
    client.fire("ada", EmailAddress="ada@example.com")
    client.advance("P1D")
    assert "ada" in client.post(f"{HISTORY}/download", {}).text

    client.advance("P40D")

    assert "ada" not in client.post(f"{HISTORY}/download", {}).text


def audit(client, key, action="all", **query):
    path = f"{LIST}/key:{key}/audit/{action}"
    return client.get(path, params=query).json().get("items", [])


def test_the_audit_log_tells_who_did_what_newest_first(client):
    body = client.create(
        "new",
        [wait("W-1", 5, name="W")],
        triggers=[trigger(SIGNUP)],
        entryMode="OnceAndDone",
    ).json()
    client.put(LIST, body)
    client.publish("new")
    for verb in ("pause", "resume", "stop"):
        client.post(f"{LIST}/{verb}/key:new?versionNumber=1", {})
    client.delete(f"{LIST}/key:new")

    told = audit(client, "new")

    assert [each["action"] for each in told] == [
        "Delete",
        "Stop",
        "Resume",
        "Pause",
        "Publish",
        "Publish",
        "Modify",
        "Create",
    ]
    assert [each["publishStatus"] for each in audit(client, "new", "publish")] == [
        "PublishCompleted",
        "PublishInProcess",
    ]
    assert "executionMode" not in told[1]
    assert audit(client, "new", versionNumber=2) == []


def test_the_audit_log_tells_which_version_gave_way(client):
    body = client.journey(KEY, versionNumber=2)
    for name in ("id", "version", "definitionId"):
        del body[name]
    client.post(LIST, body)

    assert client.publish(KEY, 3)["status"] == "PublishCompleted"

    [row] = audit(client, KEY, "unpublish")
    assert row["versionNumber"] == 2


@pytest.mark.parametrize(("key", "action"), [("nothing", "all"), (KEY, "dance")])
def test_an_audit_log_of_nothing_is_refused(client, key, action):
    assert client.get(f"{LIST}/key:{key}/audit/{action}").status_code in (400, 404)


def test_the_history_forgets_after_thirty_days(client):
    client.fire("ada", EmailAddress="ada@example.com", FirstName="Ada")
    before = client.history(contactKeys=["ada"])

    client.advance("P50D")

    rows = client.history(contactKeys=["ada"])
    assert before[0] not in rows
    assert client.contact("ada")["journeys"]


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [(["AllActivityMembership"], True), (["Complete"], True), (["Failed"], False)],
)
def test_the_history_is_narrowed_by_the_client_status(client, wanted, is_found):
    client.fire("ada", EmailAddress="ada@example.com", FirstName="Ada")

    rows = client.history(contactKeys=["ada"], clientStatuses=wanted)

    assert bool(rows) is is_found


@pytest.mark.parametrize("start", ["9999-12-31T23:59:59", "0001-01-01", "soon"])
def test_the_history_is_searched_from_any_date(client, start):
    answer = client.post(f"{HISTORY}/search", {"start": start})

    assert answer.status_code == 200
