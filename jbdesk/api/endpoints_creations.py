"""The calls that create event definitions and data extensions, or delete them."""

from jbdesk.api.endpoint import Endpoint

_EVENTS = "/interaction/v1/eventDefinitions"
_EXTENSIONS = "/data/v1/customobjects"
_WRITE_DATA = ("data_extensions_write",)

CREATE_EVENT_DEFINITION = Endpoint(
    "create_event_definition",
    "Create event definition",
    "POST",
    _EVENTS,
    ("journeys_read",),
    is_write=True,
)
UPDATE_EVENT_DEFINITION = Endpoint(
    "update_event_definition",
    "Change event definition",
    "PUT",
    f"{_EVENTS}/{{id}}",
    ("journeys_read",),
    is_write=True,
)
DELETE_EVENT_DEFINITION = Endpoint(
    "delete_event_definition",
    "Delete event definition",
    "DELETE",
    f"{_EVENTS}/{{id}}",
    ("journeys_read",),
    is_write=True,
)
DATA_EXTENSION = Endpoint(
    "data_extension",
    "Read data extension",
    "GET",
    f"{_EXTENSIONS}/{{id}}",
    ("data_extensions_read",),
)
CREATE_DATA_EXTENSION = Endpoint(
    "create_data_extension",
    "Create data extension",
    "POST",
    _EXTENSIONS,
    _WRITE_DATA,
    is_write=True,
)
DELETE_DATA_EXTENSION = Endpoint(
    "delete_data_extension",
    "Delete data extension",
    "DELETE",
    f"{_EXTENSIONS}/{{id}}",
    _WRITE_DATA,
    is_write=True,
)

ENDPOINTS = (
    CREATE_EVENT_DEFINITION,
    UPDATE_EVENT_DEFINITION,
    DELETE_EVENT_DEFINITION,
    DATA_EXTENSION,
    CREATE_DATA_EXTENSION,
    DELETE_DATA_EXTENSION,
)
