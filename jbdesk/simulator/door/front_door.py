"""The way of a request: host, origin, token, scopes, route, handler."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jbdesk.model import wire
from jbdesk.model.problem import Failure
from jbdesk.simulator.door import gateway, routes, strict_scopes, whole_routes
from jbdesk.simulator.door.route import Route
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import NO_GRANT, Call, Grant
from jbdesk.simulator.sign_in import tokens
from jbdesk.simulator.tenancy import switches
from jbdesk.simulator.tenancy.tenant import Tenant
from jbdesk.simulator.tenancy.tenants import Tenants

_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"


@dataclass(frozen=True)
class Request:
    """A request as it came, header names in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


class FrontDoor:
    """Lets a request in to its handler, or refuses it on the way.

    An enterprise has an address of its own: a token of another opens nothing there.
    """

    def __init__(
        self, tenants: Tenants, enterprise_id: int, hosts: frozenset[str]
    ) -> None:
        self._tenants = tenants
        self._register = tenants.register
        self._enterprise_id = enterprise_id
        self._hosts = hosts
        self._whole = whole_routes.routes(tenants)

    def answer(self, request: Request) -> Answer:
        self._check_origin(request)
        if routes.is_control(request.path):
            return self._control(request)
        found = routes.find(request.method, request.path)
        if found is not None and not found[0].needs_token:
            route, names = found
            call = _call(request, names, NO_GRANT, accepts_form=True)
            return _handle(self._reception(), route, call)
        gateway.check_token(request.headers, request.query, request.body)
        authorization = request.headers.get("authorization", "")
        grant = tokens.grant_of(self._register, authorization)
        tenant = self._unit_of(grant)
        if found is None:
            raise gateway.not_found(request.path)
        route, names = found
        if not grant.scopes.issuperset(_scopes(tenant, route)):
            raise bodies.insufficient_privileges()
        return _handle(tenant, route, _call(request, names, grant))

    def _check_origin(self, request: Request) -> None:
        """Refuse pages in a browser, under whatever name they reach this server."""
        if request.headers.get("host", "").lower() not in self._hosts:
            raise bodies.error(403, 40000, "This host name is not served here.")
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() not in self._hosts:
            raise bodies.error(403, 40000, "Requests from web pages are refused.")

    def _reception(self) -> Tenant:
        """Where those are received who have no token yet."""
        known = (each for each in self._tenants.all() if self._is_here(each))
        found = next(known, None)
        if found is None:  # its enterprise is no more
            raise bodies.route_not_found()
        return found

    def _is_here(self, tenant: Tenant) -> bool:
        return tenant.enterprise.enterprise_id == self._enterprise_id

    def _unit_of(self, grant: Grant) -> Tenant:
        """Give the business unit that a token is bound to."""
        tenant = self._tenants.unit(grant.account_id)
        if tenant is None:
            raise bodies.not_authorized()
        if not self._is_here(tenant):
            raise bodies.error(403, 40002, "The token belongs to another tenant.")
        return tenant

    def _control(self, request: Request) -> Answer:
        authorization = request.headers.get("authorization", "")
        if not tokens.is_owner(self._register, authorization):
            raise bodies.not_authorized()
        found = self._find_control(request)
        if found is None:
            raise bodies.error(404, 404, "There is no such control.")
        route, names = found
        call = _call(request, names, NO_GRANT)
        # Controls open transactions themselves: some move contacts for long.
        return route.handler(self._addressed(call), call)

    def _find_control(self, request: Request) -> tuple[Route, dict[str, str]] | None:
        segments = routes.segments_of(request.path)
        for route in self._whole:
            names = route.names_in(segments)
            if route.method == request.method and names is not None:
                return route, names
        return routes.find(request.method, request.path)

    def _addressed(self, call: Call) -> Tenant:
        """Give the business unit a control is for: ?account_id=, else the first."""
        asked = call.query.get("account_id")
        if not asked:
            return self._tenants.first
        tenant = self._tenants.named(asked)
        if tenant is None:
            raise bodies.error(404, 30003, f"There is no business unit {asked}.")
        return tenant


def _scopes(tenant: Tenant, route: Route) -> tuple[str, ...]:
    if switches.is_on(tenant, "strictScopes"):
        return (*route.scopes, *strict_scopes.of(route))
    return route.scopes


def _handle(tenant: Tenant, route: Route, call: Call) -> Answer:
    if call.method == "GET":
        return route.handler(tenant, call)
    with tenant.transaction():
        return route.handler(tenant, call)


def _call(
    request: Request, names: dict[str, str], grant: Grant, *, accepts_form: bool = False
) -> Call:
    pairs = parse_qsl(request.query, keep_blank_values=True)
    query = {name.lower(): value for name, value in pairs}
    body = _body(request, accepts_form=accepts_form)
    return Call(request.method, request.path, names, query, body, grant)


def _body(request: Request, *, accepts_form: bool) -> Any:
    """Give the body in the form its header names; JSON but for tokens."""
    if not request.body.strip():
        return None
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if accepts_form and kind == _FORM:
        text = request.body.decode("utf-8", "replace")
        return dict(parse_qsl(text, keep_blank_values=True))
    if kind != _JSON:
        raise bodies.error(415, 0, "Unsupported Media Type")
    try:
        return wire.loads(request.body)
    except Failure:
        raise bodies.error(400, 10004, "JSON Deserialization Exception") from None
