import pytest
from builders import journey, wait
from PySide6.QtCore import QTimer

from jbdesk.editor.document import Document
from jbdesk.model import catalogue, edits
from jbdesk.model.journey import Activity, Stamp
from jbdesk.model.problem import Failure, Problem, Where


@pytest.fixture
def document(qapp):
    return Document(journey(wait("W-1"), wait("W-2")))


def test_undo_brings_the_very_same_value_back(document):
    before = document.journey

    document.edit("Remove", edits.remove, ("W-1",))
    document.undo_stack.undo()

    assert document.journey is before


def test_an_edit_that_fails_leaves_no_trace(document):
    before = document.journey

    with pytest.raises(Failure):
        document.edit("Connect", edits.connect, source="W-2", outcome=0, target="W-1")

    assert document.journey is before
    assert document.undo_stack.count() == 0


def test_attempt_tells_a_refusal_instead_of_raising(document, qtbot):
    with qtbot.waitSignal(document.refused) as told:
        done = document.attempt(
            "Connect", edits.connect, source="W-2", outcome=0, target="W-1"
        )

    assert not done
    assert told.args[0][0].text


def test_a_change_names_what_it_touched(document):
    changes = []
    document.changed.connect(changes.append)

    document.edit("Rename", edits.rename, "W-2", "Later")

    assert changes[0].refs == {"W-2"}
    assert not changes[0].is_of_header


def test_quick_typing_in_one_field_is_undone_at_once(document):
    for name in ("L", "La", "Later"):
        document.type_into(("name", "W-1"), "Rename", edits.rename, "W-1", name)

    document.undo_stack.undo()

    assert document.journey["W-1"].name == ""
    assert document.undo_stack.count() == 1


def test_typing_in_two_fields_is_undone_one_by_one(document):
    document.type_into(("name", "W-1"), "Rename", edits.rename, "W-1", "One")
    document.type_into(("name", "W-2"), "Rename", edits.rename, "W-2", "Two")

    document.undo_stack.undo()

    assert document.journey["W-1"].name == "One"
    assert document.journey["W-2"].name == ""


def test_undo_after_a_save_keeps_the_servers_stamp(document):
    document.edit("Rename", edits.rename, "W-1", "One")
    sent = document.journey
    document.saved(sent, sent, Stamp(id="1", modified_date="later"))

    document.undo_stack.undo()

    assert document.stamp.modified_date == "later"
    assert not document.undo_stack.isClean()


def test_what_was_edited_during_a_save_stays(document):
    sent = document.journey
    document.edit("Rename", edits.rename, "W-1", "Meanwhile")

    document.saved(sent, sent, Stamp(id="1"))

    assert document.journey["W-1"].name == "Meanwhile"
    assert not document.undo_stack.isClean()


def test_a_published_version_can_not_be_edited(qapp):
    document = Document(journey(wait("W-1")), Stamp(status="Published"))

    with pytest.raises(Failure, match="Only a draft"):
        document.edit("Rename", edits.rename, "W-1", "New")
    assert not document.type_into(("name", "W-1"), "Rename", edits.rename, "W-1", "New")


def test_a_reported_problem_stays_until_its_activity_changes(document):
    told = Problem("Not allowed here.", where=Where("activity", "W-1"))
    document.report((told,))

    document.edit("Rename", edits.rename, "W-2", "Other")
    assert told in document.problems

    document.edit("Rename", edits.rename, "W-1", "Mended")
    assert told not in document.problems

    document.undo_stack.undo()
    assert told in document.problems


def test_a_reported_problem_stays_when_something_else_is_mended_and_saved(document):
    told = Problem("Not allowed here.", where=Where("activity", "W-1"))
    document.report((told,))
    document.edit("Rename", edits.rename, "W-2", "Other")
    sent = document.journey
    again = [Activity({**each.body, "id": "x"}) for each in sent.activities]

    document.saved(sent, sent.with_activities(again), Stamp(id="1"))
    assert told in document.problems

    document.edit("Rename", edits.rename, "W-1", "Mended")
    assert told not in document.problems


def test_problems_are_told_after_an_edit(document, qtbot):
    row = catalogue.row("EMAILV2")
    activity = catalogue.new_activity(row, document.journey)

    with qtbot.waitSignal(document.problems_changed):
        document.edit("Add Email", edits.insert, activity, source="W-1", outcome=0)

    assert any(problem.where.key == "EMAILV2-1" for problem in document.problems)


def test_a_large_journey_is_checked_while_the_window_goes_on(qapp, qtbot):
    document = Document(journey(*(wait(f"W-{n}", 0) for n in range(3000))))
    turns = []
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: turns.append(document.is_checked))

    timer.start()
    with qtbot.waitSignal(document.problems_changed):
        assert not document.is_checked
        assert document.known_problems == ()
    timer.stop()

    assert turns.count(False) > 1
    assert document.known_problems == document.problems
