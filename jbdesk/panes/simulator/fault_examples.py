"""Faults as they happen in the field, ready to be set."""

from dataclasses import dataclass

from jbdesk.model.journey import JsonObject

EVENTS = "/interaction/v1/events"


@dataclass(frozen=True)
class Example:
    """A rule under the words for what it does to a program."""

    name: str
    rule: JsonObject


EXAMPLES = (
    Example(
        "Throttle every 3rd call",
        {"action": "throttle", "every": 3, "seconds": 2},
    ),
    Example(
        "Answer lost after the service took it",
        {"action": "reset-after", "method": "POST", "path": EVENTS, "times": 1},
    ),
    Example(
        "Line cut before anything was processed",
        {"action": "reset-before", "method": "POST", "path": EVENTS, "times": 1},
    ),
    Example("Answer breaks off in the middle", {"action": "truncate", "times": 1}),
    Example(
        "Answer takes longer than anybody waits",
        {"action": "delay", "seconds": 120, "times": 1},
    ),
    Example(
        "Answer comes byte by byte", {"action": "slow-body", "seconds": 90, "times": 1}
    ),
    Example("Every 10th answer gets lost", {"action": "reset-after", "every": 10}),
    Example("Login page instead of JSON", {"action": "html", "times": 1}),
    Example(
        "Success that is none",
        {
            "action": "body",
            "method": "POST",
            "path": EVENTS,
            "body": {"message": "The request was not processed.", "errorcode": 10000},
        },
    ),
    Example(
        "Error after the work was done",
        {
            "action": "status",
            "method": "POST",
            "path": EVENTS,
            "processed": True,
            "times": 1,
        },
    ),
    Example(
        "Service unavailable for a while",
        {
            "action": "status",
            "status": 503,
            "headers": {"Retry-After": "2"},
            "times": 3,
        },
    ),
    Example("Blocked, nobody says for how long", {"action": "block", "times": 5}),
    Example("Token ends early", {"action": "expire-token", "times": 1}),
    Example(
        "Scope is missing",
        {
            "action": "status",
            "method": "POST",
            "status": 403,
            "body": {"message": "Insufficient Privileges", "errorcode": 403},
        },
    ),
    Example(
        "Redirect to another host",
        {
            "action": "redirect",
            "status": 307,
            "location": "https://elsewhere.example/",
        },
    ),
    Example("Answer is empty", {"action": "empty", "times": 1}),
    Example("Answer is no HTTP", {"action": "garbage", "times": 1}),
    Example("Answer in another encoding", {"action": "encode", "times": 1}),
    Example("Answer of 80 megabytes", {"action": "large", "megabytes": 80, "times": 1}),
    Example(
        "Event carried out twice",
        {"action": "duplicate", "method": "POST", "path": EVENTS, "times": 1},
    ),
)
