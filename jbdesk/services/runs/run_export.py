"""What became of a run's rows, in files: CSV for people, JUnit for build servers.

Both are written row by row, beside their place, and moved there when they are whole.
"""

import contextlib
import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from uuid import uuid4
from xml.sax.saxutils import quoteattr

from jbdesk.model.firing import contact_rows, plain_cell
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, Run, RunRow
from jbdesk.model.problem import Failure
from jbdesk.services.runs.runs import Runs

KEY = "ContactKey"
_TOLD = ("Outcome", "Why", "HTTP status", "Event instance ID", "Attempts", "Sent at")
_KINDS = {  # how JUnit calls it
    DeliveryState.REFUSED: "failure",
    DeliveryState.NOT_SENT: "failure",
    DeliveryState.UNKNOWN: "error",
    DeliveryState.SENDING: "error",
    WAITING: "skipped",
}


def write_csv(path: Path, runs: Runs, run: Run, *, is_safe: bool = True) -> int:
    """Write all rows with their outcome; gives how many.

    Safe: no spreadsheet takes a cell for a formula. The file can be fired again.
    """
    fields = tuple(
        dict.fromkeys(name for row in runs.each(run.id) for name in row.data)
    )
    clean = plain_cell.escaped if is_safe else str

    def write(file: IO[str]) -> int:
        table = csv.writer(file)
        names = [name for name in fields if name not in (KEY, *_TOLD)]
        table.writerow([KEY, *map(clean, names), *_TOLD, "Number"])
        count = 0
        for count, row in enumerate(runs.each(run.id), start=1):  # noqa: B007 - the last
            data = [contact_rows.text_of(row.data.get(each)) or "" for each in names]
            cells = [row.contact_key, *data, *_told(row)]
            table.writerow([clean(each) for each in cells])
        return count

    # Spreadsheets take UTF-8 for something else where no mark says so.
    return _whole(path, write, "utf-8-sig")


def _told(row: RunRow) -> Iterator[str]:
    yield str(row.state)
    yield row.text
    yield str(row.status or "")
    yield row.event_instance_id
    yield str(row.attempts)
    yield row.at.isoformat() if row.at else ""
    yield str(row.number)


def write_junit(path: Path, runs: Runs, run: Run) -> int:
    """Write a case for each row; gives how many."""
    counts = runs.counts(run.id)
    by_kind = dict.fromkeys(("failure", "error", "skipped"), 0)
    for state, count in counts.items():
        if (kind := _KINDS.get(state)) is not None:
            by_kind[kind] += count

    def write(file: IO[str]) -> int:
        suite = (
            f"<testsuite name={_attribute(run.source)} tests='{run.total}' "
            f"failures='{by_kind['failure']}' errors='{by_kind['error']}' "
            f"skipped='{by_kind['skipped']}'>"
        )
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        file.write(f"{head}\n<testsuites name='jbdesk fire'>\n{suite}\n")
        count = 0
        for count, row in enumerate(runs.each(run.id), start=1):  # noqa: B007 - the last
            file.write(_case(run, row))
        file.write("</testsuite>\n</testsuites>\n")
        return count

    return _whole(path, write, "utf-8")


def _case(run: Run, row: RunRow) -> str:
    name = _attribute(f"{row.number}: {row.contact_key}")
    begins = f"<testcase name={name} classname={_attribute(run.event_definition_key)}"
    kind = _KINDS.get(row.state)
    if kind is None:
        return f"{begins}/>\n"
    told = _attribute(row.text or str(row.state))
    typed = "" if kind == "skipped" else f" type={_attribute(str(row.state))}"
    return f"{begins}><{kind} message={told}{typed}/></testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr("".join(each if _fits(each) else "\ufffd" for each in text))


def _fits(letter: str) -> bool:
    is_control = letter < " " and letter not in "\t\n\r"
    return (
        not is_control
        and not "\ud800" <= letter <= "\udfff"
        and letter not in "\ufffe\uffff"
    )


def _whole(path: Path, write: Callable[[IO[str]], int], encoding: str) -> int:
    beside = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        with beside.open(
            "w", encoding=encoding, newline="", errors="backslashreplace"
        ) as file:
            count = write(file)
        beside.replace(path)
    except OSError as error:
        raise Failure(f"“{path.name}” can't be written: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return count
