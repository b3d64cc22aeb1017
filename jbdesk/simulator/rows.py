"""The rows of data extensions: written, changed, found by contact."""

import json

from jbdesk.model.journey import JsonObject
from jbdesk.simulator import values
from jbdesk.simulator.data_extension_shape import DataExtension
from jbdesk.simulator.store import text_of
from jbdesk.simulator.tenant import Tenant


def of(tenant: Tenant, extension: DataExtension) -> list[JsonObject]:
    found = tenant.store.all(
        "SELECT body FROM rows WHERE data_extension = ? ORDER BY number", extension.id
    )
    return [json.loads(each["body"]) for each in found]


def write(tenant: Tenant, extension: DataExtension, row: JsonObject) -> JsonObject:
    """Insert the row, or change the one with its primary key; gives the whole row."""
    key = extension.row_key(row)
    found = tenant.store.one(
        "SELECT body FROM rows WHERE data_extension = ? AND key = ?", extension.id, key
    )
    if found is None:
        whole = {
            field["name"]: row.get(
                field["name"], values.default_of(field, tenant.now())
            )
            for field in extension.fields
        }
        tenant.store.run(
            "INSERT INTO rows (data_extension, key, body) VALUES (?, ?, ?)",
            extension.id,
            key,
            text_of(whole),
        )
        return whole
    whole = {**json.loads(found["body"]), **row}
    tenant.store.run(
        "UPDATE rows SET body = ? WHERE data_extension = ? AND key = ?",
        text_of(whole),
        extension.id,
        key,
    )
    return whole


def rows_of_contact(
    tenant: Tenant, extension: DataExtension, contact_key: str, key: str | None = None
) -> list[tuple[int, JsonObject]]:
    """Give the contact's rows, numbered: by contact key, or by the row's own key."""
    name = extension.contact_field
    path = f'$."{name}"'
    found = tenant.store.all(
        "SELECT number, body FROM rows WHERE data_extension = ?"
        " AND (key = ? OR json_extract(body, ?) = ?)",
        extension.id,
        key,
        path,
        contact_key,
    )
    return [(each["number"], json.loads(each["body"])) for each in found]


def change(tenant: Tenant, number: int, row: JsonObject) -> None:
    tenant.store.run("UPDATE rows SET body = ? WHERE number = ?", text_of(row), number)
