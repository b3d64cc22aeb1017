"""What `jbdesk fire` tells of a run."""

from datetime import UTC, datetime

import pytest

from jbdesk import fire_report
from jbdesk.fire_report import Report
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, Progress, Run, RunRow

ACCEPTED, UNKNOWN = DeliveryState.ACCEPTED, DeliveryState.UNKNOWN


def report(*rows):
    run = Run("r", datetime.now(UTC), "people.csv", "k", "c", total=len(rows))
    counts = {}
    for each in rows:
        counts[each.state] = counts.get(each.state, 0) + 1
    return Report(run, counts, lambda: rows)


def test_a_person_reads_what_was_not_accepted_and_why(capsys):
    refused = (
        RunRow(n, f"c{n}", state=DeliveryState.REFUSED, text="No such field.")
        for n in range(3, 30)
    )
    rows = [
        RunRow(1, "ann", state=ACCEPTED),
        RunRow(2, "ben", state=UNKNOWN, text="The line was cut."),
        *refused,
        *(RunRow(n, f"c{n}", state=WAITING) for n in range(30, 1031)),
    ]

    fire_report.tell(report(*rows), "text")

    told = capsys.readouterr().out
    assert "ann" not in told
    assert "c30 " not in told
    assert "unknown: The line was cut." in told
    assert "refused: No such field." in told
    assert "… and 8 more" in told
    assert "1,030 rows: 1 accepted, 27 refused, 1,001 not sent, 1 unknown." in told
    assert "nothing sends them again by itself" in told


@pytest.mark.parametrize(
    ("progress", "line"),
    [
        (Progress({ACCEPTED: 5, WAITING: 5}, 10), "5 of 10"),
        (
            Progress({ACCEPTED: 1500}, 3000, per_second=10, seconds_left=150),
            "1,500 of 3,000 · 10 per second · 2 minutes left",
        ),
        (
            Progress({}, 9, per_second=1, seconds_left=9, note="Paused."),
            "0 of 9 · 1 per second · 9 seconds left · Paused.",
        ),
        (Progress({}, 9, seconds_left=9000), "0 of 9 · 2.5 hours left"),
    ],
)
def test_progress_is_one_line(progress, line):
    assert fire_report.line_of(progress) == line
