"""The older door for many contacts at once, each through the door of one event."""

from jbdesk.simulator.firing import batch_events, events
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.tenancy.tenant import Tenant


def queue(tenant: Tenant, call: Call) -> Answer:
    """POST /interaction-experimental/v1/batchcontactevents."""
    body = call.members()
    key = events.required(body, "EventDefinitionKey")
    details = member(body, "BatchDetails")
    if not isinstance(details, list) or not details:
        raise bodies.error(400, 10002, "BatchDetails is required.")
    if len(details) > batch_events.MOST:
        text = f"BatchDetails can have at most {batch_events.MOST} items."
        raise bodies.error(400, 10005, text)
    if member(body, "RecordCount", len(details)) != len(details):
        text = "RecordCount is not the number of BatchDetails."
        raise bodies.error(400, 10005, text)
    definition = events.definition_of(tenant, key)
    told = batch_events.queued(tenant, definition, tenant.new_id(), details)
    return Answer(202, {"batchId": member(body, "BatchId"), **told})
