"""Long lists for the owner: counted, and read one page at a time."""

import sqlite3
from dataclasses import dataclass

from jbdesk.simulator.shapes.calls import Call
from jbdesk.simulator.tenancy.tenant import Tenant

PAGE_SIZE = 200
MOST = 500  # items of one page


@dataclass(frozen=True)
class Listing:
    """What to read: rows, which of them, in which order."""

    rows: str
    where: str
    order: str
    values: tuple[str, ...] = ()


def listed(
    tenant: Tenant, call: Call, listing: Listing
) -> tuple[int, list[sqlite3.Row]]:
    """Count what there is, and give the page that was asked for."""
    number = max(call.number("$page") or 1, 1)
    size = min(max(call.number("$pagesize") or PAGE_SIZE, 1), MOST)
    rows = f"{listing.rows} WHERE {listing.where}"
    with tenant.store.lock:
        row = tenant.store.one(f"SELECT count(*) FROM ({rows})", *listing.values)  # noqa: S608 - own statements
        found = tenant.store.all(
            f"{rows} ORDER BY {listing.order} LIMIT ? OFFSET ?",
            *listing.values,
            size,
            (number - 1) * size,
        )
    return int(row[0]) if row else 0, found
