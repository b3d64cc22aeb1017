"""The contacts service: contacts made and changed, found by their address."""

import json
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions
from jbdesk.simulator.firing import contact_events
from jbdesk.simulator.kept import contact_records
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.tenancy import ids
from jbdesk.simulator.tenancy.tenant import Tenant


def save(tenant: Tenant, call: Call) -> Answer:
    """POST and PATCH /contacts/v1/contacts: soft failures come under 200 too."""
    body = call.members()
    if not member(body, "contactKey") and member(body, "contactID") is None:
        return _answer(tenant, call, "", failure="ContactKey or ContactID is required.")
    contact_key = contact_events.contact_key_in(tenant, body)
    sets = _sets(member(body, "attributeSets"))
    if not sets and contact_records.find(tenant, contact_key) is None:
        return _answer(tenant, call, contact_key, failure="AttributeSets is required.")
    is_new = contact_records.ensure(tenant, contact_key)
    known = contact_records.find(tenant, contact_key) or {}
    kept = known.get("attributes", {})
    for name, values in sets.items():
        kept = {**kept, name: {**kept.get(name, {}), **values}}
    changes = {"attributes": kept, "modifiedDate": tenant.date()}
    contact_records.put(tenant, contact_key, changes)
    return _answer(tenant, call, contact_key, is_new=is_new)


def _sets(sent: Any) -> dict[str, JsonObject]:
    found: dict[str, JsonObject] = {}
    for each in contact_events.objects(sent):
        name = str(member(each, "name") or member(each, "key") or "")
        found.setdefault(name, {}).update(contact_events.pairs_in([each]))
    return found


def _answer(
    tenant: Tenant,
    call: Call,
    contact_key: str,
    *,
    is_new: bool = False,
    failure: str = "",
) -> Answer:
    messages = [
        {
            "resultType": "Error",
            "resultClass": "InvalidRequest",
            "resultCode": "10002",
            "message": failure,
        }
    ]
    return Answer(
        200,
        {
            "operationStatus": "FAIL" if failure else "OK",
            "rowsAffected": 0 if failure else 1,
            "contactKey": contact_key,
            "contactID": contact_records.contact_id(contact_key) if contact_key else 0,
            "contactTypeID": 0,
            "isNewContactKey": is_new,
            **service_members(tenant, call),
            "hasErrors": bool(failure),
            "resultMessages": messages if failure else [],
            "serviceMessageID": ids.of_message(tenant, call),
        },
    )


def service_members(tenant: Tenant, call: Call) -> JsonObject:
    """Give what the contacts service says of each request."""
    local = tenant.now().astimezone(bodies.SERVICE_ZONE)
    return {
        "requestServiceMessageID": ids.of_message(tenant, call, "request"),
        "responseDateTime": f"{local:%Y-%m-%dT%H:%M:%S.%f}0-06:00",
    }


def search_email(tenant: Tenant, call: Call) -> Answer:
    """POST /contacts/v1/addresses/email/search."""
    body = call.members()
    asked = member(body, "channelAddressList")
    if not isinstance(asked, list) or not asked:
        raise bodies.error(400, 10002, "channelAddressList is required.")
    most = member(body, "maximumCount", 1)
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise bodies.error(400, 10005, "maximumCount must be at least 1.")
    entities = [_entity(tenant, str(each), most) for each in asked]
    return Answer(
        200,
        {
            "channelAddressResponseEntities": entities,
            **service_members(tenant, call),
            "resultMessages": [],
            "serviceMessageID": ids.of_message(tenant, call),
        },
    )


def _entity(tenant: Tenant, address: str, most: int) -> JsonObject:
    found = sorted(_with_address(tenant, address))[:most]
    details = [
        {
            "contactKey": key,
            "createDate": (contact_records.find(tenant, key) or {})["createdDate"],
        }
        for key in found
    ]
    return {"contactKeyDetails": details, "channelAddress": address}


def _with_address(tenant: Tenant, address: str) -> set[str]:
    """Give the known contacts that have the address, wherever it is written."""
    wanted = address.casefold()
    by_row = {
        row["contact"]
        for row in tenant.store.all(
            "SELECT contact, data_extension, body FROM rows"
            " WHERE contact IS NOT NULL AND instr(lower(body), lower(?))",
            address,
        )
        if wanted in _addresses(tenant, row["data_extension"], row["body"])
    }
    found = set()
    for key in contact_records.keys(tenant):
        known = contact_records.find(tenant, key) or {}
        own = str(contact_records.email_of(known) or key).casefold()
        if own == wanted or key in by_row:
            found.add(key)
    return found


def _addresses(tenant: Tenant, extension_id: str, text: str) -> set[str]:
    extension = data_extensions.find(tenant, extension_id)
    row = json.loads(text)
    return {
        str(row.get(field["name"])).casefold()
        for field in (extension.fields if extension else [])
        if field["type"] == "EmailAddress"
    }
