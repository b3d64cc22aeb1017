"""Catalogue rows: activities that call somebody else's web service."""

from urllib.parse import urlsplit

from jbdesk.model.fields import Field, Kind
from jbdesk.model.journey import Activity
from jbdesk.model.texts.words import NOT_CONFIGURED, counted, text_in
from jbdesk.model.types.activity_type import (
    ActivityType,
    Behaviour,
    Effect,
    Group,
    Outcomes,
)

_ARGUMENTS = "configurationArguments"
_EXECUTE = ("arguments", "execute")

URL = Field(
    "url",
    "URL",
    ((*_EXECUTE, "url"),),
    required=True,
    help="Called with the in arguments each time a contact arrives.",
)
IN_ARGUMENTS = Field(
    "in arguments",
    "In arguments",
    ((*_EXECUTE, "inArguments"),),
    Kind.JSON,
    help="A list of objects; values may be data bindings.",
)
BRANCH_RESULT = Field(
    "result",
    "Result",
    (("arguments", "branchResult"),),
    required=True,
    help="Contacts take this path when the answer's branchResult is this text.",
)
_FIELDS = (
    URL,
    IN_ARGUMENTS,
    Field(
        "out arguments",
        "Out arguments",
        ((*_EXECUTE, "outArguments"),),
        Kind.JSON,
    ),
    Field(
        "timeout",
        "Timeout",
        ((*_EXECUTE, "timeout"),),
        Kind.NUMBER,
        minimum=1000,
        maximum=100000,
        unit="milliseconds",
    ),
    Field(
        "retries",
        "Retries",
        ((*_EXECUTE, "retryCount"),),
        Kind.NUMBER,
        minimum=0,
        maximum=5,
    ),
    Field(
        "delay",
        "Delay between retries",
        ((*_EXECUTE, "retryDelay"),),
        Kind.NUMBER,
        minimum=0,
        maximum=10000,
        unit="milliseconds",
    ),
    Field(
        "concurrent",
        "Requests at a time",
        ((*_EXECUTE, "concurrentRequests"),),
        Kind.NUMBER,
        minimum=1,
        maximum=10,
    ),
    Field("jwt", "Sign with JWT", ((*_EXECUTE, "useJwt"),), Kind.BOOLEAN),
    Field("verb", "Method", ((*_EXECUTE, "verb"),), help="POST where none is set."),
    Field("header", "Headers", ((*_EXECUTE, "header"),), Kind.LONG_TEXT),
    Field("body", "Body", ((*_EXECUTE, "body"),), Kind.LONG_TEXT),
    Field("format", "Format", ((*_EXECUTE, "format"),)),
    *(
        Field(
            f"{event} url",
            f"{event.capitalize()} URL",
            ((_ARGUMENTS, event, "url"),),
            help=f"Called on {event}; it must answer with 200.",
        )
        for event in ("save", "validate", "publish", "stop")
    ),
    Field("extension", "Extension key", ((_ARGUMENTS, "applicationExtensionKey"),)),
)


def _host(activity: Activity) -> str:
    try:
        return urlsplit(text_in(URL.read(activity.body))).hostname or ""
    except ValueError:
        return ""


def _call_summary(activity: Activity) -> str:
    return _host(activity) or NOT_CONFIGURED


def _split_summary(activity: Activity) -> str:
    host = _host(activity)
    paths = counted(len(activity.outcomes), "path")
    return f"{paths} by {host}" if host else NOT_CONFIGURED


def _has_several_paths(activity: Activity) -> bool:
    return len(activity.outcomes) > 1 or activity.type.lower() == "restdecision"


def _body() -> dict[str, object]:
    return {
        "arguments": {
            "execute": {
                "inArguments": [],
                "outArguments": [],
                "url": "",
                "timeout": 10000,
                "retryCount": 1,
                "retryDelay": 1000,
                "concurrentRequests": 5,
                "useJwt": False,
            }
        },
        _ARGUMENTS: {},
        "metaData": {"isConfigured": False},
    }


REST_SPLIT = ActivityType(
    "REST",
    "Custom split",
    Group.CUSTOM,
    "git-fork",
    "RESTDECISION",
    Behaviour.BRANCH,
    Outcomes(
        new=(
            {
                "arguments": {"branchResult": "yes"},
                "metaData": {"label": "Yes", "invalid": False},
            },
            {
                "arguments": {"branchResult": "no"},
                "metaData": {"label": "No", "invalid": False},
            },
        ),
        minimum=2,
        maximum=None,
        fields=(Field("label", "Label", (("metaData", "label"),)), BRANCH_RESULT),
    ),
    _split_summary,
    fields=_FIELDS,
    effect=Effect.CALL,
    aliases=("RESTDECISION",),
    new_body=_body(),
    matches=_has_several_paths,
    help="Asks a web service which path a contact takes.",
)
REST = ActivityType(
    "REST",
    "Custom activity",
    Group.CUSTOM,
    "puzzle",
    "REST",
    Behaviour.PASS,
    Outcomes(new=({"arguments": {}, "metaData": {"invalid": False}},)),
    _call_summary,
    fields=_FIELDS,
    effect=Effect.CALL,
    new_body=_body(),
    help="Calls a web service for each contact.",
)

ROWS = (REST_SPLIT, REST)
