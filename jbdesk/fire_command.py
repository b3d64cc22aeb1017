"""The command `fire`: fires the rows of a file, each at most once."""

import argparse
import asyncio
import contextlib
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from jbdesk import command_connection, fire_report, paths, terminal
from jbdesk.fire_report import Report
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.firing import contact_rows
from jbdesk.model.firing.contact_rows import Mapping, Record, Row, Unreadable
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import (
    WAITING,
    Progress,
    Run,
    RunDoor,
    RunSettings,
    RunState,
)
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection
from jbdesk.services.events import event_definitions
from jbdesk.services.rows import rows_file
from jbdesk.services.rows.rows_file import RowsFile
from jbdesk.services.runs import bulk_check, bulk_queue, rows_allowed
from jbdesk.services.runs.bulk import Bulk
from jbdesk.services.runs.runs import HALF_READ, Runs

ALL, SOME, NOTHING = 0, 1, 2  # accepted
_MOST_WORKERS = 64
_FOR_THE_RUN = 7 * 24 * 60  # minutes
_QUEUE_SECONDS = 30.0  # how long the service's queue is followed
_KEY, _DATA = "contactkey", "data"
_LOOKED_AT = 1000  # records, for the names in their data


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "rows",
        metavar="ROWS",
        type=Path,
        help="a file of contacts: CSV, TSV, JSON, NDJSON or XLSX. Columns are named as"
        " the fields of the data extension are; one of them is the contact key",
    )
    parser.add_argument(
        "--event", metavar="KEY", required=True, help="the event definition's key"
    )
    parser.add_argument(
        "--contact-key", metavar="COLUMN", help="the column of the contact key (found)"
    )
    command_connection.add_arguments(parser)
    parser.add_argument(
        "--workers", type=_workers, default=8, help="calls at a time (8)"
    )
    parser.add_argument(
        "--rate", type=_rate, metavar="N", help="rows per second at most"
    )
    parser.add_argument(
        "--batch", action="store_true", help="send up to 100 rows in a call"
    )
    again = parser.add_mutually_exclusive_group()
    again.add_argument(
        "--resume",
        action="store_true",
        help="go on with this file's last run: fire what was never sent",
    )
    again.add_argument(
        "--check",
        action="store_true",
        help="as --resume, and ask the service what became of the unknown rows",
    )
    again.add_argument(
        "--anew",
        action="store_true",
        help="fire all rows although the file's last run did not come to its end",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "junit"),
        default="text",
        help="how to report: for a person (text), for programs (json, junit)",
    )


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"“{text}” is not from 1 to {_MOST_WORKERS}")
    return int(text)


def _rate(text: str) -> float:
    with contextlib.suppress(ValueError):
        if 0 < float(text) < float("inf"):
            return float(text)
    raise argparse.ArgumentTypeError(f"“{text}” is no number above 0")


def run(arguments: argparse.Namespace) -> int:
    """Fire the rows; gives 0 all accepted, 1 some not, 2 nothing could be done."""
    if not command_connection.is_wanted(arguments):
        raise Failure("Name a connection: --connection, or --auth-url.")
    runs = Runs(paths.home(arguments.home))
    try:
        ended = asyncio.run(_fire(arguments, runs))
        report = Report(ended, runs.counts(ended.id), lambda: runs.each(ended.id))
        fire_report.tell(report, arguments.format)
        if report.left:
            terminal.complain(_how_to_go_on(report))
    finally:
        runs.close()
    if report.accepted == ended.total:
        return ALL
    is_nothing = set(report.counts) <= {WAITING, DeliveryState.NOT_SENT}
    return NOTHING if report.left and is_nothing else SOME


def _how_to_go_on(report: Report) -> str:
    why = report.run.note or "Stopped."
    rows = f"{report.left:,} of {report.run.total:,} rows were never sent"
    return f"{why} {rows}; the same command with --resume goes on with them."


async def _fire(arguments: argparse.Namespace, runs: Runs) -> Run:
    async with command_connection.opened(arguments) as connection:
        last = _last(arguments, runs, connection)
        if arguments.resume or arguments.check:
            if last is None:
                raise Failure("No earlier run of this file and event is kept.")
            made = last
            if arguments.check:
                await bulk_check.check(connection, runs, made)
        else:
            _refuse_twice(arguments, runs, last)
            made = await _read(arguments, runs, connection)
        settings = _settings(arguments)
        # Who wrote the connection's name into the command has armed it by name.
        connection.guard.arm(_FOR_THE_RUN, connection.settings.name)
        bulk = Bulk(connection, runs, replace(made, settings=settings), _heard())
        _stop_on_signals()
        try:
            ended = await bulk.run()
            if RunDoor.BATCH in (settings.door, ended.settings.door):
                await _follow_queue(connection, runs, ended)
        except asyncio.CancelledError:  # Ctrl+C: the bulk has come to its end
            return runs.get(made.id)
        else:
            return ended
        finally:
            _clear()


