"""The discovery document: the methods of the interaction service by their names."""

from collections.abc import Callable, Iterable

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.bodies import Answer
from jbdesk.simulator.calls import Call
from jbdesk.simulator.route import Handler, Route
from jbdesk.simulator.tenant import Tenant

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
        methods: JsonObject = {}
        for route in routes():
            path = route.path.removeprefix(_PREFIX)
            for name in _NAMES.get((route.method, path), ()):
                methods[name] = _described(route, path, is_by_key="Key" in name)
        return Answer(200, {"methods": methods})

    return rest


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
