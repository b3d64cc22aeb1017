"""The routes of the interaction service: who answers, and which scopes it takes."""

from jbdesk.simulator.door.route import Route
from jbdesk.simulator.firing import (
    batch_contacts,
    batch_events,
    contact_events,
    event_definitions,
    events,
)
from jbdesk.simulator.journey_life import (
    audit,
    journey_folders,
    journey_list,
    journey_statistics,
    journey_templates,
    journeys,
    pauses,
    publishing,
    system_overview,
    transactional,
)
from jbdesk.simulator.people import contacts
from jbdesk.simulator.records import history, history_counts, history_files

JOURNEYS = ("journeys_read",)
CONTACTS_WRITE = ("list_and_subscribers_write",)
FIRE = ("journeys_read", "list_and_subscribers_read")

_I = "/interaction/v1"
_J = "/interaction/v1/interactions"
_T = "/interaction/v1/definitionTemplates"
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
        "/interaction-experimental/v1/batchcontactevents",
        batch_contacts.queue,
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
    Route("POST", f"{_J}/journeyhistory/filter", history_counts.choices, JOURNEYS),
    Route("POST", f"{_J}/journeyhistory/summary", history_counts.summary, JOURNEYS),
    Route(
        "POST", f"{_J}/journeyhistory/timeSeries", history_counts.over_time, JOURNEYS
    ),
    Route(
        "POST", f"{_J}/journeyhistory/contactkey", history_counts.contact_keys, JOURNEYS
    ),
    Route("POST", f"{_J}/transactional/create", transactional.create, JOURNEYS),
    Route("POST", f"{_J}/transactional/pause", transactional.pause, JOURNEYS),
    Route("POST", f"{_J}/transactional/resume", transactional.resume, JOURNEYS),
    Route(
        "POST", f"{_J}/transactional/clearQueue", transactional.clear_queue, JOURNEYS
    ),
    Route("POST", f"{_J}/categories/{{id}}", journey_folders.move, JOURNEYS),
    Route("DELETE", f"{_J}/categories/{{id}}", journey_folders.delete, JOURNEYS),
    Route("GET", f"{_J}/categories/{{id}}/counts", journey_folders.counts, JOURNEYS),
    Route("GET", f"{_J}/status/{{id}}", journey_statistics.states, JOURNEYS),
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
    # Numbers
    Route("GET", f"{_J}/{{id}}/summary", journey_statistics.summary, JOURNEYS),
    Route("GET", f"{_I}/goalstatistics/{{id}}", journey_statistics.goals, JOURNEYS),
    Route(
        "POST",
        f"{_I}/goalstatistics/clear/{{id}}",
        journey_statistics.clear_goals,
        JOURNEYS,
    ),
    Route("GET", f"{_I}/waitstatistics/{{id}}", journey_statistics.waits, JOURNEYS),
    Route("GET", f"{_I}/triggerstats/{{id}}", journey_statistics.triggers, JOURNEYS),
    Route(
        "GET",
        f"{_I}/triggerstats/{{id}}/{{definition}}",
        journey_statistics.triggers,
        JOURNEYS,
    ),
    Route("GET", f"{_I}/system-overview", system_overview.whole, JOURNEYS),
    Route("GET", f"{_I}/system-overview/timeseries", system_overview.by_hour, JOURNEYS),
    Route(
        "GET", f"{_I}/system-overview/activities", system_overview.by_activity, JOURNEYS
    ),
    Route("GET", _T, journey_templates.listed, JOURNEYS),
    Route("POST", _T, journey_templates.create, JOURNEYS),
    Route("GET", f"{_T}/{{id}}", journey_templates.one, JOURNEYS),
    Route("PUT", f"{_T}/{{id}}", journey_templates.update, JOURNEYS),
)
