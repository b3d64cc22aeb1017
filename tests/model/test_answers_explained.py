"""The service's opaque answers, each explained with what to do."""

import json
from datetime import UTC, datetime

import pytest

from jbdesk.model.exchange import Exchange
from jbdesk.model.firing import answers, doors

EVENTS = f"https://x.rest.marketingcloudapis.com{doors.EVENTS.path}"
OLD = f"https://x.rest.marketingcloudapis.com{doors.EXPERIMENTAL.path}"
ID = "4b1fd742-91a7-4f2e-8d2e-000000000001"


def answered(status, body="", url=EVENTS, **headers):
    text = body if isinstance(body, str) else json.dumps(body)
    told = tuple((name.replace("_", "-"), text) for name, text in headers.items())
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return Exchange(
        "1", now, "POST", url, status=status, answer_headers=told, answer_body=text
    )


def error(code, message="", **more):
    return {"message": message, "errorcode": code, "documentation": "", **more}


@pytest.mark.parametrize(
    ("exchange", "name"),
    [
        (answered(401, error(0, "Not Authorized")), "errorcode 0"),
        (answered(200, error(0)), "errorcode 0"),
        (answered(400, error(30000, answers.SUPPORT_CASE)), "support case"),
        (answered(400, error(30000, "Runtime")), "30000"),
        (answered(400, error(30000, "Contact 'x' is not active.")), "inactive contact"),
        (answered(400, error(10006, validationErrors=[{"message": "x"}])), "10006"),
        (answered(202, error(10005, "No")), "an error inside a yes"),
        (answered(200, error(10000, "No")), "an error inside a yes"),
        (
            answered(202, {"members": [{"contactKey": "s", **error("10000", "No")}]}),
            "an error inside a yes",
        ),
        (answered(429, error(50200)), "blocked"),
        (answered(429, error(50200), Retry_After="5"), "throttled"),
        (answered(429, error(50100), Retry_After="5"), "throttled"),
        (answered(200, "<html>Sign in</html>"), "html"),
        (answered(200, "Sign in", Content_Type="text/html"), "html"),
        (answered(502, "<h1>Bad gateway</h1>"), "html"),
        (answered(400, error(30003, "EventDefinitionKey not found: X")), "unknown key"),
        (answered(404, error(404), url=OLD), "door is gone"),
        (answered(403, error(20002)), "scope"),
        (answered(403, error(40002)), "another tenant"),
        (answered(204), "empty"),
        (answered(201, {"ok": True}), "empty"),
        (answered(500, error(500)), "own failure"),
        (answered(None), "no answer"),
    ],
    ids=lambda each: each if isinstance(each, str) else str(each.status),
)
def test_an_opaque_answer_is_explained_with_what_to_do(exchange, name):
    found = answers.explain(exchange)

    assert found is not None
    assert found.name == name
    assert found.means.endswith(".")
    assert found.to_do.endswith(".")


@pytest.mark.parametrize(
    "body",
    [
        {"eventInstanceId": ID},
        {"members": [{"contactKey": "s", "eventInstanceId": ID}]},
        {"responseContext": {"operationStatus": "OK"}, "eventInstanceID": ID},
        json.dumps(json.dumps({"eventInstanceId": ID})),
    ],
    ids=["events", "batch", "contact events", "experimental"],
)
def test_a_plain_yes_of_each_door_needs_no_explanation(body):
    assert answers.explain(answered(201, body)) is None


def test_a_plain_no_speaks_for_itself():
    assert answers.explain(answered(400, error(10004, "No JSON"))) is None


def test_every_explanation_has_a_name_of_its_own():
    names = [each.name for each in answers.EXPLANATIONS]

    assert len(set(names)) == len(names)
