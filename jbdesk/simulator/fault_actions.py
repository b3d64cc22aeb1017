"""What the fault dial can do, and what says when: one row each.

Whoever offers faults to a person (`GET /simulator/faults`) reads it here.
"""

from dataclasses import asdict, dataclass
from typing import Any

from jbdesk.model.journey import JsonObject

_SECONDS = "How many seconds"
_PROCESSED = "Carry the request out all the same"


@dataclass(frozen=True)
class Parameter:
    """A member of a rule: what it holds, and what stands where it is left out."""

    name: str
    label: str
    kind: str = "number"  # text, boolean, json
    default: Any = None
    choices: tuple[str, ...] = ()
    told: str = ""  # how a rule with it reads, {} being the value; "": too long for it


@dataclass(frozen=True)
class Action:
    """One way to misbehave."""

    name: str
    label: str
    text: str
    parameters: tuple[Parameter, ...] = ()


METHODS = ("*", "GET", "POST", "PUT", "PATCH", "DELETE")
MATCHERS = (
    Parameter("method", "Method", "text", "*", METHODS),
    Parameter("path", "Path", "text", "*"),
    Parameter("nth", "Only the call number", told="call {}"),
    Parameter("every", "Every so many calls", told="every {} calls"),
    Parameter("times", "At most so many times", told="at most {} times"),
    Parameter("probability", "Chance, from 0 to 1", default=1, told="chance {}"),
)
_OF_PROCESSED = Parameter(
    "processed", _PROCESSED, "boolean", default=False, told="carried out"
)
ACTIONS = (
    Action(
        "delay",
        "Answer late",
        "The answer waits.",
        (Parameter("seconds", _SECONDS, default=1, told="{} s"),),
    ),
    Action(
        "reset-before",
        "Cut the line before",
        "The connection is reset; nothing was processed.",
    ),
    Action(
        "reset-after",
        "Cut the line after",
        "The request is carried out, then the connection is reset.",
    ),
    Action(
        "truncate",
        "Cut the answer in half",
        "The request is carried out; half of the answer is sent.",
    ),
    Action(
        "status",
        "Answer with a status",
        "A standard error body under this status, or a body of your own.",
        (
            Parameter("status", "Status", default=500, told="status {}"),
            Parameter("body", "Body", "json"),
            Parameter("headers", "Headers", "json"),
            _OF_PROCESSED,
        ),
    ),
    Action(
        "body",
        "Answer with another body",
        "The request is carried out; the answer's body is replaced.",
        (Parameter("body", "Body", "json"),),
    ),
    Action(
        "html",
        "Answer with a login page",
        "Status 200 and a page of HTML, as a network's sign-in sends it.",
        (_OF_PROCESSED,),
    ),
    Action(
        "slow-body",
        "Send the answer slowly",
        "The request is carried out; the answer comes byte by byte.",
        (Parameter("seconds", _SECONDS, default=1, told="{} s"),),
    ),
    Action(
        "throttle",
        "Throttle",
        "Status 429 that says when to come again.",
        (Parameter("seconds", _SECONDS, default=5, told="{} s"), _OF_PROCESSED),
    ),
    Action(
        "block",
        "Block",
        "Status 429 that does not say when to come again.",
        (_OF_PROCESSED,),
    ),
    Action("expire-token", "End the token", "The token of the request ends now."),
)
NAMES = tuple(each.name for each in ACTIONS)


def described() -> JsonObject:
    """Give both tables as JSON."""
    return {
        "actions": [asdict(each) for each in ACTIONS],
        "matchers": [asdict(each) for each in MATCHERS],
    }
