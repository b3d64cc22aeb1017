"""The list of journeys: filtered, ordered, with as much of each as was asked for."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.kept import versions
from jbdesk.simulator.kept.versions import Head
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, moment_of
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

_API_VERSION = "1"
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
_ORDERS: dict[str, Callable[[Tenant, Head], Any]] = {
    "modifieddate": lambda _, head: moment_of(head.modified_date),
    "name": lambda _, head: head.name.lower(),
    "performance": lambda tenant, head: versions.stats(tenant, head)["goalPerformance"],
}


def listed(tenant: Tenant, call: Call) -> Answer:
    """GET /interaction/v1/interactions."""
    _check(call)
    found = [each for each in versions.heads(tenant) if _is_wanted(call, each)]
    number = call.number("versionnumber")
    if number is not None:
        found = [each for each in found if each.version == number]
    elif call.flag("mostrecentversiononly", default=True):
        newest: dict[str, Head] = {}
        for each in found:
            newest.setdefault(each.id, each)
        found = list(newest.values())
    extras = call.query.get("extras", "")
    answer = call.cut(
        _ordered(tenant, call, found), lambda head: _shown(tenant, head, extras)
    )
    if "all" in versions.extras_in(extras):
        answer["summary"] = _summary(tenant, found)
    return Answer(200, answer)


def _shown(tenant: Tenant, head: Head, extras: str) -> JsonObject:
    version = versions.by_definition(tenant, head.definition_id)
    assert version is not None
    return versions.shown(tenant, version, extras)


def _text(head: Head) -> str:
    return f"{head.name}\n{head.description}".lower()


def _check(call: Call) -> None:
    """Refuse a status or an API version that there is not."""
    status = call.query.get("status", "")
    if status and status.lower() not in _STATUSES:
        raise bodies.error(400, 10005, f"Parameter {status} is invalid.")
    number = call.query.get("specificapiversionnumber", "")
    if number and not re.fullmatch(r"\d+(\.\d+)?", number, re.ASCII):
        raise bodies.error(400, 10001, f"Parameter {number} is invalid.")


# By the query's name in lower case; the text comes in lower case too.
_FILTERS: dict[str, Callable[[str, Head], bool]] = {
    "id": lambda text, head: head.id.lower() == text,
    "key": lambda text, head: head.key.lower() == text,
    "name": lambda text, head: text in head.name.lower(),
    "nameordescription": lambda text, head: text in _text(head),
    "tag": lambda text, head: text in head.tags,
    "definitiontype": lambda text, head: head.definition_type.lower() == text,
    "specificapiversionnumber": lambda text, head: head.api_version == float(text),
}


def _is_wanted(call: Call, head: Head) -> bool:
    query = {"specificapiversionnumber": _API_VERSION, **call.query}
    status = query.get("status", "").lower()
    # Deleted versions are told to those alone who ask for them.
    has_status = head.status.lower() == status if status else True
    is_there = head.status != "Deleted" or status == "deleted"
    return (
        has_status
        and is_there
        and all(
            fits(query[name].lower(), head)
            for name, fits in _FILTERS.items()
            if query.get(name)
        )
    )


def _ordered(tenant: Tenant, call: Call, found: list[Head]) -> list[Head]:
    asked = call.query.get("$orderby") or "modifiedDate DESC"
    column, _, direction = asked.strip().lower().partition(" ")
    if column not in _ORDERS or direction.strip() not in _DIRECTIONS:
        raise bodies.error(400, 10005, f"Parameter {asked} is invalid.")
    is_down = _DIRECTIONS[direction.strip()]
    key = partial(_ORDERS[column], tenant)
    return sorted(found, key=key, reverse=is_down)


def _summary(tenant: Tenant, found: list[Head]) -> JsonObject:
    stats = {each.definition_id: versions.stats(tenant, each) for each in found}
    with_goal = [e for e in found if e.status in versions.RUNNING and e.has_goals]
    meeting = [each for each in with_goal if stats[each.definition_id]["metGoal"]]
    return {
        "totalInteractions": len(found),
        "totalRunningVersionsWithDefinedGoal": len(with_goal),
        "totalRunningVersionsMeetingGoal": len(meeting),
        "cumulativePopulation": sum(
            each["cumulativePopulation"] for each in stats.values()
        ),
    }
