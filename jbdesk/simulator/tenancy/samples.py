"""Seeds: tenants described as data in resources/, sown into empty stores.

A seed is a folder with tenant.json: who there is, and for each business unit the
folder that says what is in it. Ids are made from names, so they are the same on
every computer. In a journey's texts `${event:Name}`, `${eventId:Name}`,
`${dataExtension:Name}`, `${field:Data extension.Field}` and `${id:anything}` stand
for keys and ids.
"""

import json
import re
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from jbdesk import paths
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.simulator.shapes import (
    asset_shape,
    audit_shape,
    bodies,
    event_definition_shape,
    journey_body,
)
from jbdesk.simulator.shapes.data_extension_shape import DataExtension, describe
from jbdesk.simulator.tenancy.enterprise import Enterprise
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

_ABOUT = "tenant"  # the file that makes a folder a seed
SEEDS = tuple(sorted(e.parent.name for e in paths.resources().glob(f"*/{_ABOUT}.json")))
_NAMESPACE = uuid.UUID("a3c1f7de-52b4-5a0e-8d6f-90b1c2e4d857")
_REFERENCE = re.compile(r"\$\{(\w+):([^}]+)\}")


def id_of(kind: str, name: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{kind}/{name}"))


def enterprise(seed: str) -> Enterprise:
    """Give the enterprise that a seed describes; nobody has credentials yet."""
    return Enterprise.read(_read(seed, _ABOUT))


def sow(tenant: Tenant, folder: str | None, now: datetime) -> None:
    """Fill a business unit with what a folder holds; None leaves it empty."""
    if folder is not None:
        _Sowing(tenant, folder, now).all()


def _read(folder: str, name: str) -> Any:
    path = paths.resources() / folder / f"{name}.json"
    return json.loads(path.read_text("utf-8"))


class _Sowing:
    """One folder on its way into one store."""

    def __init__(self, tenant: Tenant, folder: str, now: datetime) -> None:
        self._store = tenant.store
        self._folder = folder
        self._now = now
        self._user_id = tenant.package.user_id
        self._user = {"name": tenant.package.user_name, "userId": self._user_id}
        self._event_keys: dict[str, str] = {}
        self._extensions: dict[str, DataExtension] = {}

    def all(self) -> None:
        for seed in _read(self._folder, "data_extensions"):
            self._data_extension(seed)
        for number, seed in enumerate(_read(self._folder, "event_definitions")):
            self._event_definition(seed, number)
        for number, seed in enumerate(_read(self._folder, "journeys")):
            self._journey(self._filled(seed), number)
        for seed in _read(self._folder, "assets"):
            self._asset(seed)
        for number, seed in enumerate(_read(self._folder, "audit")):
            self._audited(seed, number)

    def _days_ago(self, days: int) -> datetime:
        return self._now - timedelta(days=days, minutes=days * 7 % 60)

    def _data_extension(self, seed: JsonObject) -> None:
        name = seed["name"]
        made = describe(
            {
                **seed,
                "id": id_of("data extension", name),
                "key": seed.get("key") or id_of("key", name).upper(),
                "fields": [
                    {**field, "id": id_of("field", f"{name}.{field['name']}")}
                    for field in seed["fields"]
                ],
            },
            bodies.utc_date(self._days_ago(400)),
        )
        self._extensions[name] = made
        self._store.run(
            "INSERT INTO data_extensions VALUES (?, ?, ?, ?, ?)",
            made.id,
            made.body["key"],
            made.name,
            text_of(made.body),
            text_of(made.fields),
        )
        names = [field["name"] for field in made.fields]
        for row in seed.get("rows", []):
            self._row(made, dict(zip(names, row, strict=True)))

    def _row(self, extension: DataExtension, row: JsonObject) -> None:
        self._store.run(
            "INSERT INTO rows (data_extension, key, contact, body) VALUES (?, ?, ?, ?)",
            extension.id,
            extension.row_key(row),
            extension.contact_of(row),
            text_of(row),
        )

    def _event_definition(self, seed: JsonObject, number: int) -> None:
        name, kind = seed["name"], event_definition_shape.kind_of(seed["type"])
        guid = id_of("event", name)
        tail = guid.replace("-", "") if kind.key_prefix == "SalesforceObj" else guid
        key = seed.get("eventDefinitionKey") or f"{kind.key_prefix}{tail}"
        extension = self._extensions[seed["dataExtension"]]
        self._event_keys[name] = key
        given = {
            **seed,
            "id": id_of("event definition", name),
            "eventDefinitionKey": key,
            "dataExtensionId": extension.id,
            "dataExtensionName": extension.name,
            "createdDate": bodies.service_date(self._days_ago(300 - number)),
        }
        changed = bodies.service_date(self._days_ago(number * 3 % 280 + 1))
        body = event_definition_shape.describe(given, changed, self._user_id)
        body = self._filled(body)
        self._store.run(
            "INSERT INTO event_definitions VALUES (?, ?, ?)",
            body["id"],
            key,
            text_of(body),
        )

    def _journey(self, seed: JsonObject, number: int) -> None:
        key, version = seed["key"], seed.get("version", 1)
        changed = bodies.service_date(self._days_ago(number * 5 + 1))
        status = seed.get("status", "Draft")
        server = {
            "id": id_of("journey", key),
            "definitionId": id_of(
                "journey", key if version == 1 else f"{key} {version}"
            ),
            "version": version,
            "status": status,
            "createdDate": bodies.service_date(self._days_ago(number * 5 + 90)),
            "modifiedDate": changed,
            "lastPublishedDate": bodies.NEVER if status == "Draft" else changed,
        }
        made = journey_body.whole(seed, server, _ids(f"{key} {version}"))
        trigger = Journey(made).trigger
        self._store.run(
            "INSERT INTO journeys VALUES (?, ?, ?, ?, ?, ?, ?)",
            made["definitionId"],
            made["id"],
            key,
            version,
            status,
            trigger.event_definition_key if trigger else "",
            text_of(made),
        )

    def _asset(self, seed: JsonObject) -> None:
        at = bodies.service_date(self._days_ago(120))
        made = asset_shape.email(seed, at, self._user)
        row = (made["id"], text_of(made))
        self._store.run("INSERT INTO assets VALUES (?, ?)", *row)

    def _audited(self, seed: JsonObject, number: int) -> None:
        """Note what somebody did to a version of a journey, days ago."""
        found = self._store.one(
            "SELECT body FROM journeys WHERE key = ? AND version = ?",
            seed["key"],
            seed["version"],
        )
        assert found is not None
        of, at = json.loads(found["body"]), self._days_ago(seed["daysAgo"])
        id_ = id_of("audit", f"{seed['key']} {number}")
        user = {**self._user, **seed.get("user", {})}
        told = audit_shape.line(id_, seed["action"], bodies.service_date(at), user, of)
        self._store.run(
            "INSERT INTO audit (at, journey_id, version, action, body)"
            " VALUES (?, ?, ?, ?, ?)",
            at.timestamp(),
            of["id"],
            of["version"],
            seed["action"],
            text_of(told),
        )

    def _filled(self, value: Any) -> Any:
        """Give the value with its references replaced by keys and ids."""
        if isinstance(value, str):
            return _REFERENCE.sub(lambda found: self._meant(found[1], found[2]), value)
        if isinstance(value, list):
            return [self._filled(each) for each in value]
        if isinstance(value, dict):
            return {name: self._filled(each) for name, each in value.items()}
        return value

    def _meant(self, kind: str, name: str) -> str:
        if kind == "event":
            return self._event_keys[name]
        if kind == "eventId":
            return id_of("event definition", name)
        if kind == "dataExtension":
            return self._extensions[name].id
        return id_of(kind, name)


def _ids(of: str) -> Callable[[], str]:
    """Give ids one after another, always the same for the same journey."""
    count = 0

    def next_id() -> str:
        nonlocal count
        count += 1
        return id_of("part", f"{of} {count}")

    return next_id
