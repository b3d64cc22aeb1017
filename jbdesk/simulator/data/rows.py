"""The rows of data extensions: written, changed, found by contact."""

import json
from dataclasses import dataclass

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import values
from jbdesk.simulator.shapes.data_extension_shape import DataExtension
from jbdesk.simulator.tenancy.memory import Kind
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant


@dataclass(frozen=True)
class Row:
    """A kept row with its number and the data extension it is in."""

    number: int
    extension_id: str
    body: JsonObject


def of(tenant: Tenant, extension: DataExtension) -> list[JsonObject]:
    found = tenant.store.all(
        "SELECT body FROM rows WHERE data_extension = ? ORDER BY number", extension.id
    )
    return [json.loads(each["body"]) for each in found]


def write(tenant: Tenant, extension: DataExtension, row: JsonObject) -> JsonObject:
    """Insert the row, or change the one with its primary key; gives the whole row."""
    key = extension.row_key(row)
    found = tenant.store.one(
        "SELECT number, body FROM rows WHERE data_extension = ? AND key = ?",
        extension.id,
        key,
    )
    if found is None:
        whole = completed(tenant, extension, row)
        tenant.store.run(
            "INSERT INTO rows (data_extension, key, contact, body) VALUES (?, ?, ?, ?)",
            extension.id,
            key,
            extension.contact_of(whole),
            text_of(whole),
        )
        return whole
    whole = {**json.loads(found["body"]), **row}
    change(tenant, extension, found["number"], whole)
    return whole


def completed(tenant: Tenant, extension: DataExtension, row: JsonObject) -> JsonObject:
    """Give the row with a value for every field: what was sent, or its default."""
    now = tenant.now()
    return {
        field["name"]: row.get(field["name"], values.default_of(field, now))
        for field in extension.fields
    }


def is_there(tenant: Tenant, extension: DataExtension, row: JsonObject) -> bool:
    """Whether a row with the same primary key is kept."""
    found = tenant.store.one(
        "SELECT 1 FROM rows WHERE data_extension = ? AND key = ?",
        extension.id,
        extension.row_key(row),
    )
    return found is not None


def clear(tenant: Tenant, extension: DataExtension) -> None:
    tenant.store.run("DELETE FROM rows WHERE data_extension = ?", extension.id)


def of_contact(
    tenant: Tenant, contact_key: str, extension_id: str = "", key: str | None = None
) -> list[Row]:
    """Give the contact's rows: by its key, and one by the row's own key."""
    name = ("rows", contact_key, extension_id, key)
    return tenant.store.once(
        name, lambda: _of_contact(tenant, contact_key, extension_id, key), Kind.CONTACTS
    )


def _of_contact(
    tenant: Tenant, contact_key: str, extension_id: str, key: str | None
) -> list[Row]:
    found = tenant.store.all(
        "SELECT number, data_extension, body FROM rows WHERE contact = ?"
        " UNION SELECT number, data_extension, body FROM rows"
        " WHERE data_extension = ? AND key = ? ORDER BY number",
        contact_key,
        extension_id,
        key,
    )
    return [Row(each[0], each[1], json.loads(each[2])) for each in found]


def change(
    tenant: Tenant, extension: DataExtension, number: int, row: JsonObject
) -> None:
    tenant.store.run(
        "UPDATE rows SET contact = ?, body = ? WHERE number = ?",
        extension.contact_of(row),
        text_of(row),
        number,
    )
