"""The shape of an event definition: constants by type, and quirks of each answer."""

from dataclasses import dataclass
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes.bodies import NEVER, NO_GUID

_API_SOURCE = "7db1f972-f8b7-49b6-91b5-fa218e13953d"
_AUDIENCE_SOURCE = "97e942ee-6914-4d3d-9e52-37ecb71f79ed"


@dataclass(frozen=True)
class Kind:
    """What the service adds for a type of entry source."""

    key_prefix: str
    category: str
    icon: str
    serialized: int | None
    source: str = NO_GUID
    can_be_fired: bool = False


_API_ICON = "/images/icon_journeyBuilder-event-api-blue.svg"
_DATA_ICON = "/images/icon-data-extension.svg"
_CRM_ICON = "/events/js/salesforce-event/images/SF-Event-Icon.svg"
KINDS = {
    "APIEvent": Kind("APIEvent-", "Event", _API_ICON, 11, _API_SOURCE, True),
    "Event": Kind("Event-", "Event", _API_ICON, 11, _API_SOURCE, True),
    "RestEvent": Kind("RestEvent-", "Event", _API_ICON, 11, _API_SOURCE),
    "ContactEvent": Kind("ContactEvent-", "Event", "", None, NO_GUID, True),
    "DateEvent": Kind("DateEvent-", "Event", "", None),
    "EmailAudience": Kind("DEAudience-", "Audience", _DATA_ICON, 3, _AUDIENCE_SOURCE),
    "AutomationAudience": Kind(
        "AutomationAud-", "Audience", _DATA_ICON, 9, _AUDIENCE_SOURCE
    ),
    "SalesforceObjectTriggerV2": Kind("SalesforceObj", "Event", _CRM_ICON, None),
}
_OTHER = Kind("Event-", "Event", "", None)


def kind_of(event_type: str) -> Kind:
    wanted = event_type.lower()
    return next((KINDS[each] for each in KINDS if each.lower() == wanted), _OTHER)


def describe(given: JsonObject, now: str, user_id: int) -> JsonObject:
    """Give the whole definition that the caller's words (id included) describe."""
    kind = kind_of(given["type"])
    body: dict[str, Any] = {
        "id": given["id"],
        "type": given["type"],
        "name": given["name"],
        "description": given.get("description") or "",
        "createdDate": given.get("createdDate", now),
        "createdBy": user_id,
        "modifiedDate": now,
        "modifiedBy": user_id,
        "mode": given.get("mode") or "Production",
        "eventDefinitionKey": given["eventDefinitionKey"],
        "dataExtensionId": given.get("dataExtensionId") or NO_GUID,
        "dataExtensionName": given.get("dataExtensionName") or "",
    }
    if given.get("schema"):
        body["schema"] = given["schema"]
    body |= {
        "sourceApplicationExtensionId": given.get("sourceApplicationExtensionId")
        or kind.source,
        "filterDefinitionId": NO_GUID,
        "filterDefinitionTemplate": "",
        "iconUrl": given.get("iconUrl") or kind.icon,
        "arguments": _arguments(given, kind, body),
        "configurationArguments": given.get("configurationArguments")
        or ({"unconfigured": False} if kind.category == "Audience" else {}),
        "metaData": _meta_data(given, kind),
    }
    if given.get("schedule"):
        body["schedule"] = given["schedule"]
    return body | {
        "interactionCount": 0,
        "isVisibleInPicker": bool(given.get("isVisibleInPicker", False)),
        "isPlatformObject": False,
        "category": given.get("category") or kind.category,
        "publishedInteractionCount": 0,
        "automationId": given.get("automationId") or NO_GUID,
        "disableDEDataLogging": False,
    }


def _arguments(given: JsonObject, kind: Kind, body: JsonObject) -> JsonObject:
    sent = given.get("arguments") or {}
    made: dict[str, Any] = {}
    if kind.serialized is not None:
        made["serializedObjectType"] = kind.serialized
    made |= {
        "eventDefinitionId": body["id"],
        "eventDefinitionKey": body["eventDefinitionKey"],
        # A definition made from a schema does not name its own data extension here.
        "dataExtensionId": NO_GUID if given.get("schema") else body["dataExtensionId"],
        "criteria": sent.get("criteria") or "",
        "useHighWatermark": bool(sent.get("useHighWatermark", False)),
    }
    if kind.category == "Audience":
        made["automationId"] = body.get("automationId") or NO_GUID
    return {**sent, **made}


def _meta_data(given: JsonObject, kind: Kind) -> JsonObject:
    sent = given.get("metaData") or {}
    plain: dict[str, Any] = {"scheduleState": "No Schedule", "criteriaDescription": ""}
    if kind.category == "Audience":
        plain |= {"scheduleFlowMode": "runOnce", "runOnceScheduleMode": "onPublish"}
    return {**plain, **sent}


def read_schema(schema: JsonObject, schema_id: str, name: str) -> JsonObject:
    """Give the schema as it is told on reading: lengths are text there."""
    return {
        "id": schema_id,
        "name": name,
        "fields": [_read_field(each) for each in schema["fields"]],
        "sendableCustomObjectField": schema.get("sendableCustomObjectField", ""),
        "sendableSubscriberField": schema.get(
            "sendableSubscriberField", "_SubscriberKey"
        ),
        "isPlatformObject": False,
    }


def _read_field(field: JsonObject) -> JsonObject:
    told: JsonObject = {
        "name": field["name"],
        "dataType": field.get("dataType", "Text"),
    }
    if str(told["dataType"]).lower() != "date":
        told["maxLength"] = str(field.get("maxLength") or "")
    told |= {
        "isDevicePreference": False,
        "isNullable": bool(field.get("isNullable", True)),
        "isPrimaryKey": bool(field.get("isPrimaryKey", False)),
    }
    if field.get("defaultValue"):
        told["defaultValue"] = field["defaultValue"]
    return told


def as_written(body: JsonObject) -> JsonObject:
    """Tell it as POST and PUT do: without dates and people."""
    hidden = (
        "isPlatformObject",
        "disableDEDataLogging",
        "filterDefinitionTemplate",
    )
    told = {name: value for name, value in body.items() if name not in hidden}
    told |= {
        "createdDate": NEVER,
        "modifiedDate": NEVER,
        "createdBy": 0,
        "modifiedBy": 0,
        "metaData": {},
    }
    return told


def as_read(body: JsonObject, *, extras: bool) -> JsonObject:
    """Tell it as GET does: two members come only when they are asked for."""
    if extras:
        return body
    return {
        name: value
        for name, value in body.items()
        if name not in ("configurationArguments", "schema")
    }
