"""A journey in which contacts wait for three days, then for thirty more."""

import itertools
from typing import Any

from tests.bench.processes import Server

FIRED = "APIEvent-bench-waiting"
KEY = "bench-waiting"
_INTERACTIONS = "/interaction/v1/interactions"


def _wait(key: str, days: int, following: str = "") -> dict[str, Any]:
    outcome = {"key": f"{key}-out", "arguments": {}, "metaData": {}}
    return {
        "key": key,
        "name": key,
        "type": "WAIT",
        "outcomes": [{**outcome, "next": following} if following else outcome],
        "arguments": {},
        "configurationArguments": {"waitDuration": days, "waitUnit": "DAYS"},
        "metaData": {"isConfigured": True, "uiType": "WAITBYDURATION"},
    }


def open_journey(server: Server) -> None:
    """Make an event definition and a running journey that listens to it."""
    token = server.token()
    fields = [{"name": "Email", "dataType": "EmailAddress", "isPrimaryKey": True}]
    definition = {
        "type": "APIEvent",
        "name": "Bench",
        "eventDefinitionKey": FIRED,
        "schema": {"fields": fields, "sendableCustomObjectField": "Email"},
    }
    server.asked("POST", "/interaction/v1/eventDefinitions", definition, token)
    trigger = {
        "key": "TRIGGER",
        "name": "TRIGGER",
        "type": "APIEvent",
        "arguments": {},
        "configurationArguments": {},
        "metaData": {"eventDefinitionKey": FIRED},
    }
    journey = {
        "key": KEY,
        "name": "Bench",
        "workflowApiVersion": 1.0,
        "entryMode": "MultipleEntries",
        "triggers": [trigger],
        "activities": [_wait("WAIT-1", 3, "WAIT-2"), _wait("WAIT-2", 30)],
    }
    server.asked("POST", _INTERACTIONS, journey, token)
    place = f"{_INTERACTIONS}/publishAsync/key:{KEY}?versionNumber=1"
    told = server.asked("POST", place, {}, token)
    place = f"{_INTERACTIONS}/publishStatus/{told['statusId']}"
    while (told := server.asked("GET", place, token=token))["status"].endswith("ss"):
        continue
    if told["status"] != "PublishCompleted":
        raise RuntimeError(told)


def event() -> Any:
    """Make events of contacts that were never fired before."""
    count = itertools.count()

    def body(connection: int, number: int) -> Any:
        key = f"w-{connection}-{number}-{next(count)}"
        data = {"Email": f"{key}@example.com"}
        return {"ContactKey": key, "EventDefinitionKey": FIRED, "Data": data}

    return body
