"""Contacts found: by what is known of their address, and by any attribute."""

from collections.abc import Callable
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions, rows
from jbdesk.simulator.firing.contact_events import objects
from jbdesk.simulator.kept import contact_records
from jbdesk.simulator.people import contact_attributes
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call, member
from jbdesk.simulator.tenancy import ids
from jbdesk.simulator.tenancy.tenant import Tenant

_Compare = Callable[[str, str], bool]
_OPERATORS: dict[str, _Compare] = {
    "is": lambda own, wanted: own == wanted,
    "equals": lambda own, wanted: own == wanted,
    "equal": lambda own, wanted: own == wanted,
    "isnot": lambda own, wanted: own != wanted,
    "notequals": lambda own, wanted: own != wanted,
    "contains": lambda own, wanted: wanted in own,
    "beginswith": lambda own, wanted: own.startswith(wanted),
    "startswith": lambda own, wanted: own.startswith(wanted),
    "endswith": lambda own, wanted: own.endswith(wanted),
    "greaterthan": lambda own, wanted: _ordered(own) > _ordered(wanted),
    "lessthan": lambda own, wanted: _ordered(own) < _ordered(wanted),
}


def _ordered(text: str) -> tuple[int, float, str]:
    """Give what the text is sorted by: numbers and dates by what they mean."""
    try:
        return 0, float(text), ""
    except ValueError:
        moment = bodies.moment_of(text.upper())
    return (1, moment.timestamp(), "") if moment else (2, 0.0, text)


def _operator(sent: Any) -> _Compare:
    found = _OPERATORS.get(str(sent or "Is").replace(" ", "").lower())
    if found is None:
        raise bodies.error(400, 10005, f"“{sent}” is no operator.")
    return found


_READ: dict[str, str] = {
    "contactkey": "contactKey",
    "lastmodifieddate": "lastModifiedDate",
    "sourcechannel": "sourceChannel",
    "status": "status",
    "audienceid": "audienceID",
}


def addresses(tenant: Tenant, call: Call) -> Answer:
    """POST /contacts/v1/addresses/search/{by}."""
    name = _READ.get(call.names["by"].lower())
    if name is None:
        raise bodies.route_not_found()
    body = call.members()
    compare = _operator(member(body, "filterConditionOperator"))
    wanted = member(body, "filterConditionValue")
    if wanted in (None, ""):
        raise bodies.error(400, 10002, "filterConditionValue is required.")
    told = [
        address
        for address in _addresses(tenant)
        if compare(str(address.get(name, "")).lower(), str(wanted).lower())
    ]
    return Answer(200, {"addresses": told, **_service(tenant, call)})


def _service(tenant: Tenant, call: Call) -> JsonObject:
    return {
        **contact_attributes.service_members(tenant, call),
        "resultMessages": [],
        "serviceMessageID": ids.of_message(tenant, call),
    }


def _addresses(tenant: Tenant) -> list[JsonObject]:
    known = {
        key: contact_records.find(tenant, key) or {}
        for key in contact_records.keys(tenant)
    }
    return [
        {
            "contactKey": key,
            "contactID": contact_records.contact_id(key),
            "address": contact_records.email_of(body) or "",
            "channelType": "Email",
            "sourceChannel": "Email",
            "status": "Suppressed" if body.get("suppressed") else "Active",
            "createdDate": body["createdDate"],
            "lastModifiedDate": body.get("modifiedDate", body["createdDate"]),
        }
        for key, body in known.items()
    ]


def attributes(tenant: Tenant, call: Call) -> Answer:
    """POST /contacts/v1/attributes/search: contacts that meet all conditions."""
    body = call.members()
    asked = _names(member(_object(member(body, "request")), "attributes"))
    if not asked:
        raise bodies.error(400, 10002, "attributes is required.")
    fits = _conditions(_object(member(body, "conditionSet")))
    found = []
    for key in contact_records.keys(tenant):
        own = _attributes_of(tenant, key)
        if fits(own):
            values = [{"key": e, "value": own.get(e.lower(), "")} for e in asked]
            found.append({"contactKey": key, "values": values})
    return Answer(200, {**call.paged(found), **_service(tenant, call)})


def _names(sent: Any) -> list[str]:
    named = sent if isinstance(sent, list) else []
    return [str(member(e, "key") or "") for e in named if isinstance(e, dict)]


def _object(sent: Any) -> JsonObject:
    """Give what was sent where it is an object; nothing where it is missing."""
    if sent is not None and not isinstance(sent, dict):
        raise bodies.error(400, 10004, "JSON Deserialization Exception")
    return sent or {}


def _conditions(sent: JsonObject) -> Callable[[dict[str, str]], bool]:
    """Give the test that a set of conditions is; sets hold sets."""
    tests = [_condition(each) for each in objects(member(sent, "conditions"))]
    tests += [_conditions(each) for each in objects(member(sent, "conditionSets"))]
    is_any = str(member(sent, "operator") or "And").lower() == "or"
    among = any if is_any and tests else all
    return lambda own: among(test(own) for test in tests)


def _condition(sent: JsonObject) -> Callable[[dict[str, str]], bool]:
    name = str(member(_object(member(sent, "attribute")), "key") or "").lower()
    compare = _operator(member(sent, "operator"))
    items = member(_object(member(sent, "value")), "items")
    wanted = [str(e).lower() for e in (items if isinstance(items, list) else [items])]
    return lambda own: any(compare(own.get(name, "").lower(), e) for e in wanted)


def _attributes_of(tenant: Tenant, contact_key: str) -> dict[str, str]:
    """Give the contact's attributes by "set.attribute" in lower case."""
    known = contact_records.find(tenant, contact_key) or {}
    sets: JsonObject = {
        "Contact": {
            "Contact Key": contact_key,
            "Contact ID": contact_records.contact_id(contact_key),
        },
        **known.get("attributes", {}),
    }
    for row in rows.of_contact(tenant, contact_key):
        name = data_extensions.name_of(tenant, row.extension_id)
        sets.setdefault(name, row.body)
    return {
        f"{group}.{name}".lower(): "" if value is None else str(value)
        for group, values in sets.items()
        for name, value in values.items()
    }
