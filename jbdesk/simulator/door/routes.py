"""Every route: who answers it, and which scopes it needs.

Scopes follow the documented permission table, in which reading journeys opens
every call on journeys, writing ones included; `strict_scopes`
has those that names suggest. How sure each answer is stands in `answers`.
"""

from jbdesk.simulator.door import discovery, routes_data, routes_journeys
from jbdesk.simulator.door.route import Route
from jbdesk.simulator.marks import answers
from jbdesk.simulator.owner import (
    control_breakpoints,
    control_contacts,
    control_engagement,
    control_faults,
    control_lists,
    control_mirror,
    control_rows,
    controls,
    overview,
)
from jbdesk.simulator.sign_in import auth, authorization, identity
from jbdesk.simulator.tenancy import switches

ROUTES: tuple[Route, ...] = (
    Route("POST", "/v2/token", auth.token, needs_token=False),
    Route("POST", "/v1/requestToken", auth.legacy_token, needs_token=False),
    Route("GET", "/v2/authorize", authorization.ask, needs_token=False),
    Route("POST", "/v2/authorize", authorization.answer, needs_token=False),
    Route("GET", "/v2/userinfo", identity.userinfo),
    Route("GET", "/platform/v1/tokenContext", identity.token_context),
    Route("GET", "/platform/v1/endpoints", identity.endpoints),
    Route("GET", "/platform/v1/endpoints/{type}", identity.endpoint),
    Route("GET", "/interaction/v1/rest", discovery.document(lambda: ROUTES)),
    *routes_journeys.ROUTES,
    *routes_data.ROUTES,
)

_S = "/simulator"
# Of one business unit; those for all at once are in `whole_routes`.
CONTROLS = (
    Route("GET", f"{_S}/state", controls.state),
    Route("GET", f"{_S}/clock", controls.read_clock),
    Route("GET", f"{_S}/breakpoints", control_breakpoints.read),
    Route("PUT", f"{_S}/breakpoints", control_breakpoints.put),
    Route("DELETE", f"{_S}/breakpoints", control_breakpoints.clear),
    Route("GET", f"{_S}/faults", control_faults.read),
    Route("PUT", f"{_S}/faults", control_faults.put),
    Route("POST", f"{_S}/faults", control_faults.add),
    Route("DELETE", f"{_S}/faults", control_faults.clear),
    Route("DELETE", f"{_S}/faults/{{position}}", control_faults.remove),
    Route("GET", f"{_S}/connection", overview.connection),
    Route("GET", f"{_S}/contacts", control_contacts.contacts),
    Route("GET", f"{_S}/contacts/{{key}}", controls.contact),
    Route("POST", f"{_S}/contacts/{{key}}/eject", control_contacts.eject),
    Route("PUT", f"{_S}/contacts/{{key}}/engagement", control_engagement.state),
    Route("GET", f"{_S}/data-extensions", overview.data_extensions),
    Route("GET", f"{_S}/journeys", control_contacts.journeys),
    Route("GET", f"{_S}/data-extensions/{{key}}/rows", control_rows.read),
    Route("POST", f"{_S}/data-extensions/{{key}}/rows", control_rows.add),
    Route("PUT", f"{_S}/data-extensions/{{key}}/rows/{{number}}", control_rows.change),
    Route(
        "DELETE", f"{_S}/data-extensions/{{key}}/rows/{{number}}", control_rows.delete
    ),
    Route("POST", f"{_S}/mirror", control_mirror.take),
    Route("GET", f"{_S}/outbox", control_lists.outbox),
    Route("GET", f"{_S}/guesses", answers.guesses),
    Route("GET", f"{_S}/switches", switches.read),
    Route("PUT", f"{_S}/switches", switches.put),
    Route("GET", f"{_S}/requests", control_lists.requests),
    Route("DELETE", f"{_S}/requests", control_lists.clear_requests),
)


def segments_of(path: str) -> tuple[str, ...]:
    """Give the path's segments; one slash too many at the end is forgiven."""
    return tuple(path.strip("/").split("/"))


def is_control(path: str) -> bool:
    return segments_of(path)[0].lower() == "simulator"


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """Give the route for a request with what its names stand for."""
    segments = segments_of(path)
    for route in CONTROLS if is_control(path) else ROUTES:
        if route.method == method:
            names = route.names_in(segments)
            if names is not None:
                return route, names
    return None
