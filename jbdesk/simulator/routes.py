"""Every route: who answers it, and which scopes it needs.

Scopes follow the documented permission table, in which reading journeys opens
every call on journeys, writing ones included; `strict_scopes`
has those that names suggest. How sure each answer is stands in `answers`.
"""

from jbdesk.simulator import (
    answers,
    audit,
    auth,
    authorization,
    batch_events,
    contact_attributes,
    contact_events,
    contacts,
    control_contacts,
    control_lists,
    control_rows,
    controls,
    data_extension_making,
    data_extensions,
    discovery,
    engagement,
    event_definitions,
    events,
    history,
    history_files,
    identity,
    journey_list,
    journeys,
    overview,
    pauses,
    publishing,
    row_sets,
    switches,
)
from jbdesk.simulator.route import Route

JOURNEYS = ("journeys_read",)
DATA = ("data_extensions_read",)
DATA_WRITE = ("data_extensions_write",)
CONTACTS_READ = ("list_and_subscribers_read",)
CONTACTS_WRITE = ("list_and_subscribers_write",)
FIRE = ("journeys_read", "list_and_subscribers_read")


_I = "/interaction/v1"
_J = "/interaction/v1/interactions"
_E = "/interaction/v1/eventDefinitions"
_O = "/data/v1/customobjects"
_R = "/data/v1/async"
_C = "/contacts/v1/contacts"

ROUTES: tuple[Route, ...] = (
    Route("POST", "/v2/token", auth.token, needs_token=False),
    Route("POST", "/v1/requestToken", auth.legacy_token, needs_token=False),
    Route("GET", "/v2/authorize", authorization.authorize, needs_token=False),
    Route("GET", "/v2/userinfo", identity.userinfo),
    Route("GET", "/platform/v1/tokenContext", identity.token_context),
    Route("GET", "/platform/v1/endpoints", identity.endpoints),
    Route("GET", "/platform/v1/endpoints/{type}", identity.endpoint),
    Route("GET", f"{_I}/rest", discovery.document(lambda: ROUTES)),
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
    # Data extensions: what has a name of its own stands before {id}
    Route("GET", _O, data_extensions.listed, DATA),
    Route("POST", _O, data_extension_making.create, DATA_WRITE),
    Route(
        "GET", f"{_O}/category/{{category}}", data_extension_making.in_category, DATA
    ),
    Route("GET", f"{_O}/{{id}}", data_extensions.one, DATA),
    Route("PATCH", f"{_O}/{{id}}", data_extension_making.change, DATA_WRITE),
    Route("DELETE", f"{_O}/{{id}}", data_extension_making.delete, DATA_WRITE),
    Route("GET", f"{_O}/{{id}}/fields", data_extensions.fields, DATA),
    Route("POST", f"{_O}/{{id}}/cleardata", data_extension_making.clear, DATA_WRITE),
    Route(
        "GET",
        "/data/v1/customobjectdata/key/{key}/rowset",
        data_extensions.rowset,
        DATA,
    ),
    Route("POST", "/hub/v1/dataevents/{id}/rowset", row_sets.upsert, DATA_WRITE),
    Route("PUT", f"{_R}/dataextensions/{{id}}/rows", row_sets.queue, DATA_WRITE),
    Route("POST", f"{_R}/dataextensions/{{id}}/rows", row_sets.queue, DATA_WRITE),
    Route("GET", f"{_R}/{{id}}/status", row_sets.status, DATA),
    Route("GET", f"{_R}/{{id}}/results", row_sets.results, DATA),
    # Contacts
    Route("POST", _C, contact_attributes.save, CONTACTS_WRITE),
    Route("PATCH", _C, contact_attributes.save, CONTACTS_WRITE),
    Route(
        "POST",
        "/contacts/v1/addresses/email/search",
        contact_attributes.search_email,
        CONTACTS_READ,
    ),
)

_S = "/simulator"
CONTROLS = (
    Route("GET", f"{_S}/state", controls.state),
    Route("POST", f"{_S}/reset", controls.reset),
    Route("GET", f"{_S}/clock", controls.read_clock),
    Route("POST", f"{_S}/clock", controls.change_clock),
    Route("GET", f"{_S}/faults", controls.read_faults),
    Route("PUT", f"{_S}/faults", controls.put_faults),
    Route("DELETE", f"{_S}/faults", controls.clear_faults),
    Route("GET", f"{_S}/connection", overview.connection),
    Route("GET", f"{_S}/contacts", control_contacts.contacts),
    Route("GET", f"{_S}/contacts/{{key}}", controls.contact),
    Route("PUT", f"{_S}/contacts/{{key}}/engagement", engagement.state),
    Route("GET", f"{_S}/data-extensions", overview.data_extensions),
    Route("GET", f"{_S}/journeys", control_contacts.journeys),
    Route("GET", f"{_S}/data-extensions/{{key}}/rows", control_rows.read),
    Route("POST", f"{_S}/data-extensions/{{key}}/rows", control_rows.add),
    Route("PUT", f"{_S}/data-extensions/{{key}}/rows/{{number}}", control_rows.change),
    Route(
        "DELETE", f"{_S}/data-extensions/{{key}}/rows/{{number}}", control_rows.delete
    ),
    Route("GET", f"{_S}/next", control_lists.what_is_next),
    Route("GET", f"{_S}/outbox", control_lists.outbox),
    Route("GET", f"{_S}/guesses", answers.guesses),
    Route("GET", f"{_S}/switches", switches.read),
    Route("PUT", f"{_S}/switches", switches.put),
    Route("GET", f"{_S}/requests", control_lists.requests),
    Route("DELETE", f"{_S}/requests", control_lists.clear_requests),
    Route("GET", f"{_S}/export", controls.export),
    Route("POST", f"{_S}/import", controls.import_),
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
