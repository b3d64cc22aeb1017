"""The history of edits on disk: small, whole after any end, and shared in memory."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from builders import email, journey, wait
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_edits import drawn

from jbdesk.model import edits, wire
from jbdesk.model.changes.edit_history import EditHistory, Step
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure
from jbdesk.services.journeys import step_log
from jbdesk.services.journeys.step_log import StepLog

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)


def history_of(*journeys, index=None, base=None):
    steps = tuple(
        Step(f"Step {number}", NOW, before, after)
        for number, (before, after) in enumerate(pairwise(journeys), start=1)
    )
    return EditHistory(steps, len(steps) if index is None else index, base)


def renamed(before, count):
    found = [before]
    for number in range(count):
        found.append(edits.rename(found[-1], "b", f"Name {number}"))
    return found


def told(history):
    def text(each):
        return wire.dumps(each.body)

    steps = [(s.text, s.at, text(s.before), text(s.after)) for s in history.steps]
    return steps, history.index, history.base and text(history.base)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.steps"


def start():
    return journey(wait("a"), email("b"), wait("c"))


def test_every_step_comes_back_by_name_and_value(path):
    history = history_of(*renamed(start(), 5), base=start())

    StepLog(path).keep(history)

    assert told(step_log.read(path)) == told(history)


def test_only_what_is_new_is_written(path):
    journeys, log = renamed(start(), 60), StepLog(path)
    for count in range(1, 61):
        log.keep(history_of(*journeys[: count + 1]))
    whole = path.stat().st_size

    assert told(step_log.read(path)) == told(history_of(*journeys))
    assert whole < 60 * len(wire.dumps(start()["b"].body)) * 2
    log.keep(history_of(*journeys))
    assert path.stat().st_size == whole


def test_undone_steps_stay_until_another_edit_takes_their_place(path):
    journeys, log = renamed(start(), 4), StepLog(path)
    log.keep(history_of(*journeys))

    log.keep(history_of(*journeys, index=2))
    assert step_log.read(path).index == 2
    assert len(step_log.read(path).steps) == 4

    other = history_of(*journeys[:3], edits.remove(journeys[2], {"a"}))
    log.keep(other)
    assert told(step_log.read(path)) == told(other)


def test_what_the_service_answered_between_two_steps_is_kept(path):
    first, second = renamed(start(), 1)
    answer = Journey({**second.body, "version": 2})
    third = edits.rename(answer, "b", "Later")
    history = EditHistory(
        (Step("One", NOW, first, second), Step("Two", NOW, answer, third)), 2
    )

    StepLog(path).keep(history)

    assert told(step_log.read(path)) == told(history)


def test_a_log_that_was_cut_anywhere_gives_the_steps_before(path):
    journeys = renamed(start(), 3)
    log = StepLog(path)
    for count in (1, 2, 3):
        log.keep(history_of(*journeys[: count + 1]))
    whole = path.read_bytes()

    for end in range(0, len(whole), 17):
        path.write_bytes(whole[:end])
        found = step_log.read(path)
        assert told(found)[0] == told(history_of(*journeys))[0][: len(found.steps)]


@pytest.mark.parametrize("damage", [b"[]\n", b"\xff\n", b'{"keep": "x"}\n', b"{}\n"])
def test_what_can_not_be_read_is_no_history(path, damage):
    path.write_bytes(damage)

    assert step_log.read(path).steps == ()


def test_what_did_not_change_is_one_value_in_memory_after_reading(path):
    StepLog(path).keep(history_of(*renamed(start(), 2)))

    first, second = step_log.read(path).steps

    assert first.before["a"].body is second.after["a"].body
    assert first.after is second.before


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_edits_undone_and_redone_come_back(tmp_path, data):
    path = tmp_path / "any.steps"
    path.unlink(missing_ok=True)
    log, steps, index = StepLog(path), (), 0
    for _ in range(data.draw(st.integers(1, 6))):
        if data.draw(st.booleans()):
            before = steps[index - 1].after if index else start()
            _, function, args, named = drawn(data, before)
            try:
                after = function(before, *args, **named)
            except Failure:
                continue
            steps = (*steps[:index], Step("Edit", NOW, before, after))
            index = len(steps)
        else:
            index = data.draw(st.integers(0, len(steps)))
        if data.draw(st.booleans()):
            log.keep(EditHistory(steps, index))
    log.keep(EditHistory(steps, index))

    assert told(step_log.read(path)) == told(EditHistory(steps, index))
