"""What `jbdesk fire` tells: for a person, for programs, for build servers."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from jbdesk import terminal
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, Counts, Progress, Run, RunRow
from jbdesk.model.journey import JsonObject
from jbdesk.model.suites import junit
from jbdesk.model.suites.junit import Case, CaseSuite
from jbdesk.model.texts.words import counted, first_line
from jbdesk.terminal import Terminal, Tone

_SHOWN = 20  # rows that were not accepted, each with its reason
_KEY = 40  # letters of a contact key
_NEVER = "It was not sent yet."
_MINUTE, _HOUR = 60, 3600


@dataclass(frozen=True)
class Report:
    """A run as it ended; its rows come one by one."""

    run: Run
    counts: Counts
    rows: Callable[[], Iterable[RunRow]]

    @property
    def accepted(self) -> int:
        return self.counts.get(DeliveryState.ACCEPTED, 0)

    @property
    def left(self) -> int:
        """How many rows still wait to be sent."""
        return self.counts.get(WAITING, 0)

    @property
    def sums(self) -> dict[str, int]:
        """How many rows there are, and how many of them ended how."""
        not_sent = self.counts.get(DeliveryState.NOT_SENT, 0) + self.left
        return {
            "rows": self.run.total,
            "accepted": self.accepted,
            "refused": self.counts.get(DeliveryState.REFUSED, 0),
            "not_sent": not_sent,
            "unknown": self.counts.get(DeliveryState.UNKNOWN, 0),
        }


def tell(report: Report, how: str) -> None:
    if how == "json":
        for piece in _json(report):
            terminal.write(piece)
    elif how == "junit":
        terminal.write(_junit(report))
    else:
        terminal.write_lines(_text(report, terminal.standard()))


def _state(row: RunRow) -> str:
    """Name the state as the sums do; what waits was not sent."""
    state = DeliveryState.NOT_SENT if row.state == WAITING else row.state
    return state.replace(" ", "_")


def _why(row: RunRow) -> str:
    return _NEVER if row.state == WAITING and not row.text else row.text


def _json(report: Report) -> Iterator[str]:
    """Write one object in pieces: it may have a million results."""
    head = json.dumps({**report.sums, "note": report.run.note}, indent=2)
    yield f'{head.removesuffix("}").rstrip()},\n  "results": ['
    lead = "\n    "
    for row in report.rows():
        yield f"{lead}{json.dumps(_result(row))}"
        lead = ",\n    "
    yield "\n  ]\n}\n"


def _result(row: RunRow) -> JsonObject:
    return {
        "row": row.number,
        "contactKey": row.contact_key,
        "state": _state(row),
        "eventInstanceId": row.event_instance_id,
        "status": row.status or None,
        "text": _why(row),
        "attempts": row.attempts,
    }


def _junit(report: Report) -> str:
    cases = tuple(_case(each) for each in report.rows())
    return junit.written("jbdesk fire", [CaseSuite(report.run.source, cases)])


def _case(row: RunRow) -> Case:
    name = f"{row.number}: {row.contact_key}"
    if row.state is DeliveryState.ACCEPTED:
        return Case(name, out=f"eventInstanceId {row.event_instance_id}")
    if row.state is DeliveryState.UNKNOWN:
        return Case(name, error=_why(row))
    return Case(name, failure=_why(row), kind=_state(row))


_TONES = {"refused": Tone.BAD, "not_sent": Tone.BAD, "unknown": Tone.WARNING}


def _text(report: Report, to: Terminal) -> Iterator[str]:
    fine = (DeliveryState.ACCEPTED, WAITING)
    wrong = (each for each in report.rows() if each.state not in fine)
    shown = tuple(islice(wrong, _SHOWN))
    for row in shown:
        lead = f"{row.number:>6}  {first_line(row.contact_key, _KEY)}"
        state = _state(row)
        told = f"{state.replace('_', ' ')}: {_why(row)}"
        yield to.row(lead, told, column=_KEY, tone=_TONES[state])
    sums = report.sums
    more = sums["rows"] - sums["accepted"] - report.left - len(shown)
    if more:
        yield to.shown(f"… and {more:,} more; --format json tells all.")
    parts = [
        f"{sums[each]:,} {each.replace('_', ' ')}"
        for each in ("accepted", "refused", "not_sent", "unknown")
        if sums[each]
    ]
    yield to.shown(f"{_rows(sums['rows'])}: {', '.join(parts) or 'none'}.")
    if sums["unknown"]:
        yield to.shown(
            "The service may have received the unknown ones; nothing sends them again "
            "by itself. The same command with --check asks the service for them."
        )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def line_of(progress: Progress) -> str:
    """Tell the progress in a line."""
    parts = [f"{progress.over:,} of {progress.total:,}"]
    if progress.per_second:
        parts.append(f"{progress.per_second:,.0f} per second")
    if progress.seconds_left:
        parts.append(f"{_span(progress.seconds_left)} left")
    if progress.note:
        parts.append(progress.note)
    return " · ".join(parts)


def _span(seconds: float) -> str:
    if seconds < _MINUTE:
        return counted(round(seconds), "second")
    if seconds < _HOUR:
        return counted(round(seconds / _MINUTE), "minute")
    return f"{seconds / _HOUR:.1f} hours"
