"""How rows and runs read: their states in words and colours, their columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, Progress, RowState, Run, RunRow, RunState
from jbdesk.widgets.table import Column

STATES: tuple[tuple[RowState, str, str], ...] = (  # state, word, colour
    (DeliveryState.ACCEPTED, "Accepted", "ok"),
    (DeliveryState.REFUSED, "Refused", "bad"),
    (DeliveryState.NOT_SENT, "Not sent", "warn"),
    (DeliveryState.UNKNOWN, "Unknown", "warn"),
    (DeliveryState.SENDING, "Sending", "accent"),
    (WAITING, "Waiting", "muted"),
)
_WORDS = {state: word for state, word, _ in STATES}
_TOKENS = {state: token for state, _, token in STATES}
RUN_STATES = {  # word, badge
    RunState.RUNNING: ("Running", "accent"),
    RunState.PAUSED: ("Paused", "warn"),
    RunState.STOPPED: ("Stopped", "neutral"),
    RunState.DONE: ("Done", "ok"),
}
_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True)
class RunLine:
    """A run in the list of runs, with how its rows stand."""

    run: Run
    counts: Mapping[RowState, int] = field(default_factory=dict, compare=False)
    can_retry: bool = field(
        default=False, compare=False
    )  # what failed, at least some of it


def progress_of(line: RunLine) -> Progress:
    """Tell how far a run is that nobody fires now."""
    run = line.run
    return Progress(line.counts, run.total, note=run.note, state=run.state)


def pace(progress: Progress) -> str:
    """Tell how far, how fast, how long: "120 of 2,000 · 151 per second · 12 s left"."""
    parts = [f"{progress.over:,} of {progress.total:,} rows"]
    if progress.state is RunState.RUNNING and progress.per_second:
        rate = progress.per_second
        parts.append(f"{rate:,.0f} per second" if rate >= 1 else f"{rate:.1f} a second")
        if progress.seconds_left is not None:
            parts.append(f"{_span(progress.seconds_left)} left")
    return " · ".join(parts)


def why(progress: Progress) -> str:
    """Tell why it waits or paused; "" where there is no more to say."""
    if progress.waiting_until is not None:
        until = f"{progress.waiting_until.astimezone():%H:%M:%S}"
        return f"{progress.note or 'The service asks to wait.'} Goes on at {until}."
    return progress.note


def _span(seconds: float) -> str:
    if seconds < 2 * _MINUTE:
        return f"{seconds:.0f} s"
    if seconds < 2 * _HOUR:
        return f"{seconds / _MINUTE:.0f} min"
    return f"{seconds / _HOUR:.1f} h"


def _when(run: Run) -> str:
    return f"{run.at.astimezone():%Y-%m-%d %H:%M}"


def _run_token(line: RunLine) -> str:
    badge = RUN_STATES[line.run.state][1]
    return "muted" if badge == "neutral" else badge


def _count_column(title: str, token: str, *states: RowState) -> Column:
    def count(line: RunLine) -> int:
        return sum(line.counts.get(each, 0) for each in states)

    return Column(
        title,
        lambda line: f"{count(line):,}" if count(line) else "",
        sort=count,
        width=74,
        is_number=True,
        token=lambda _: token,
    )


RUN_COLUMNS = (
    Column("Begun", lambda line: _when(line.run), lambda line: line.run.at, 148),
    Column("Rows from", lambda line: line.run.source, is_stretched=True),
    Column(
        "Event definition",
        lambda line: line.run.event_definition_key,
        width=180,
        is_fixed=True,
    ),
    Column(
        "State",
        lambda line: RUN_STATES[line.run.state][0],
        width=76,
        token=_run_token,
    ),
    Column(
        "Rows",
        lambda line: f"{line.run.total:,}",
        lambda line: line.run.total,
        76,
        is_number=True,
    ),
    _count_column("Accepted", "ok", DeliveryState.ACCEPTED),
    _count_column("Failed", "bad", DeliveryState.REFUSED, DeliveryState.NOT_SENT),
    _count_column("Unknown", "warn", DeliveryState.UNKNOWN),
)
EVENT = 2  # the column that a narrow list leaves out


def _row_text(row: RunRow) -> str:
    return row.text.replace("\n", " ")


ROW_COLUMNS = (
    Column("Row", lambda row: f"{row.number:,}", width=64, is_number=True),
    Column("Contact key", lambda row: row.contact_key, width=210, is_fixed=True),
    Column(
        "Outcome",
        lambda row: _WORDS[row.state],
        width=84,
        token=lambda row: _TOKENS[row.state],
    ),
    Column("Why", _row_text, is_stretched=True),
    Column(
        "HTTP", lambda row: str(row.status) if row.status else "", None, 54, False, True
    ),
    Column(
        "Tries",
        lambda row: str(row.attempts) if row.attempts else "",
        None,
        48,
        False,
        True,
    ),
    Column("Event instance ID", lambda row: row.event_instance_id, width=304),
)
EVENT_ID = 6  # the column that a narrow list leaves out


def bad_columns(unit: str) -> tuple[Column, ...]:
    """Give the columns of rows that can't be sent."""
    return (
        Column(unit, lambda row: f"{row.number:,}", _number_of, 72, is_number=True),
        Column("Contact key", lambda row: row.contact_key, width=210, is_fixed=True),
        Column("Why", lambda row: row.why, is_stretched=True),
    )


def _number_of(row: Row) -> Any:
    return row.number
