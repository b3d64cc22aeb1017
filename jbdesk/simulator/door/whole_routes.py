"""Controls that are for all business units at once, with who carries them out."""

from collections.abc import Callable

from jbdesk.simulator.door.route import Handler, Route
from jbdesk.simulator.owner import control_lists, whole_clock, whole_tenants
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy import whole_state
from jbdesk.simulator.tenancy.tenant import Tenant
from jbdesk.simulator.tenancy.tenants import Tenants

Control = Callable[[Tenants, Call], Answer]


def _alone(control: Control) -> Control:
    """Let nobody else change anything meanwhile."""

    def handler(tenants: Tenants, call: Call) -> Answer:
        with tenants.everything():
            return control(tenants, call)

    return handler


_S = "/simulator"
_CONTROLS: tuple[tuple[str, str, Control], ...] = (
    ("POST", f"{_S}/reset", whole_state.reset),
    ("POST", f"{_S}/clock", whole_clock.change),
    ("GET", f"{_S}/next", control_lists.what_is_next),
    ("GET", f"{_S}/export", whole_state.export),
    ("POST", f"{_S}/import", whole_state.import_),
    ("GET", f"{_S}/tenants", whole_tenants.listed),
    ("POST", f"{_S}/tenants", _alone(whole_tenants.add_enterprise)),
    ("POST", f"{_S}/business-units", _alone(whole_tenants.add_unit)),
    (
        "DELETE",
        f"{_S}/business-units/{{account_id}}",
        _alone(whole_tenants.remove_unit),
    ),
    ("POST", f"{_S}/packages", _alone(whole_tenants.add_package)),
)


def routes(tenants: Tenants) -> tuple[Route, ...]:
    """Give the routes to these controls for one simulator."""
    return tuple(
        Route(method, path, _with(tenants, control))
        for method, path, control in _CONTROLS
    )


def _with(tenants: Tenants, control: Control) -> Handler:
    def handler(_: Tenant, call: Call) -> Answer:
        return control(tenants, call)

    return handler
