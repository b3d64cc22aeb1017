"""The routes of data extensions, contacts and assets: who answers, which scopes."""

from jbdesk.simulator.content import assets
from jbdesk.simulator.data import (
    data_extension_making,
    data_extensions,
    data_requests,
    row_readings,
    row_sets,
)
from jbdesk.simulator.door.route import Route
from jbdesk.simulator.people import (
    contact_attributes,
    contact_deletion,
    contact_model,
    contact_search,
)

DATA = ("data_extensions_read",)
DATA_WRITE = ("data_extensions_write",)
CONTACTS_READ = ("list_and_subscribers_read",)
CONTACTS_WRITE = ("list_and_subscribers_write",)
AUDIENCES = ("audiences_read",)
CONTENT = ("documents_and_images_read",)

_O = "/data/v1/customobjects"
_R = "/data/v1/async"
_C = "/contacts/v1/contacts"

ROUTES: tuple[Route, ...] = (
    Route("POST", "/asset/v1/content/assets/query", assets.query, CONTENT),
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
        row_readings.by_key,
        DATA,
    ),
    Route(
        "GET",
        "/data/v1/customobjectdata/token/{token}/rowset",
        row_readings.by_token,
        DATA,
    ),
    Route("POST", f"{_O}async/{{id}}/fields", data_requests.queue_fields, DATA_WRITE),
    Route("PATCH", f"{_O}async/{{id}}/fields", data_requests.queue_fields, DATA_WRITE),
    Route(
        "POST",
        "/hub/v1/dataeventsasync/{id}/rowset",
        data_requests.queue_events,
        DATA_WRITE,
    ),
    Route("POST", "/hub/v1/dataevents/{id}/rowset", row_sets.upsert, DATA_WRITE),
    Route("PUT", f"{_R}/dataextensions/{{id}}/rows", data_requests.queue, DATA_WRITE),
    Route("POST", f"{_R}/dataextensions/{{id}}/rows", data_requests.queue, DATA_WRITE),
    Route("GET", f"{_R}/{{id}}/status", data_requests.status, DATA),
    Route("GET", f"{_R}/{{id}}/results", data_requests.results, DATA),
    # Contacts
    Route("POST", _C, contact_attributes.save, CONTACTS_WRITE),
    Route("PATCH", _C, contact_attributes.save, CONTACTS_WRITE),
    Route(
        "POST",
        "/contacts/v1/addresses/email/search",
        contact_attributes.search_email,
        CONTACTS_READ,
    ),
    Route("POST", f"{_C}/actions/delete", contact_deletion.start, CONTACTS_WRITE),
    Route("GET", f"{_C}/actions/delete/status", contact_deletion.status, CONTACTS_READ),
    Route(
        "POST",
        "/contacts/v1/addresses/search/{by}",
        contact_search.addresses,
        AUDIENCES,
    ),
    Route(
        "POST",
        "/contacts/v1/attributes/search",
        contact_search.attributes,
        CONTACTS_READ,
    ),
    Route("GET", "/contacts/v1/schema", contact_model.schemas, CONTACTS_READ),
    Route("GET", "/contacts/v1/attributeGroups", contact_model.groups, CONTACTS_READ),
    Route(
        "GET",
        "/contacts/v1/attributeSetDefinitions",
        contact_model.sets,
        CONTACTS_READ,
    ),
    Route(
        "GET",
        "/contacts/v1/attributeSetDefinitions/{id}",
        contact_model.one_set,
        CONTACTS_READ,
    ),
)
