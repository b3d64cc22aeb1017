"""The clock's controls: one clock for all business units of a simulator."""

from datetime import UTC, datetime
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.motion import agenda
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, Refusal
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy import clock
from jbdesk.simulator.tenancy.tenants import Tenants


def change(tenants: Tenants, call: Call) -> Answer:
    """POST /simulator/clock: answers when everybody has moved on to the new time."""
    body = call.members()
    moment = _moment(tenants, body)
    moving = tenants.register.clock
    with tenants.everything():
        if "speed" in body:
            moving.set_speed(_speed(body["speed"]))
        if "running" in body:
            moving.run(is_running=bool(body["running"]))
        if moment is not None:
            moving.go_on()
        tenants.keep_clock()
    agenda.travel(tenants.all(), moment or moving.now())
    return Answer(200, tenants.first.clock_state())


def _moment(tenants: Tenants, body: JsonObject) -> datetime | None:
    if "now" in body:
        moment = _iso(body["now"])
        if moment is None:
            raise _wrong("“now” must be an ISO date and time.")
        return moment
    if "advance" not in body:
        return None
    if body["advance"] == "next":
        due = agenda.next_in(tenants.all())
        if due is None:
            raise _wrong("Nothing is due: no contact waits for a time.")
        return max(due, tenants.register.clock.now())
    length = clock.duration(str(body["advance"]))
    if length is None:
        raise _wrong("“advance” must be an ISO duration such as PT1H, or “next”.")
    try:
        return tenants.register.clock.now() + length
    except OverflowError:
        raise _wrong("The clock can't go that far.") from None


def _iso(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)


def _speed(value: Any) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 < value <= clock.FASTEST:
        raise _wrong(f"“speed” must be above 0 and at most {clock.FASTEST}.")
    return float(value)


def _wrong(text: str) -> Refusal:
    return bodies.error(400, 10005, text)
