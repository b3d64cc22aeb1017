"""The way of a request: host, origin, token, scopes, route, handler."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from jbdesk.model import wire
from jbdesk.model.problem import Failure
from jbdesk.simulator import bodies, routes, strict_scopes, switches, tokens
from jbdesk.simulator.bodies import Answer
from jbdesk.simulator.calls import NO_GRANT, Call, Grant
from jbdesk.simulator.route import Route
from jbdesk.simulator.tenant import Tenant

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
    """Lets a request in to its handler, or refuses it on the way."""

    def __init__(self, tenant: Tenant, hosts: frozenset[str]) -> None:
        self._tenant = tenant
        self._hosts = hosts

    def answer(self, request: Request) -> Answer:
        self._check_origin(request)
        found = routes.find(request.method, request.path)
        if routes.is_control(request.path):
            return self._control(request, found)
        needs_token = found is None or found[0].needs_token
        grant = self._grant(request) if needs_token else NO_GRANT
        if found is None:
            raise bodies.route_not_found()
        route, names = found
        if not grant.scopes.issuperset(self._scopes(route)):
            raise bodies.insufficient_privileges()
        call = _call(request, names, grant, accepts_form=not route.needs_token)
        return self._handle(route, call)

    def _check_origin(self, request: Request) -> None:
        """Refuse pages in a browser, under whatever name they reach this server."""
        if request.headers.get("host", "").lower() not in self._hosts:
            raise bodies.error(403, 40000, "This host name is not served here.")
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() not in self._hosts:
            raise bodies.error(403, 40000, "Requests from web pages are refused.")

    def _control(
        self, request: Request, found: tuple[Route, dict[str, str]] | None
    ) -> Answer:
        authorization = request.headers.get("authorization", "")
        if not tokens.is_owner(self._tenant, authorization):
            raise bodies.not_authorized()
        if found is None:
            raise bodies.error(404, 404, "There is no such control.")
        route, names = found
        # Controls open transactions themselves: some move contacts for long.
        return route.handler(self._tenant, _call(request, names, NO_GRANT))

    def _scopes(self, route: Route) -> tuple[str, ...]:
        if switches.is_on(self._tenant, "strictScopes"):
            return (*route.scopes, *strict_scopes.of(route))
        return route.scopes

    def _grant(self, request: Request) -> Grant:
        return tokens.grant_of(self._tenant, request.headers.get("authorization", ""))

    def _handle(self, route: Route, call: Call) -> Answer:
        if call.method == "GET":
            return route.handler(self._tenant, call)
        with self._tenant.transaction():
            return route.handler(self._tenant, call)


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
