"""Scopes that write, execute and delete: their names say so, no document does."""

from jbdesk.simulator.door.route import Route

_EXECUTES = (
    "publishasync",
    "validateasync",
    "stop",
    "stopasync",
    "pause",
    "resume",
    "transactional",
)
_JOURNEYS = "interactions"
_EVENT_DEFINITIONS = "eventdefinitions"
_WRITES = ("POST", "PUT")


def of(route: Route) -> tuple[str, ...]:
    """Give what a route needs besides, where scopes are taken at their names."""
    service, *rest = [each.lower() for each in route.segments[2:]] or [""]
    if route.segments[0] != "interaction":
        return ()
    if service == _EVENT_DEFINITIONS:
        return ("journeys_write",) if route.method != "GET" else ()
    if service != _JOURNEYS:
        return ()
    if route.method == "DELETE":
        return ("journeys_delete",)
    if rest and rest[0] in _EXECUTES:
        return ("journeys_execute",)
    is_saved = route.method in _WRITES and (not rest or rest == ["{id}"])
    return ("journeys_write",) if is_saved else ()
