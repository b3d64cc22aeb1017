import pytest
import requests
from plain_client import SIGNUP

MEMBER = {"EmailAddress": "ada@example.com"}
EVENTS = "/interaction/v1/events"


def dial(client, action, **details):
    rule = {"method": "POST", "path": EVENTS, "action": action, **details}
    answer = client.control("PUT", "faults", {"rules": [rule]})
    assert answer.status_code == 200


def is_accepted(client):
    return any(row["EmailAddress"] == MEMBER["EmailAddress"] for row in members(client))


def members(client):
    return client.rows("Members")


def test_throttling_tells_when_to_come_back(client):
    dial(client, "throttle", times=1, seconds=7)

    answer = client.fire("ada", **MEMBER)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
    assert answer.json() == {
        "message": "Rate limit exceeded",
        "errorcode": 50100,
        "retryAfter": 7,
        "documentation": "https://developer.salesforce.com/docs/"
        "atlas.en-us.mc-apis.meta/mc-apis/error-handling.htm",
    }
    assert not is_accepted(client)
    assert client.fire("ada", **MEMBER).status_code == 201


def test_blocking_tells_nothing(client):
    dial(client, "block")

    answer = client.fire("ada", **MEMBER)

    assert (answer.status_code, answer.json()["errorcode"]) == (429, 50200)
    assert "Retry-After" not in answer.headers


@pytest.mark.parametrize(
    ("action", "accepted"), [("reset-before", False), ("reset-after", True)]
)
def test_a_reset_connection_before_and_after_the_work(client, action, accepted):
    dial(client, action)

    with pytest.raises(requests.ConnectionError):
        client.fire("ada", **MEMBER)

    assert is_accepted(client) is accepted


def test_half_an_answer_although_the_event_was_accepted(client):
    dial(client, "truncate")

    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        client.fire("ada", **MEMBER)

    assert is_accepted(client)


def test_a_login_page_in_between(client):
    dial(client, "html")

    answer = client.fire("ada", **MEMBER)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.text.startswith("<!DOCTYPE html>")


def test_an_error_after_the_work_was_done(client):
    dial(client, "status", status=502, processed=True)

    assert client.fire("ada", **MEMBER).status_code == 502
    assert is_accepted(client)


def test_another_body_with_success(client):
    dial(client, "body", body={"message": "No", "errorcode": 30000})

    answer = client.fire("ada", **MEMBER)

    assert (answer.status_code, answer.json()["errorcode"]) == (201, 30000)


def test_a_token_that_ends_now(client):
    dial(client, "expire-token", nth=2)

    assert client.fire("ada", **MEMBER).status_code == 201
    assert client.fire("ben", EmailAddress="ben@example.com").status_code == 401
    assert client.fire("ben", EmailAddress="ben@example.com").status_code == 401
    client.sign_in()
    assert client.fire("ben", EmailAddress="ben@example.com").status_code == 201


def test_slow_and_slow_to_come(client):
    for action in ("delay", "slow-body"):
        dial(client, action, seconds=0.2)

        answer = client.fire(action, EmailAddress=f"{action}@example.com")

        assert answer.status_code == 201
        assert answer.json()["eventInstanceId"]


def test_rules_count_and_can_be_cleared(client):
    dial(client, "block", nth=3)
    client.fire("ada", **MEMBER)

    [rule] = client.control("GET", "faults").json()["rules"]
    cleared = client.control("DELETE", "faults").json()

    assert (rule["matches"], rule["acted"], rule["nth"]) == (1, 0, 3)
    assert cleared == {"rules": []}


def test_an_unknown_action_is_refused_in_words(client):
    answer = client.control("PUT", "faults", [{"action": "explode"}])

    assert answer.status_code == 400
    assert "Actions are: delay" in answer.json()["message"]


def test_faults_leave_the_controls_alone(client):
    client.control("PUT", "faults", [{"path": "*", "action": "reset-before"}])

    assert client.control("GET", "state").status_code == 200


def test_the_journal_never_holds_a_secret(client, simulator):
    client.token()
    client.fire("ada", SIGNUP, **MEMBER)

    answer = client.control("GET", "requests")

    entries = answer.json()
    assert [each["path"] for each in entries][-1] == EVENTS
    assert entries[-1]["body"]["ContactKey"] == "ada"
    assert list(entries[-1]) == ["at", "method", "path", "body", "status", "answer"]
    token = client.session.headers["Authorization"].split()[1]
    assert simulator.client_secret not in answer.text
    assert token not in answer.text