async def _follow_queue(connection: Connection, runs: Runs, run: Run) -> None:
    """Ask for a while what the service's queue makes of the rows of batches."""
    counts = await connection.work.run(runs.counts, run.id)
    if counts.get(DeliveryState.ACCEPTED):
        told = await bulk_queue.follow(connection, runs, run, _QUEUE_SECONDS)
        if not told.is_well:
            terminal.complain(told.words)


def _stop_on_signals() -> None:
    """End cleanly also where somebody ends the process kindly."""
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        # Windows knows only the first, and asyncio hears that one by itself.
        with contextlib.suppress(NotImplementedError, RuntimeError):
            loop.add_signal_handler(each, task.cancel)


def _settings(arguments: argparse.Namespace) -> RunSettings:
    door = RunDoor.BATCH if arguments.batch else RunDoor.SINGLE
    return RunSettings(arguments.workers, arguments.rate, door)


def _source(arguments: argparse.Namespace) -> str:
    return str(arguments.rows.absolute())


def _last(
    arguments: argparse.Namespace, runs: Runs, connection: Connection
) -> Run | None:
    """Find the file's latest run for this event on this connection."""
    settings = connection.settings
    for each in runs.all():
        is_there = each.connection_id == settings.id or settings.is_simulator
        wanted = (_source(arguments), arguments.event)
        if each.note == HALF_READ:
            continue
        if (each.source, each.event_definition_key) == wanted and is_there:
            return each
    return None


def _refuse_twice(arguments: argparse.Namespace, runs: Runs, last: Run | None) -> None:
    """Whoever repeats a command by mistake must not fire half of it twice."""
    if last is None or last.state is RunState.DONE or arguments.anew:
        return
    counts = runs.counts(last.id)
    waiting = counts.get(WAITING, 0)
    sent = sum(
        counts.get(each, 0) for each in (DeliveryState.ACCEPTED, DeliveryState.UNKNOWN)
    )
    if waiting and sent:
        raise Failure(
            f"The last run of this file sent {sent:,} rows and left {waiting:,}. "
            f"--resume goes on with these; --anew fires all once more."
        )


async def _read(
    arguments: argparse.Namespace, runs: Runs, connection: Connection
) -> Run:
    """Read and check every row before anything is sent."""
    work = connection.work
    file = await work.run(rows_file.open_rows, arguments.rows)
    definition = await event_definitions.get(connection, arguments.event)
    fields = await event_definitions.fields_of(connection, definition)
    columns = await work.run(_columns, file)
    mapping = contact_rows.guess(columns, fields)
    if arguments.contact_key:
        mapping = replace(mapping, contact_key=arguments.contact_key)
    if wrong := contact_rows.check_mapping(mapping, columns, fields):
        raise Failure(*wrong)
    made = await work.run(
        runs.create,
        _source(arguments),
        arguments.event,
        connection.settings.id,
        _settings(arguments),
    )
    try:
        rows = rows_allowed.judged(_rows(file, mapping, fields), connection.guard)
        await work.run(runs.add_rows, made.id, rows)
    except Failure:
        await work.run(runs.drop, made.id)
        raise
    return runs.get(made.id)


def _rows(
    file: RowsFile, mapping: Mapping, fields: Sequence[DataExtensionField]
) -> Iterator[Row]:
    records = file.records()
    try:
        for number, record in records:
            yield contact_rows.row_of(mapping, tuple(fields), number, _flat(record))
    finally:
        records.close()


def _columns(file: RowsFile) -> tuple[str, ...]:
    """Name the columns, and what records nest in a member called data."""
    if {each.casefold() for each in file.columns} != {_KEY, _DATA}:
        return file.columns
    flat = [_flat(record) for _, record in file.first(_LOOKED_AT)]
    names = (name for each in flat if isinstance(each, dict) for name in each)
    return tuple(dict.fromkeys(names))


def _flat(record: Record) -> Record:
    """Take {"contactKey": …, "data": {…}} for one row of columns."""
    if isinstance(record, Unreadable):
        return record
    names = {each.casefold(): each for each in record}
    data = record.get(names.get(_DATA, ""))
    if set(names) != {_KEY, _DATA} or not isinstance(data, dict):
        return record
    return {**data, names[_KEY]: record[names[_KEY]]}


def _heard() -> Callable[[Progress], None]:
    """Tell the progress in one line of a terminal; elsewhere not at all."""
    if sys.stderr is None or not sys.stderr.isatty():
        return lambda _: None

    def heard(progress: Progress) -> None:
        sys.stderr.write(f"\r\x1b[K{fire_report.line_of(progress)}")
        sys.stderr.flush()

    return heard


def _clear() -> None:
    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
