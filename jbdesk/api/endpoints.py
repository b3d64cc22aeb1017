"""Every call jbdesk makes to the service, one row each.

The scopes are those of the documented permission table. A template names its
path parameters; "key:" stays as it is and what follows it is quoted.
"""

from dataclasses import replace

from jbdesk.api import endpoints_assets as assets
from jbdesk.api import endpoints_creations as creations
from jbdesk.api.endpoint import Endpoint

__all__ = ["ENDPOINTS", "Endpoint"]

_JOURNEYS = "/interaction/v1/interactions"
_EVENTS = "/interaction/v1/eventDefinitions"
_READ_JOURNEYS = ("journeys_read",)
_CONTACTS = "/contacts/v1/contacts"
_WRITE_CONTACTS = ("list_and_subscribers_write",)
_READ_DATA = ("data_extensions_read",)


TOKEN = Endpoint("token", "Get token", "POST", "/v2/token")
LEGACY_TOKEN = Endpoint(
    "legacy_token", "Ask whether it is a legacy package", "POST", "/v1/requestToken"
)
TOKEN_CONTEXT = Endpoint(
    "token_context", "Read business unit", "GET", "/platform/v1/tokenContext"
)
LINE = Endpoint("line", "Try the line", "GET", "/")
USER_INFO = Endpoint(
    "user_info", "Read who is signed in", "GET", "/v2/userinfo", is_auth=True
)
ENDPOINTS_OF_TENANT = Endpoint(
    "endpoints", "List endpoints", "GET", "/platform/v1/endpoints"
)
EVENT_DEFINITIONS = Endpoint(
    "event_definitions", "List event definitions", "GET", _EVENTS, _READ_JOURNEYS
)
EVENT_DEFINITION = Endpoint(
    "event_definition",
    "Read event definition",
    "GET",
    f"{_EVENTS}/{{id}}",
    _READ_JOURNEYS,
)
EVENT_DEFINITION_BY_KEY = Endpoint(
    "event_definition_by_key",
    "Read event definition",
    "GET",
    f"{_EVENTS}/key:{{key}}",
    _READ_JOURNEYS,
)
FIRE = Endpoint(
    "fire",
    "Fire event",
    "POST",
    "/interaction/v1/events",
    ("journeys_read", "list_and_subscribers_read"),
    is_write=True,
)
FIRE_BATCH = Endpoint(
    "fire_batch",
    "Fire batch of events",
    "POST",
    "/interaction/v1/async/events",
    ("journeys_read", "list_and_subscribers_read"),
    is_write=True,
)
QUEUE_STATUS = Endpoint(
    "queue_status",
    "Read queued events",
    "GET",
    "/interaction/v1/async/events/status",
    ("journeys_read", "list_and_subscribers_read"),
)
DATA_EXTENSIONS = Endpoint(
    "data_extensions",
    "List data extensions",
    "GET",
    "/data/v1/customobjects",
    _READ_DATA,
)
CONTACT_SCHEMAS = Endpoint(
    "contact_schemas",
    "Read contact schemas",
    "GET",
    "/contacts/v1/schema",
    ("list_and_subscribers_read",),
)
DATA_EXTENSION_FIELDS = Endpoint(
    "data_extension_fields",
    "Read data extension fields",
    "GET",
    "/data/v1/customobjects/{id}/fields",
    _READ_DATA,
)
JOURNEYS = Endpoint("journeys", "List journeys", "GET", _JOURNEYS, _READ_JOURNEYS)
JOURNEY = Endpoint(
    "journey", "Open journey", "GET", f"{_JOURNEYS}/{{id}}", _READ_JOURNEYS
)
JOURNEY_BY_KEY = Endpoint(
    "journey_by_key", "Open journey", "GET", f"{_JOURNEYS}/key:{{key}}", _READ_JOURNEYS
)
CREATE_JOURNEY = Endpoint(
    "create_journey",
    "Create journey",
    "POST",
    _JOURNEYS,
    ("journeys_read", "journeys_write"),
    is_write=True,
)
UPDATE_JOURNEY = Endpoint(
    "update_journey",
    "Save journey",
    "PUT",
    f"{_JOURNEYS}/{{id}}",
    ("journeys_read", "journeys_write"),
    is_write=True,
)
DELETE_JOURNEY = Endpoint(
    "delete_journey",
    "Delete journey version",
    "DELETE",
    f"{_JOURNEYS}/{{id}}",
    ("journeys_read", "journeys_delete"),
    is_write=True,
)
DELETE_ALL_VERSIONS = replace(
    DELETE_JOURNEY, name="delete_all_versions", label="Delete journey"
)
VALIDATE = Endpoint(
    "validate",
    "Validate journey",
    "POST",
    f"{_JOURNEYS}/validateAsync/{{id}}",
    ("journeys_read", "journeys_execute"),
    is_write=True,
)
VALIDATE_STATUS = Endpoint(
    "validate_status",
    "Read validation status",
    "GET",
    f"{_JOURNEYS}/validateStatus/{{id}}",
    _READ_JOURNEYS,
)
PUBLISH = Endpoint(
    "publish",
    "Publish journey",
    "POST",
    f"{_JOURNEYS}/publishAsync/{{id}}",
    ("journeys_read", "journeys_execute"),
    is_write=True,
)
PUBLISH_STATUS = Endpoint(
    "publish_status",
    "Read publish status",
    "GET",
    f"{_JOURNEYS}/publishStatus/{{id}}",
    _READ_JOURNEYS,
)
STOP = Endpoint(
    "stop",
    "Stop journey",
    "POST",
    f"{_JOURNEYS}/stop/{{id}}",
    ("journeys_read", "journeys_execute"),
    is_write=True,
)
PAUSE = Endpoint(
    "pause",
    "Pause journey",
    "POST",
    f"{_JOURNEYS}/pause/{{id}}",
    ("journeys_read", "journeys_execute"),
    is_write=True,
)
RESUME = Endpoint(
    "resume",
    "Resume journey",
    "POST",
    f"{_JOURNEYS}/resume/{{id}}",
    ("journeys_read", "journeys_execute"),
    is_write=True,
)
PAUSE_TRANSACTIONAL = replace(
    PAUSE, name="pause_transactional", path=f"{_JOURNEYS}/transactional/pause"
)
RESUME_TRANSACTIONAL = replace(
    RESUME, name="resume_transactional", path=f"{_JOURNEYS}/transactional/resume"
)
MEMBERSHIP = Endpoint(
    "membership",
    "Read contact membership",
    "POST",
    f"{_JOURNEYS}/contactMembership",
    _READ_JOURNEYS,
)
CONTACT_EXIT = Endpoint(
    "contact_exit",
    "Take contacts out of a journey",
    "POST",
    f"{_JOURNEYS}/contactexit",
    _READ_JOURNEYS,
    is_write=True,
)
CONTACT_EXIT_STATUS = Endpoint(
    "contact_exit_status",
    "Read whether contacts are out",
    "POST",
    f"{_JOURNEYS}/contactexit/status",
    _READ_JOURNEYS,
)
SAVE_CONTACT = Endpoint(
    "save_contact",
    "Save contact",
    "PATCH",
    _CONTACTS,
    _WRITE_CONTACTS,
    is_write=True,
)
DELETE_CONTACTS = Endpoint(
    "delete_contacts",
    "Delete contacts",
    "POST",
    f"{_CONTACTS}/actions/delete",
    _WRITE_CONTACTS,
    is_write=True,
)
HISTORY = Endpoint(
    "history",
    "Search journey history",
    "POST",
    f"{_JOURNEYS}/journeyhistory/search",
    _READ_JOURNEYS,
)
FRESHNESS = Endpoint(
    "freshness",
    "Read history delay",
    "GET",
    f"{_JOURNEYS}/journeyhistory/freshness",
    _READ_JOURNEYS,
)
AUDIT = Endpoint(
    "audit",
    "Read audit log",
    "GET",
    f"{_JOURNEYS}/{{id}}/audit/{{action}}",
    _READ_JOURNEYS,
)

