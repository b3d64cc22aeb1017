"""Every answer with its mark: documented, observed, or inferred by us.

A recorded pair in the tests stands for each row, by the name of its case.
"""

from collections import Counter
from collections.abc import Iterator

from jbdesk.model.fields import Mark
from jbdesk.model.journey import JsonObject
from jbdesk.simulator.marks import (
    answers_contacts,
    answers_data,
    answers_events,
    answers_identity,
    answers_journeys,
    answers_numbers,
    answers_rows,
)
from jbdesk.simulator.marks.told import Told
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.shapes.bodies import Answer
from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

ANSWERS: dict[str, tuple[Told, ...]] = {
    **answers_identity.ANSWERS,
    **answers_contacts.ANSWERS,
    **answers_data.ANSWERS,
    **answers_events.ANSWERS,
    **answers_journeys.ANSWERS,
    **answers_numbers.ANSWERS,
    **answers_rows.ANSWERS,
}
_ORDER = (Mark.INFERRED, Mark.OBSERVED, Mark.DOCUMENTED)


def all_told() -> Iterator[tuple[str, Told]]:
    """Give each answer with method and path; the least certain come first."""
    every = [(route, each) for route, told in ANSWERS.items() for each in told]
    yield from sorted(every, key=lambda row: _ORDER.index(row[1].mark))


def guesses(tenant: Tenant, call: Call) -> Answer:  # noqa: ARG001 - as every handler
    """GET /simulator/guesses: how sure each answer is; ?mark=inferred for one kind."""
    wanted = call.query.get("mark", "").lower()
    if wanted and wanted not in list(Mark):
        raise bodies.error(400, 10005, f"Marks are: {', '.join(Mark)}.")
    items = [
        _item(route, told)
        for route, told in all_told()
        if wanted in ("", told.mark.value)
    ]
    counts = Counter(told.mark.value for _, told in all_told())
    return Answer(200, {"counts": counts, "items": items})


def _item(route: str, told: Told) -> JsonObject:
    method, _, path = route.partition(" ")
    return {
        "method": method,
        "path": path,
        "status": told.status,
        "case": told.case,
        "mark": told.mark.value,
        "note": told.note,
    }
