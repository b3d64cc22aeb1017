"""The owner's fault dial: rules read, replaced, added and taken away."""

from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant
from jbdesk.simulator.trouble import fault_actions


def read(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/faults: the rules, and what rules can be made of."""
    return Answer(200, {"rules": tenant.faults.rules(), **fault_actions.described()})


def put(tenant: Tenant, call: Call) -> Answer:
    """PUT /simulator/faults: these rules and no others."""
    body = call.body
    tenant.faults.put(body.get("rules") if isinstance(body, dict) else body)
    return _rules(tenant)


def add(tenant: Tenant, call: Call) -> Answer:
    """POST /simulator/faults: one more rule; the others go on counting."""
    tenant.faults.add(call.body)
    return _rules(tenant)


def remove(tenant: Tenant, call: Call) -> Answer:
    """DELETE /simulator/faults/{position}: the rule that stands there, from 0."""
    position = call.names["position"]
    if not position.isdecimal() or not tenant.faults.remove(int(position)):
        raise bodies.error(404, 30003, "The fault is not there any more.")
    return _rules(tenant)


def clear(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """DELETE /simulator/faults."""
    tenant.faults.clear()
    return _rules(tenant)


def _rules(tenant: Tenant) -> Answer:
    return Answer(200, {"rules": tenant.faults.rules()})
