"""Reads a journey's audit log to its end."""

from jbdesk.api import history_pages
from jbdesk.model.records.audit_row import AuditRow
from jbdesk.services.connections.connection import Connection

_MOST = 40  # pages


async def whole(connection: Connection, journey_id: str) -> tuple[AuditRow, ...]:
    """Give every line, the newest first."""
    found: list[AuditRow] = []
    for number in range(1, _MOST + 1):
        rows, count = await connection(history_pages.audit, journey_id, number)
        found += rows
        if not rows or len(found) >= count:
            break
    return tuple(found)