ENDPOINTS = (
    TOKEN,
    LEGACY_TOKEN,
    TOKEN_CONTEXT,
    LINE,
    USER_INFO,
    ENDPOINTS_OF_TENANT,
    DATA_EXTENSIONS,
    CONTACT_SCHEMAS,
    EVENT_DEFINITIONS,
    EVENT_DEFINITION,
    EVENT_DEFINITION_BY_KEY,
    FIRE,
    FIRE_BATCH,
    QUEUE_STATUS,
    DATA_EXTENSION_FIELDS,
    JOURNEYS,
    JOURNEY,
    JOURNEY_BY_KEY,
    CREATE_JOURNEY,
    UPDATE_JOURNEY,
    DELETE_JOURNEY,
    DELETE_ALL_VERSIONS,
    VALIDATE,
    VALIDATE_STATUS,
    PUBLISH,
    PUBLISH_STATUS,
    STOP,
    PAUSE,
    RESUME,
    PAUSE_TRANSACTIONAL,
    RESUME_TRANSACTIONAL,
    MEMBERSHIP,
    CONTACT_EXIT,
    CONTACT_EXIT_STATUS,
    SAVE_CONTACT,
    DELETE_CONTACTS,
    HISTORY,
    FRESHNESS,
    AUDIT,
    *creations.ENDPOINTS,
    *assets.ENDPOINTS,
)
