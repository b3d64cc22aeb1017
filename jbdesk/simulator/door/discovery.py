"""The discovery document: the methods of the interaction service by their names."""

import re
from collections.abc import Callable, Iterable

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.door.route import Handler, Route
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

_PLACES = re.compile(r"\{(\w+)\}")
_PREFIX = "/interaction/v1/"
# Documented names; one path with {id} is known by two, by id and by key.
_NAMES: dict[tuple[str, str], tuple[str, ...]] = {
    ("GET", "rest"): ("discovery",),
    ("POST", "events"): ("postInteractionsEvents",),
    ("GET", "eventDefinitions"): ("getEventDefinitionCollection",),
    ("POST", "eventDefinitions"): ("postEventDefinition",),
    ("GET", "eventDefinitions/{id}"): (
        "getEventDefinitionById",
        "getEventDefinitionByKey",
    ),
    ("PUT", "eventDefinitions/{id}"): (
        "updateEventDefinitionById",
        "updateEventDefinitionByKey",
    ),
    ("DELETE", "eventDefinitions/{id}"): (
        "deleteEventDefinitionById",
        "deleteEventDefinitionByKey",
    ),
    ("GET", "interactions"): ("getInteractionCollection",),
    ("POST", "interactions"): ("postInteraction",),
    ("PUT", "interactions"): ("updateInteraction",),
    ("GET", "interactions/{id}"): ("getInteraction",),
    ("PUT", "interactions/{id}"): (
        "updateInteractionById",
        "updateInteractionByKey",
    ),
    ("DELETE", "interactions/{id}"): ("deleteInteraction", "deleteInteractionByKey"),
    ("POST", "interactions/publishAsync/{id}"): (
        "publishInteractionById",
        "publishInteractionByKey",
    ),
    ("GET", "interactions/publishStatus/{id}"): ("publishStatus",),
    ("POST", "interactions/stop/{id}"): ("stop", "stopByKey"),
    ("POST", "interactions/journeyhistory/search"): ("getHistory",),
}


def document(routes: Callable[[], Iterable[Route]]) -> Handler:
    """Give the handler that describes these routes."""

    def rest(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
        """GET /interaction/v1/rest: every method of the service."""
        methods: JsonObject = {}
        for route in routes():
            if not route.path.startswith(_PREFIX):
                continue
            path = route.path.removeprefix(_PREFIX)
            known = _NAMES.get((route.method, path)) or _made(route.method, path)
            for name in known:
                methods[name] = _described(route, path, is_by_key="Key" in name)
        return Answer(200, {"methods": methods})

    return rest


def _made(method: str, path: str) -> tuple[str, ...]:
    """Give the names of a method that no document names: verb and place."""
    words = [each for each in path.split("/") if not each.startswith("{")]
    others = [each for each in _PLACES.findall(path) if each != "id"]
    words += [f"By{each.title()}" for each in others]
    name = method.lower() + "".join(each[0].upper() + each[1:] for each in words)
    if "{id}" not in path:
        return (name,)
    is_of_journey = path.startswith("interactions/") and "Status" not in path
    return (f"{name}ById", f"{name}ByKey") if is_of_journey else (f"{name}ById",)


def _described(route: Route, path: str, *, is_by_key: bool) -> JsonObject:
    told = path.replace("{id}", "key:{key}") if is_by_key else path
    return {
        "path": told,
        "httpMethod": route.method.lower(),
        "description": _promise(route.handler),
        "parameters": {},
    }


def _promise(handler: Handler) -> str:
    return (handler.__doc__ or "").strip().partition("\n")[0]
