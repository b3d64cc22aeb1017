"""Switches: where the service's ways are not certain, the owner chooses one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_share(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and 0 <= value <= 1


@dataclass(frozen=True)
class Switch:
    """One choice: what it stands at, what it takes, what it does."""

    name: str
    default: Any
    fits: Callable[[Any], bool]
    text: str


SWITCHES = (
    Switch(
        "strictScopes",
        default=False,
        fits=_is_flag,
        text="Writing needs the writing scopes; documented: reading ones suffice.",
    ),
    Switch(
        "stateErrorsAre202",
        default=False,
        fits=_is_flag,
        text="Pause and resume refuse under status 202, as documented.",
    ),
    Switch(
        "unchangedIs304",
        default=False,
        fits=_is_flag,
        text="Saving a journey that is the same is answered with 304, as documented.",
    ),
    Switch(
        "numbersFromText",
        default=False,
        fits=_is_flag,
        text="Number fields take numbers written as text.",
    ),
    Switch(
        "keptRowsStay",
        default=False,
        fits=_is_flag,
        text="An event leaves a row with its primary key as it is, as it did in 2015.",
    ),
    Switch(
        "openProbability",
        default=0,
        fits=_is_share,
        text="The share of messages that are opened, where nothing was stated.",
    ),
    Switch(
        "clickProbability",
        default=0,
        fits=_is_share,
        text="The share of opened messages in which a link is clicked.",
    ),
    Switch(
        "bounceProbability",
        default=0,
        fits=_is_share,
        text="The share of messages that bounce, where nothing was stated.",
    ),
    Switch(
        "branchesByChance",
        default=False,
        fits=_is_flag,
        text="Custom activities, which are not called, choose a path by chance;"
        " else they take the first one, unless a result was stated.",
    ),
    Switch(
        "chanceSeed",
        default=0,
        fits=_is_number,
        text="Another number lets all that is left to chance come out otherwise.",
    ),
)
_BY_NAME = {each.name: each for each in SWITCHES}


def value(tenant: Tenant, name: str) -> Any:
    return tenant.switches.get(name, _BY_NAME[name].default)


def is_on(tenant: Tenant, name: str) -> bool:
    return bool(value(tenant, name))


def read(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/switches."""
    items = [
        {"name": each.name, "value": value(tenant, each.name), "text": each.text}
        for each in SWITCHES
    ]
    return Answer(200, {"items": items})


def put(tenant: Tenant, call: Call) -> Answer:
    """PUT /simulator/switches: those that are named change."""
    body: JsonObject = call.members()
    for name, wanted in body.items():
        if name not in _BY_NAME or not _BY_NAME[name].fits(wanted):
            raise bodies.error(400, 10005, f"“{name}” can't be set to {wanted}.")
    tenant.register.put_switches({**tenant.switches, **body})
    return read(tenant, call)
