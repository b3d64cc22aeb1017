"""The shape of a data extension: what the service tells of it and its fields."""

import json
from dataclasses import dataclass
from typing import Any

from jbdesk.model.journey import JsonObject

FIELD_TYPES = (
    "Text",
    "Number",
    "Date",
    "Boolean",
    "EmailAddress",
    "Phone",
    "Decimal",
    "Locale",
)
LENGTHS = {"Text": 50, "EmailAddress": 254, "Phone": 50, "Locale": 5, "Decimal": 18}


@dataclass(frozen=True)
class DataExtension:
    """A data extension with its fields in their order."""

    body: JsonObject
    fields: list[JsonObject]

    @property
    def id(self) -> str:
        return str(self.body["id"])

    @property
    def name(self) -> str:
        return str(self.body["name"])

    def field(self, name: str) -> JsonObject | None:
        """Give the field of that name, in any case."""
        wanted = name.lower()
        return next((e for e in self.fields if e["name"].lower() == wanted), None)

    def field_by_id(self, field_id: str) -> JsonObject | None:
        wanted = field_id.lower()
        return next((e for e in self.fields if e["id"].lower() == wanted), None)

    @property
    def primary_key(self) -> list[str]:
        return [each["name"] for each in self.fields if each.get("isPrimaryKey")]

    def row_key(self, row: JsonObject) -> str | None:
        """Give the primary key's values as one text; None where there is none."""
        names = self.primary_key
        if not names:
            return None
        return json.dumps([str(row.get(name, "")).casefold() for name in names])

    def contact_of(self, row: JsonObject) -> str | None:
        """Give the contact key that the row is of, where a field holds it."""
        value = row.get(self.contact_field)
        return None if value is None else str(value)

    @property
    def contact_field(self) -> str:
        """The field that holds the contact key; "" where none is said to."""
        return str(self.body.get("sendableCustomObjectField") or "")


def describe(seed: JsonObject, created: str) -> DataExtension:
    """Give a whole data extension from the few facts that make it."""
    made = [field_of(each, position) for position, each in enumerate(seed["fields"])]
    contact_field = seed.get("contactField", "")
    body: dict[str, Any] = {
        "id": seed["id"],
        "name": seed["name"],
        "key": seed["key"],
        "description": seed.get("description", ""),
        "isActive": True,
        "isSendable": bool(contact_field),
    }
    if contact_field:
        body["sendableCustomObjectField"] = contact_field
        body["sendableSubscriberField"] = "_SubscriberKey"
    body |= {
        "isTestable": False,
        "categoryId": seed.get("categoryId", 6299),
        "ownerId": 0,
        "isObjectDeletable": True,
        "isFieldAdditionAllowed": True,
        "isFieldModificationAllowed": True,
        "createdDate": created,
        "createdById": seed.get("userId", 0),
        "createdByName": seed.get("userName", ""),
        "modifiedDate": created,
        "modifiedById": seed.get("userId", 0),
        "modifiedByName": seed.get("userName", ""),
        "ownerName": seed.get("userName", ""),
        "partnerApiObjectTypeId": 310,
        "partnerApiObjectTypeName": "DataExtension",
        "rowCount": 0,
        "dataRetentionProperties": {
            "isDeleteAtEndOfRetentionPeriod": False,
            "isRowBasedRetention": False,
            "isResetRetentionPeriodOnImport": False,
        },
        "fieldCount": len(made),
    }
    return DataExtension(body, made)


def field_of(seed: JsonObject, position: int) -> JsonObject:
    """Give a whole field from the few facts that make it."""
    kind = seed["type"]
    is_key = bool(seed.get("isPrimaryKey", False))
    field: JsonObject = {
        "id": seed["id"],
        "name": seed["name"],
        "type": kind,
        "length": seed.get("length", LENGTHS.get(kind, 0)),
    }
    if kind == "Decimal":
        field["scale"] = seed.get("scale", 2)
    if "defaultValue" in seed:
        field["defaultValue"] = seed["defaultValue"]
    return field | {
        "description": seed.get("description", ""),
        "ordinal": position,
        "isNullable": bool(seed.get("isNullable", not is_key)),
        "isPrimaryKey": is_key,
        "isTemplateField": False,
        "isInheritable": False,
        "isOverridable": False,
        "isHidden": False,
        "isReadOnly": False,
        "mustOverride": False,
        "maskType": "None",
        "storageType": "Plain",
    }
