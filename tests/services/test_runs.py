"""The file of runs: rows go in, change their state, and survive."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, RunDoor, RunRow, RunSettings, RunState
from jbdesk.model.problem import Failure, Problem
from jbdesk.services.runs.runs import Runs

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ACCEPTED, REFUSED = DeliveryState.ACCEPTED, DeliveryState.REFUSED
NOT_SENT, UNKNOWN = DeliveryState.NOT_SENT, DeliveryState.UNKNOWN


def row(number, **named):
    return Row(number, f"contact-{number}", {"Number": number}, **named)


def run_of(runs, count=5, settings=None):
    run = runs.create("people.csv", "signup", "demo", settings or RunSettings())
    runs.add_rows(run.id, (row(n) for n in range(1, count + 1)))
    return runs.get(run.id)


def ended(number, state, **named):
    return RunRow(number, f"contact-{number}", state=state, **named)


def test_rows_wait_in_the_order_of_their_numbers(runs):
    run = run_of(runs, 3)

    assert (run.total, run.state) == (3, RunState.STOPPED)
    assert [(r.number, r.state, r.data) for r in runs.rows(run.id)] == [
        (n, WAITING, {"Number": n}) for n in (1, 2, 3)
    ]
    assert runs.counts(run.id) == {WAITING: 3}


def test_the_latest_run_stands_first_with_its_settings(runs):
    run_of(runs)
    settings = RunSettings(workers=3, rate=2.5, door=RunDoor.BATCH, batch_size=7)
    second = run_of(runs, 1, settings)

    assert runs.all()[0] == second
    assert second.settings == settings


def test_a_row_with_an_error_is_kept_and_never_waits(runs):
    run = run_of(runs, 0)
    runs.add_rows(run.id, [row(1, problems=(Problem("Email is missing."),)), row(2)])

    (wrong,) = runs.rows(run.id, state=NOT_SENT)
    assert (wrong.number, wrong.text) == (1, "Email is missing.")
    assert runs.retry_failures(run.id) == 0


def test_what_ends_and_what_begins_is_written_at_once(runs):
    run = run_of(runs, 3)
    runs.settle(run.id, (), runs.rows(run.id, limit=2))
    taken = ended(1, ACCEPTED, event_instance_id="e-1", status=201, attempts=1)
    runs.settle(run.id, [taken], runs.rows(run.id, state=WAITING))

    first, second, third = runs.rows(run.id)
    assert (first.state, first.event_instance_id, first.status) == (
        ACCEPTED,
        "e-1",
        201,
    )
    assert second.state == third.state == DeliveryState.SENDING


def test_only_a_row_that_waits_begins(runs):
    run = run_of(runs, 2)
    runs.settle(run.id, [ended(2, REFUSED)])

    runs.settle(run.id, (), runs.rows(run.id))

    assert [r.state for r in runs.rows(run.id)] == [DeliveryState.SENDING, REFUSED]


def test_what_a_crash_left_in_the_log_is_taken_over(tmp_path):
    before = Runs(tmp_path)
    run = run_of(before, 5)
    first, second, third, *_ = (replace(r, at=NOW) for r in before.rows(run.id))
    log = before.log(run.id)
    log.write((), [first, second])
    log.turn()
    taken = replace(first, state=ACCEPTED, event_instance_id="e-1", status=201)
    log.write([taken], [third])
    with (tmp_path / "runs" / f"{run.id}.log").open("ab") as file:
        file.write(b"\n[9, [], [[4, ")

    after = Runs(tmp_path)
    rows = after.get(run.id) and after.rows(run.id)

    assert [r.state for r in rows] == [ACCEPTED, UNKNOWN, UNKNOWN, WAITING, WAITING]
    assert (rows[0].event_instance_id, rows[0].status) == ("e-1", 201)
    assert {r.at for r in rows[:3]} == {NOW}
    assert after.get(run.id).state is RunState.STOPPED
    log.close()
    before.close()
    after.close()


def test_rows_are_found_by_contact_text_and_line(runs):
    run = run_of(runs, 30)
    runs.settle(run.id, [ended(7, REFUSED, text="Email 100% wrong")])

    assert [r.number for r in runs.rows(run.id, find="contact-3")] == [3, 30]
    assert [r.number for r in runs.rows(run.id, find="0% email")] == [7]
    assert runs.rows(run.id, find="_") == ()
    assert [r.number for r in runs.rows(run.id, offset=10, limit=2)] == [11, 12]


def test_only_failures_are_retried_and_unknown_ones_on_a_word(runs):
    run = run_of(runs, 4)
    states = (ACCEPTED, REFUSED, NOT_SENT, UNKNOWN)
    runs.settle(run.id, [ended(n, state) for n, state in enumerate(states, 1)])

    assert runs.has_failures(run.id)
    assert runs.retry_failures(run.id) == 2
    assert not runs.has_failures(run.id)
    assert [r.number for r in runs.waiting(run.id, None)] == [2, 3]
    assert runs.fire_again(run.id, [1, 4]) == 1
    assert [r.number for r in runs.waiting(run.id, 3)] == [4]


def test_what_was_being_sent_when_jbdesk_ended_is_unknown(tmp_path):
    before = Runs(tmp_path)
    run = run_of(before, 3)
    before.note(run.id, RunState.RUNNING)
    before.settle(run.id, (), before.rows(run.id, limit=1))
    before.close()

    after = Runs(tmp_path)
    assert after.get(run.id).state is RunState.STOPPED
    with after.claim(run.id):
        assert after.counts(run.id) == {UNKNOWN: 1, WAITING: 2}
    after.close()


def test_a_run_is_fired_by_one_at_a_time(runs, tmp_path):
    run = run_of(runs)
    runs.note(run.id, RunState.RUNNING)
    other = Runs(tmp_path)

    with runs.claim(run.id):
        assert other.get(run.id).state is RunState.RUNNING
        with pytest.raises(Failure, match="under way"), other.claim(run.id):
            pass
        with pytest.raises(Failure, match="under way"):
            other.drop(run.id)

    other.drop(run.id)
    assert runs.all() == ()
    with pytest.raises(Failure, match="not kept"):
        other.rows(run.id)
    other.close()


def test_all_rows_can_be_walked_through(runs):
    run = run_of(runs, 1201)

    assert [r.number for r in runs.each(run.id)] == list(range(1, 1202))
    assert list(runs.each(run.id, ACCEPTED)) == []


def test_two_rows_of_one_number_are_refused(runs):
    run = run_of(runs, 2)

    with pytest.raises(Failure, match="same number"):
        runs.add_rows(run.id, [row(9), row(2)])

    assert runs.get(run.id).total == len(runs.rows(run.id)) == 2


def test_a_damaged_file_is_set_aside(tmp_path):
    (tmp_path / "runs.sqlite").write_bytes(b"no database" * 1000)

    runs = Runs(tmp_path)

    assert "was damaged" in runs.notice
    assert runs.all() == ()
    runs.close()


def test_a_run_whose_rows_were_not_all_read_is_never_fired(runs):
    def broken():
        yield row(1)
        raise Failure("“people.csv” can't be read.")

    run = run_of(runs, 0)
    with pytest.raises(Failure, match="people"):
        runs.add_rows(run.id, broken())

    with pytest.raises(Failure, match="being read"), runs.claim(run.id):
        pass
