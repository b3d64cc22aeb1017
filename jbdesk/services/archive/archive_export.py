"""The archive's rows as CSV that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from jbdesk.model.firing import plain_cell
from jbdesk.model.records.history import KeptRow, Sought
from jbdesk.services import stored_file
from jbdesk.services.archive.archive import Archive

_HEAD = (
    "Time",
    "Contact key",
    "Version",
    "Activity",
    "Type",
    "Status",
    "Message",
    "Visit",
)
_PORTION = 5000


def write(
    archive: Archive, sought: Sought, versions: Mapping[str, int], path: Path
) -> int:
    """Write what is sought, the newest first; gives how many rows."""
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(_HEAD)
    number = 0
    while rows := archive.rows(sought, number, _PORTION):
        number += len(rows)
        table.writerows(_cells(each, versions) for each in rows)
    # Spreadsheets take UTF-8 for something else where no mark says so.
    stored_file.write_bytes(path, file.getvalue().encode("utf-8-sig", "replace"))
    return number


def _cells(row: KeptRow, versions: Mapping[str, int]) -> list[str]:
    version = versions.get(row.definition_id)
    told = (
        row.at.isoformat(timespec="milliseconds"),
        row.contact_key,
        str(version) if version is not None else row.definition_id,
        row.activity,
        row.type,
        row.status,
        row.message,
        row.visit,
    )
    return [plain_cell.escaped(each) for each in told]
