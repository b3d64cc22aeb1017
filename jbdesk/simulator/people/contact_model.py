"""The contact data model: its schema, attribute groups and attribute sets."""

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions
from jbdesk.simulator.firing.contact_events import SCHEMA_VERSION
from jbdesk.simulator.kept import contact_records
from jbdesk.simulator.people import contact_attributes
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy import ids
from jbdesk.simulator.tenancy.samples import id_of
from jbdesk.simulator.tenancy.tenant import Tenant

_TYPES = {
    "Email Address": "EmailAddress",
    "Contact ID": "Number",
    "HTML Enabled": "Boolean",
}
_OWN: dict[str, tuple[str, ...]] = {
    "Contact": ("Contact Key", "Contact ID"),
    contact_records.EMAIL_SET: (contact_records.EMAIL, "HTML Enabled"),
}


def schemas(tenant: Tenant, call: Call) -> Answer:
    """GET /contacts/v1/schema: one, of contacts."""
    schema_id = id_of("schema", "Contacts")
    place = f"/v1/schemas/{schema_id}"
    item = {
        "id": schema_id,
        "enterpriseID": tenant.enterprise.enterprise_id,
        "availableBusinessUnits": [call.grant.account_id],
        "version": SCHEMA_VERSION,
        "schemaType": "Contacts",
        "links": {
            "self": {"href": place},
            "attributeGroups": {"href": f"{place}/attributeGroups"},
            "attributeSetDefinitions": {"href": f"{place}/attributeSetDefinitions"},
        },
    }
    told = {
        "links": {"self": {"href": "/v1/schema"}},
        "page": 0,
        "pageSize": 0,
        "count": 0,  # the service counts nothing here
        "items": [item],
        **_service(tenant, call),
    }
    return Answer(200, told)


def _service(tenant: Tenant, call: Call) -> JsonObject:
    return {
        **contact_attributes.service_members(tenant, call),
        "resultMessages": [],
        "serviceMessageID": ids.of_message(tenant, call),
    }


def groups(tenant: Tenant, call: Call) -> Answer:
    """GET /contacts/v1/attributeGroups."""
    names = {"Contact": ["Contact"], "Email": [contact_records.EMAIL_SET]}
    names["Data extensions"] = [each["name"] for each in _sendable(tenant)]
    items = [_group(name, sets) for name, sets in names.items() if sets]
    return Answer(200, {**call.paged(items), **_service(tenant, call)})


def _group(name: str, sets: list[str]) -> JsonObject:
    return {
        "id": id_of("attribute group", name),
        "key": name.replace(" ", ""),
        "name": {"value": name},
        "isSystemDefined": name != "Data extensions",
        "attributeSetIdentifiers": [_set_id(each) for each in sets],
    }


def _set_id(name: str) -> str:
    return id_of("attribute set", name)


def sets(tenant: Tenant, call: Call) -> Answer:
    """GET /contacts/v1/attributeSetDefinitions."""
    return Answer(200, {**call.paged(_sets(tenant)), **_service(tenant, call)})


def one_set(tenant: Tenant, call: Call) -> Answer:
    """GET /contacts/v1/attributeSetDefinitions/{id}."""
    wanted = call.names["id"].lower()
    found = next((each for each in _sets(tenant) if each["id"] == wanted), None)
    if found is None:
        raise bodies.error(404, 30003, "The attribute set was not found.")
    return Answer(200, {"item": found, **_service(tenant, call)})


def _sets(tenant: Tenant) -> list[JsonObject]:
    own = [
        _set(name, [(each, _TYPES.get(each, "Text")) for each in attributes])
        for name, attributes in _OWN.items()
    ]
    others = []
    for body in _sendable(tenant):
        extension = data_extensions.find(tenant, body["id"])
        fields = extension.fields if extension else []
        made = _set(body["name"], [(each["name"], each["type"]) for each in fields])
        others.append({**made, "categoryID": body["categoryId"], "isSendable": True})
    return [*own, *others]


def _sendable(tenant: Tenant) -> list[JsonObject]:
    return [e for e in data_extensions.all_bodies(tenant) if e["isSendable"]]


def _set(name: str, attributes: list[tuple[str, str]]) -> JsonObject:
    return {
        "id": _set_id(name),
        "key": name.replace(" ", ""),
        "name": {"value": name},
        "fullyQualifiedName": name,
        "storageLogicalType": "DataExtension",
        "isRoot": name == "Contact",
        "isSendable": False,
        "categoryID": 0,
        "isShared": False,
        "isEvent": False,
        "relationships": [],
        "attributes": [
            {
                "id": id_of("attribute", f"{name}.{each}"),
                "key": each.replace(" ", ""),
                "name": {"value": each},
                "fullyQualifiedName": f"{name}.{each}",
                "dataType": kind,
                "ordinal": position,
            }
            for position, (each, kind) in enumerate(attributes)
        ],
    }
