"""A plan as JSON, and back, so that a copy can go on after a crash."""

from dataclasses import asdict
from typing import Any

from jbdesk.model.copying.plan import Choice, How, Match, Plan, Row, Thing
from jbdesk.model.copying.reference import Aspect, Kind, Place, Reference
from jbdesk.model.journey import Journey, JsonObject


def told(plan: Plan) -> JsonObject:
    """Write the plan down, with what was chosen."""
    return {
        "journey": plan.journey.body,
        "key": plan.key,
        "name": plan.name,
        "rows": [_row(each) for each in plan.rows],
    }


def read(body: JsonObject) -> Plan:
    """Read the plan that `told` wrote."""
    rows = tuple(_row_in(each) for each in body["rows"])
    return Plan(Journey(body["journey"]), body["key"], body["name"], rows)


def thing_told(thing: Thing | None) -> JsonObject | None:
    return None if thing is None else asdict(thing)


def thing_in(body: Any) -> Thing | None:
    if body is None:
        return None
    return Thing(**{**body, "fields": tuple(body["fields"])})


def _row(row: Row) -> JsonObject:
    reference = asdict(row.reference)
    return {
        "reference": reference,
        "match": row.match,
        "source": thing_told(row.source),
        "used": thing_told(row.used),
        "choice": asdict(row.choice) if row.choice else None,
    }


def _row_in(body: JsonObject) -> Row:
    used = thing_in(body["used"])
    choice = body["choice"]
    return Row(
        _reference_in(body["reference"]),
        Match(body["match"]),
        thing_in(body["source"]),
        (used,) if used else (),
        Choice(How(choice["how"]), choice["id"]) if choice else None,
    )


def _reference_in(body: JsonObject) -> Reference:
    texts = {name: tuple(body[name]) for name in ("where", "used")}
    places = tuple(
        Place(tuple(each["path"]), Aspect(each["aspect"]), each["value"])
        for each in body["places"]
    )
    return Reference(
        Kind(body["kind"]), body["id"], body["key"], body["name"], places, **texts
    )
