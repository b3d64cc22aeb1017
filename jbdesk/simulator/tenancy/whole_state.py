"""All business units as one JSON object, and back; and how they began."""

import sqlite3
from typing import Any

from jbdesk.model import wire
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer, Refusal
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy import samples
from jbdesk.simulator.tenancy.enterprise import SECRETS, Enterprise
from jbdesk.simulator.tenancy.store import NAMES
from jbdesk.simulator.tenancy.tenant import Tenant
from jbdesk.simulator.tenancy.tenants import Tenants

_KEPT_HERE = ("enterprises", "package", *SECRETS)  # notes that never leave
_FORMAT = "jbdesk simulator tenant 2"
_FORMAT_OF_ONE = "jbdesk simulator tenant 1"  # one business unit and one package
_TABLES = tuple(name for name in NAMES if name != "tokens")


def reset(tenants: Tenants, call: Call) -> Answer:
    """POST /simulator/reset: everything begins again from a seed."""
    seed = call.members().get("seed", "demo") if call.body is not None else "demo"
    if seed not in samples.SEEDS:
        raise bodies.error(400, 10005, f"Seeds are: {', '.join(samples.SEEDS)}.")
    tenants.reset(seed)
    return Answer(200, tenants.first.state())


def export(tenants: Tenants, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/export: everything but credentials and tokens."""
    with tenants.everything():
        tenants.keep_clock()
        units = [
            {"account_id": each.account_id, "tables": _tables(each)}
            for each in tenants.all()
        ]
    enterprises = [each.without_secrets() for each in tenants.register.enterprises]
    told = {"format": _FORMAT, "enterprises": enterprises, "business_units": units}
    return Answer(200, told)


def _tables(tenant: Tenant) -> JsonObject:
    return {
        name: [
            dict(row)
            for row in tenant.store.all(f"SELECT * FROM {name} ORDER BY rowid")  # noqa: S608 - own names
            if name != "notes" or row["name"] not in _KEPT_HERE
        ]
        for name in _TABLES
    }


def import_(tenants: Tenants, call: Call) -> Answer:
    """POST /simulator/import: replaces everything by what was exported."""
    body = call.members()
    try:
        enterprises, units = _read(body)
        with tenants.everything():
            tenants.put(enterprises)
            for tenant in tenants.all():
                _fill(tenant, units[tenant.account_id])
            tenants.restored()
    except (KeyError, TypeError, ValueError, AttributeError, Failure) as error:
        raise _foreign() from error
    except sqlite3.Error as error:
        raise _foreign() from error
    return Answer(200, tenants.first.state())


def _foreign() -> Refusal:
    return bodies.error(400, 10005, "This is not a tenant exported by jbdesk.")


def _read(body: JsonObject) -> tuple[tuple[Enterprise, ...], dict[int, JsonObject]]:
    """Give who there is, and by MID what each business unit holds."""
    if body.get("format") == _FORMAT_OF_ONE:
        notes = {each["name"]: each["value"] for each in body["tables"]["notes"]}
        single = Enterprise.read_single(wire.loads(notes["package"]), {})
        return (single,), {single.business_units[0].account_id: body["tables"]}
    if body.get("format") != _FORMAT or not body["enterprises"]:
        raise _foreign()
    enterprises = tuple(map(Enterprise.read, body["enterprises"]))
    units = {each["account_id"]: each["tables"] for each in body["business_units"]}
    return enterprises, units


def _fill(tenant: Tenant, tables: dict[str, list[JsonObject]]) -> None:
    for name in _TABLES:
        columns = {
            row["name"] for row in tenant.store.all(f"PRAGMA table_info({name})")
        }
        for item in tables.get(name, []):
            if name != "notes" or item["name"] not in _KEPT_HERE:
                _insert(tenant, name, item, columns)


def _insert(tenant: Tenant, table: str, item: Any, columns: set[str]) -> None:
    if not columns.issuperset(item):
        raise _foreign()
    names = ", ".join(f'"{name}"' for name in item)
    marks = ", ".join("?" * len(item))
    # Only names of our own columns get here.
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
    tenant.store.run(statement, *item.values())
