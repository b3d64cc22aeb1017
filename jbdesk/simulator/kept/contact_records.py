"""Contacts as the tenant knows them, apart from what they do in journeys."""

import json
import zlib
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.tenancy.memory import Kind
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

_FIRST_ID = 36_270_000
_IDS = 900_000_000
EMAIL_SET, EMAIL = "Email Addresses", "Email Address"


def contact_id(contact_key: str) -> int:
    """Give the service's number for a contact: always the same for a key."""
    return _FIRST_ID + zlib.crc32(contact_key.encode()) % _IDS


def find(tenant: Tenant, contact_key: str) -> JsonObject | None:
    name = ("contact", contact_key)
    return tenant.store.once(name, lambda: _find(tenant, contact_key), Kind.CONTACTS)


def _find(tenant: Tenant, contact_key: str) -> JsonObject | None:
    row = tenant.store.one(
        "SELECT body FROM contacts WHERE contact_key = ?", contact_key
    )
    return None if row is None else json.loads(row["body"])


def ensure(tenant: Tenant, contact_key: str) -> bool:
    """Make the contact known; tells whether it is new."""
    made = tenant.store.run(
        "INSERT OR IGNORE INTO contacts VALUES (?, ?)",
        contact_key,
        text_of({"createdDate": tenant.date()}),
    )
    return made > 0


def put(tenant: Tenant, contact_key: str, changes: JsonObject) -> None:
    """Keep what is new about a contact beside what is known."""
    known = find(tenant, contact_key) or {"createdDate": tenant.date()}
    tenant.store.run(
        "REPLACE INTO contacts VALUES (?, ?)",
        contact_key,
        text_of({**known, **changes}),
    )


def keys(tenant: Tenant) -> list[str]:
    found = tenant.store.all("SELECT contact_key FROM contacts ORDER BY contact_key")
    return [row["contact_key"] for row in found]


def key_of_id(tenant: Tenant, number: object) -> str | None:
    return next((e for e in keys(tenant) if str(contact_id(e)) == str(number)), None)


def email_of(known: JsonObject) -> Any:
    """Give the address that was stated for a contact; None where none was."""
    return known.get("attributes", {}).get(EMAIL_SET, {}).get(EMAIL)
