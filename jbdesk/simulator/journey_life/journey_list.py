"""The list of journeys: filtered, ordered, with as much of each as was asked for."""

import re
from collections.abc import Callable
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.kept import versions
from jbdesk.simulator.kept.versions import Version
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, moment_of
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

API_VERSION = 1.0
_STATUSES = (
    "draft",
    "published",
    "scheduledtopublish",
    "stopped",
    "unpublished",
    "paused",
    "deleted",
    "scheduledtosend",
    "sent",
)
_DIRECTIONS = {"": False, "asc": False, "desc": True}
_ORDERS: dict[str, Callable[[JsonObject], Any]] = {
    "modifieddate": lambda body: moment_of(body["modifiedDate"]),
    "name": lambda body: body["name"].lower(),
    "performance": lambda body: body["stats"].get("goalPerformance", 0),
}


def listed(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/interactions."""
    _check(call)
    found = [each for each in versions.all_of(tenant) if _is_wanted(call, each)]
    number = call.number("versionnumber")
    if number is not None:
        found = [each for each in found if each.version == number]
    elif call.flag("mostrecentversiononly", default=True):
        newest: dict[str, Version] = {}
        for each in found:
            newest.setdefault(each.id, each)
        found = list(newest.values())
    extras = call.query.get("extras", "")
    shown = [versions.shown(tenant, each, extras) for each in found]
    answer = call.paged(_ordered(call, shown))
    if "all" in versions.extras_in(extras):
        answer["summary"] = _summary(found, shown)
    return Answer(200, answer)


def _text(version: Version) -> str:
    return f"{version.body['name']}\n{version.body['description']}".lower()


def _tags(version: Version) -> list[str]:
    return [str(each.get("name")).lower() for each in version.body.get("tags", [])]


def _api_version(text: str, version: Version) -> bool:
    own = float(version.body.get("workflowApiVersion") or API_VERSION)
    return own == float(text)


def _check(call: Call) -> None:
    """Refuse a status or an API version that there is not."""
    status = call.query.get("status", "")
    if status and status.lower() not in _STATUSES:
        raise bodies.error(400, 10005, f"Parameter {status} is invalid.")
    number = call.query.get("specificapiversionnumber", "")
    if number and not re.fullmatch(r"\d+(\.\d+)?", number, re.ASCII):
        raise bodies.error(400, 10001, f"Parameter {number} is invalid.")


# By the query's name in lower case; the text comes in lower case too.
_FILTERS: dict[str, Callable[[str, Version], bool]] = {
    "id": lambda text, version: version.id.lower() == text,
    "key": lambda text, version: version.key.lower() == text,
    "name": lambda text, version: text in version.journey.name.lower(),
    "nameordescription": lambda text, version: text in _text(version),
    "tag": lambda text, version: text in _tags(version),
    "definitiontype": lambda text, version: (
        version.body["definitionType"].lower() == text
    ),
    "specificapiversionnumber": _api_version,
}


def _is_wanted(call: Call, version: Version) -> bool:
    query = {"specificapiversionnumber": str(API_VERSION), **call.query}
    status = query.get("status", "").lower()
    # Deleted versions are told to those alone who ask for them.
    has_status = version.status.lower() == status if status else True
    is_there = version.status != "Deleted" or status == "deleted"
    return (
        has_status
        and is_there
        and all(
            fits(query[name].lower(), version)
            for name, fits in _FILTERS.items()
            if query.get(name)
        )
    )


def _ordered(call: Call, shown: list[JsonObject]) -> list[JsonObject]:
    asked = call.query.get("$orderby") or "modifiedDate DESC"
    column, _, direction = asked.strip().lower().partition(" ")
    if column not in _ORDERS or direction.strip() not in _DIRECTIONS:
        raise bodies.error(400, 10005, f"Parameter {asked} is invalid.")
    is_down = _DIRECTIONS[direction.strip()]
    return sorted(shown, key=_ORDERS[column], reverse=is_down)


def _summary(found: list[Version], shown: list[JsonObject]) -> JsonObject:
    running = [each for each in found if each.status in versions.RUNNING]
    with_goal = {each.definition_id for each in running if each.journey.goals}
    meeting = [
        each
        for each in shown
        if each["definitionId"] in with_goal and each["stats"]["metGoal"]
    ]
    return {
        "totalInteractions": len(shown),
        "totalRunningVersionsWithDefinedGoal": len(with_goal),
        "totalRunningVersionsMeetingGoal": len(meeting),
        "cumulativePopulation": sum(
            each["stats"]["cumulativePopulation"] for each in shown
        ),
    }
