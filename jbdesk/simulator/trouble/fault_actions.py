"""What the fault dial can do, and what says when: one row each.

Whoever offers faults to a person (`GET /simulator/trouble/faults`) reads it here.
"""

from dataclasses import asdict, dataclass
from typing import Any

from jbdesk.model.journey import JsonObject

_SECONDS = "How many seconds"


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
    is_processed: bool = True  # whether the request is carried out


ENCODINGS = ("utf-8-sig", "utf-16", "utf-32", "latin-1")
METHODS = ("*", "GET", "POST", "PUT", "PATCH", "DELETE")
MATCHERS = (
    Parameter("method", "Method", "text", "*", METHODS),
    Parameter("path", "Path", "text", "*"),
    Parameter("contains", "Only bodies that contain", "text", "", told="with “{}”"),
    Parameter("contactKey", "Only the contact key", "text", "", told="contact {}"),
    Parameter("nth", "Only the call number", told="call {}"),
    Parameter("every", "Every so many calls", told="every {} calls"),
    Parameter("times", "At most so many times", told="at most {} times"),
    Parameter("probability", "Chance, from 0 to 1", default=1, told="chance {}"),
    Parameter("seed", "Beginning of the chance", default=7),
)
_PROCESSED = Parameter(
    "processed",
    "Carry the request out all the same",
    "boolean",
    default=False,
    told="carried out",
)
_HEADERS = Parameter("headers", "Headers", "json")
_OWN_STATUS = Parameter("status", "Status, else the service's own", told="status {}")


def _seconds(default: int) -> Parameter:
    return Parameter("seconds", _SECONDS, default=default, told="{} s")


_LINES = (
    Action(
        "delay",
        "Answer late",
        "The request is carried out; the answer waits.",
        (_seconds(1), _HEADERS),
    ),
    Action(
        "reset-early",
        "Cut the line while the request is sent",
        "The connection is reset before the body is read; nothing was processed.",
        is_processed=False,
    ),
    Action(
        "reset-before",
        "Cut the line before",
        "The connection is reset; nothing was processed.",
        is_processed=False,
    ),
    Action(
        "reset-after",
        "Cut the line after",
        "The request is carried out, then the connection is reset.",
    ),
    Action(
        "close-before",
        "Hang up before",
        "The connection ends without an answer; nothing was processed.",
        is_processed=False,
    ),
    Action(
        "close-after",
        "Hang up after",
        "The request is carried out, then the connection ends without an answer.",
    ),
    Action(
        "truncate",
        "Cut the answer in half",
        "The request is carried out; half of the answer is sent.",
    ),
    Action(
        "reset-within",
        "Cut the line within the answer",
        "The request is carried out; after half of the answer the line is reset.",
    ),
    Action(
        "cut-chunks",
        "Leave out the last chunk",
        "The request is carried out; the answer comes in chunks that do not end.",
    ),
    Action(
        "bad-chunk",
        "Send a chunk without a size",
        "The request is carried out; the size of a chunk is no number.",
    ),
    Action(
        "garbage",
        "Answer what is no HTTP",
        "The request is carried out; the first line is none that HTTP knows.",
    ),
    Action(
        "slow-headers",
        "Send the headers slowly",
        "The request is carried out; the headers come byte by byte.",
        (_seconds(1),),
    ),
    Action(
        "slow-body",
        "Send the answer slowly",
        "The request is carried out; the answer comes byte by byte.",
        (_seconds(1),),
    ),
)
_ANSWERS = (
    Action(
        "status",
        "Answer with a status",
        "A standard error body under this status, or a body of your own.",
        (
            Parameter("status", "Status", default=500, told="status {}"),
            Parameter("body", "Body", "json"),
            _HEADERS,
            _PROCESSED,
        ),
        is_processed=False,
    ),
    Action(
        "body",
        "Answer with another body",
        "The request is carried out; the answer's body is replaced.",
        (Parameter("body", "Body", "json"), _OWN_STATUS, _HEADERS),
    ),
    Action(
        "text",
        "Answer with this very text",
        "The request is carried out; the text stands for the body, JSON or not.",
        (
            Parameter("text", "Text", "text", ""),
            Parameter("repeat", "So many times", default=1),
            _OWN_STATUS,
            _HEADERS,
        ),
    ),
    Action(
        "change",
        "Change members of the answer",
        "The request is carried out; members of the answer are put in or left out.",
        (
            Parameter("members", "Put in", "json"),
            Parameter("without", "Leave out", "json"),
            _HEADERS,
        ),
    ),
    Action(
        "empty",
        "Answer with nothing",
        "The request is carried out; the answer has no body.",
        (_OWN_STATUS, _HEADERS),
    ),
    Action(
        "html",
        "Answer with a login page",
        "A page of HTML, as a network's sign-in sends it.",
        (
            Parameter("status", "Status", default=200, told="status {}"),
            _HEADERS,
            _PROCESSED,
        ),
        is_processed=False,
    ),
    Action(
        "redirect",
        "Send somewhere else",
        "A redirect; without an address it leads back to the same path.",
        (
            Parameter("location", "Address", "text", "", told="to {}"),
            Parameter("status", "Status", default=302, told="status {}"),
            _PROCESSED,
        ),
        is_processed=False,
    ),
    Action(
        "encode",
        "Write the answer in another encoding",
        "The request is carried out; the header goes on saying UTF-8.",
        (
            Parameter("encoding", "Encoding", "text", "utf-16", ENCODINGS, "{}"),
            _HEADERS,
        ),
    ),
    Action(
        "large",
        "Answer with very much",
        "The request is carried out; a long member “padding” is added.",
        (
            Parameter("megabytes", "Megabytes", default=10, told="{} MB"),
            Parameter(
                "gzip", "Compressed", "boolean", default=False, told="compressed"
            ),
        ),
    ),
    Action(
        "throttle",
        "Throttle",
        "Status 429 that says when to come again.",
        (
            _seconds(5),
            Parameter("retryAfter", "Retry-After in other words", "text", told="“{}”"),
            _PROCESSED,
        ),
        is_processed=False,
    ),
    Action(
        "block",
        "Block",
        "Status 429 that does not say when to come again.",
        (_PROCESSED,),
        is_processed=False,
    ),
    Action("expire-token", "End the token", "The token of the request ends now."),
    Action(
        "duplicate",
        "Carry it out twice",
        "The request is carried out twice, as if it had come twice; one answer.",
    ),
)
ACTIONS = (*_LINES, *_ANSWERS)
BY_NAME = {each.name: each for each in ACTIONS}
NAMES = tuple(BY_NAME)


def is_processed(rule: JsonObject) -> bool:
    """Whether a request is carried out although the rule acts."""
    return BY_NAME[rule["action"]].is_processed or bool(rule.get("processed"))


def described() -> JsonObject:
    """Give both tables as JSON."""
    return {
        "actions": [asdict(each) for each in ACTIONS],
        "matchers": [asdict(each) for each in MATCHERS],
    }
