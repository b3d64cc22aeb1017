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


def statuses(client, *keys):
    return [client.fire(key, EmailAddress=f"{key}@b.co").status_code for key in keys]


def test_every_third_call_misbehaves(client):
    dial(client, "block", every=3)

    assert statuses(client, *"abcdef") == [201, 201, 429, 201, 201, 429]


def test_a_fault_is_for_one_contact_or_one_text(client):
    dial(client, "block", contactKey="ben")
    assert statuses(client, "ada", "ben", "benny") == [201, 429, 201]

    dial(client, "block", contains="benny@")
    assert statuses(client, "ada", "ben", "benny") == [201, 201, 429]


def test_a_contact_of_a_batch_is_found_too(client):
    dial(client, "block", contactKey="ben", path="/interaction/*")
    member = {"contactKey": "ben", "data": {"EmailAddress": "ben@example.com"}}
    batch = {"eventDefinitionKey": SIGNUP, "members": [member]}

    assert client.post("interaction/v1/async/events", batch).status_code == 429


def test_chance_is_the_same_under_the_same_seed(client):
    def found(seed):
        dial(client, "block", probability=0.5, seed=seed)
        return statuses(client, *"abcdefghij")

    first = found(1)

    assert found(1) == first
    assert found(2) != first
    assert set(first) == {201, 429}


def test_rules_that_were_read_can_be_put_again(client):
    dial(client, "block", every=2)
    client.fire("ada", **MEMBER)
    told = client.control("GET", "faults").json()

    again = client.control("PUT", "faults", {"rules": told["rules"]}).json()

    [rule] = again["rules"]
    assert (rule["every"], rule["matches"]) == (2, 0)


@pytest.mark.parametrize(
    ("details", "text"),
    [
        ({"evry": 3}, "“block” has no “evry”."),
        ({"every": -1}, "“every” must be a number from 0."),
        ({"processed": 1}, "“processed” must be true or false."),
        ({"contactKey": 7}, "“contactKey” must be a text."),
        ({"action": "status", "headers": []}, "“headers” must be an object."),
    ],
)
def test_a_rule_that_can_not_be_meant_is_refused_in_words(client, details, text):
    answer = client.control("POST", "faults", {"action": "block", **details})

    assert (answer.status_code, answer.json()["message"]) == (400, text)


def test_the_journal_tells_of_requests_that_got_no_answer(client):
    dial(client, "reset-early")

    with pytest.raises(requests.ConnectionError):
        client.fire("ada", **MEMBER)

    last = client.control("GET", "requests").json()[-1]
    assert (last["path"], last["body"], last["status"]) == (EVENTS, None, None)
