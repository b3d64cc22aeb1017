"""Rows read by integrations: by pages, filtered, and on from page to page."""

import json
from urllib.parse import quote

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.data import data_extensions, row_filters, rows
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.shapes.data_extension_shape import DataExtension
from jbdesk.simulator.tenancy import ids
from jbdesk.simulator.tenancy.store import text_of
from jbdesk.simulator.tenancy.tenant import Tenant

MOST, MOST_SENDABLE = 200, 2500  # rows of one page
LIFETIME = 1800  # seconds in which a reading can be gone on with
_ASKED = ("$filter", "$orderby", "$pagesize")


def by_key(tenant: Tenant, call: Call) -> Answer:
    """GET /data/v1/customobjectdata/key/{key}/rowset: all text, names lower case."""
    key = call.names["key"]
    extension = data_extensions.find(tenant, key)
    if extension is None:
        raise bodies.error(400, 10001, f"Parameter {key} is invalid.")
    query = {name: call.query[name] for name in _ASKED if name in call.query}
    return _answer(tenant, call, extension, query, ids.of_message(tenant, call))


def by_token(tenant: Tenant, call: Call) -> Answer:
    """GET /data/v1/customobjectdata/token/{token}/rowset: the reading goes on."""
    token = call.names["token"].lower()
    row = tenant.store.one(
        "SELECT body FROM row_readings WHERE token = ? AND expires > ?",
        token,
        tenant.real(),
    )
    if row is None:
        raise bodies.error(400, 10001, f"Parameter {call.names['token']} is invalid.")
    kept = json.loads(row["body"])
    extension = data_extensions.find(tenant, kept["extension"])
    if extension is None:
        raise bodies.error(400, 10001, f"Parameter {kept['extension']} is invalid.")
    return _answer(tenant, call, extension, kept["query"], token)


def _answer(
    tenant: Tenant, call: Call, extension: DataExtension, query: JsonObject, token: str
) -> Answer:
    fits = row_filters.test_of(extension, query.get("$filter", ""))
    found = [row for row in rows.of(tenant, extension) if fits(row)]
    found = row_filters.ordered(extension, found, query.get("$orderby", ""))
    most = MOST_SENDABLE if extension.contact_field else MOST
    asked = query.get("$pagesize", "")
    size = min(int(asked), most) if asked.isdecimal() and int(asked) else most
    number = max(call.number("$page") or 1, 1)
    page = bodies.page([_as_text(extension, row) for row in found], number, size)
    expires = _keep(tenant, token, {"extension": extension.id, "query": query})
    told = {
        "links": _links(page, token),
        "requestToken": token,
        "tokenExpireDateUtc": bodies.utc_date(bodies.moment_at(expires))[:-1],
        "customObjectId": extension.id,
        "customObjectKey": quote(extension.body["key"]),
        "pageSize": size,
        "page": number,
        "count": page["count"],
        "top": 0,
    }
    if "items" in page:
        told["items"] = page["items"]
    return Answer(200, told)


def _links(page: JsonObject, token: str) -> JsonObject:
    place = f"/v1/customobjectdata/token/{token}/rowset?$page="
    links = {"self": f"{place}{page['page']}"}
    if page["page"] * page["pageSize"] < page["count"]:
        links["next"] = f"{place}{page['page'] + 1}"
    return links


def _keep(tenant: Tenant, token: str, body: JsonObject) -> float:
    expires = tenant.real() + LIFETIME
    with tenant.store.transaction():
        tenant.store.run("DELETE FROM row_readings WHERE expires <= ?", tenant.real())
        tenant.store.run(
            "REPLACE INTO row_readings VALUES (?, ?, ?)", token, expires, text_of(body)
        )
    return expires


def _as_text(extension: DataExtension, row: JsonObject) -> JsonObject:
    keys = extension.primary_key
    texts = {field["name"]: _text(row.get(field["name"])) for field in extension.fields}
    return {
        "keys": {name.lower(): text for name, text in texts.items() if name in keys},
        "values": {
            name.lower(): text for name, text in texts.items() if name not in keys
        },
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)
