"""Assets of Content Builder: what there is, found by a query."""

import json

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.content import asset_query
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import PAGE_SIZE, Call, member
from jbdesk.simulator.tenancy.tenant import Tenant

_ALWAYS = ("id",)


def query(tenant: Tenant, call: Call) -> Answer:
    """POST /asset/v1/content/assets/query."""
    body = call.members()
    asked = member(body, "query")
    if asked is None:
        raise bodies.error(400, 10002, "query is required.")
    rows = tenant.store.all("SELECT body FROM assets ORDER BY id")
    known = [json.loads(row["body"]) for row in rows]
    found = [each for each in known if asset_query.is_wanted(each, asked)]
    number, size = _page(body)
    return Answer(200, bodies.cut(found, number, size, lambda e: _shown(e, body)))


def _page(body: JsonObject) -> tuple[int, int]:
    page = member(body, "page")
    asked = page if isinstance(page, dict) else {}
    told = (member(asked, "page", 1), member(asked, "pageSize", PAGE_SIZE))
    number, size = (each if type(each) is int and each > 0 else 0 for each in told)
    return number or 1, size or PAGE_SIZE


def _shown(asset: JsonObject, body: JsonObject) -> JsonObject:
    """Give the members that were asked for; all, where none were named."""
    fields = member(body, "fields")
    if not isinstance(fields, list) or not fields:
        return asset
    wanted = {str(each).lower() for each in (*_ALWAYS, *fields)}
    return {name: each for name, each in asset.items() if name.lower() in wanted}
