"""The routes of the interaction service: who answers, and which scopes it takes."""

from jbdesk.simulator import (
    audit,
    batch_events,
    contact_events,
    contacts,
    event_definitions,
    events,
    history,
    history_files,
    journey_list,
    journeys,
    pauses,
    publishing,
)
from jbdesk.simulator.route import Route

JOURNEYS = ("journeys_read",)
CONTACTS_WRITE = ("list_and_subscribers_write",)
FIRE = ("journeys_read", "list_and_subscribers_read")

_I = "/interaction/v1"
_J = "/interaction/v1/interactions"
_E = "/interaction/v1/eventDefinitions"

ROUTES: tuple[Route, ...] = (
    # Event definitions
    Route("GET", _E, event_definitions.listed, JOURNEYS),
    Route("GET", f"{_E}/{{id}}", event_definitions.one, JOURNEYS),
    Route("POST", _E, event_definitions.create, JOURNEYS),
    Route("PUT", f"{_E}/{{id}}", event_definitions.update, JOURNEYS),
    Route("DELETE", f"{_E}/{{id}}", event_definitions.delete, JOURNEYS),
    # Events
    Route("POST", f"{_I}/events", events.fire, FIRE),
    Route("POST", f"{_I}/async/events", batch_events.queue, FIRE),
    Route("GET", f"{_I}/async/events/status", batch_events.status, FIRE),
    Route(
        "POST",
        "/interaction-experimental/v1/events",
        events.fire_experimental,
        FIRE,
    ),
    Route(
        "POST",
        "/contacts/v1/contactEvents",
        contact_events.fire,
        CONTACTS_WRITE,
    ),
    # Journeys: what has a name of its own stands before {id}
    Route("POST", f"{_J}/contactMembership", contacts.membership, JOURNEYS),
    Route("POST", f"{_J}/contactexit", contacts.leave, JOURNEYS),
    Route("POST", f"{_J}/contactexit/status", contacts.exit_status, JOURNEYS),
    Route("POST", f"{_J}/journeyhistory/search", history.search, JOURNEYS),
    Route("POST", f"{_J}/journeyhistory/download", history_files.download, JOURNEYS),
    Route("POST", f"{_J}/journeyhistory/estimate", history_files.estimate, JOURNEYS),
    Route("GET", f"{_J}/journeyhistory/freshness", history_files.freshness, JOURNEYS),
    Route("GET", _J, journey_list.listed, JOURNEYS),
    Route("POST", _J, journeys.create, JOURNEYS),
    Route("PUT", _J, journeys.update, JOURNEYS),
    Route("GET", f"{_J}/{{id}}", journeys.one, JOURNEYS),
    Route("PUT", f"{_J}/{{id}}", journeys.update, JOURNEYS),
    Route("DELETE", f"{_J}/{{id}}", journeys.delete, JOURNEYS),
    Route("POST", f"{_J}/publishAsync/{{id}}", publishing.publish, JOURNEYS),
    Route("GET", f"{_J}/publishStatus/{{id}}", publishing.status, JOURNEYS),
    Route("POST", f"{_J}/validateAsync/{{id}}", publishing.validate, JOURNEYS),
    Route("GET", f"{_J}/validateStatus/{{id}}", publishing.status, JOURNEYS),
    Route("POST", f"{_J}/stop/{{id}}", publishing.stop, JOURNEYS),
    Route("POST", f"{_J}/stopAsync/{{id}}", publishing.stop, JOURNEYS),
    Route("POST", f"{_J}/pause/{{id}}", pauses.pause, JOURNEYS),
    Route("POST", f"{_J}/resume/{{id}}", pauses.resume, JOURNEYS),
    Route("GET", f"{_J}/{{id}}/audit/{{action}}", audit.listed, JOURNEYS),
)
