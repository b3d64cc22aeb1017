"""The preview: test contacts on their way through the journey as it is drawn."""

import pytest
from builders import (
    END,
    criteria_equal,
    email,
    engagement_split,
    journey,
    split,
    update,
    wait,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from jbdesk.editor.canvas.activity_item import Light
from jbdesk.editor.geometry import ENTRY, ENTRY_PATH
from jbdesk.model import edits
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.suites import suite
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.widgets.field_editors import as_editor


def two_ways():
    return journey(
        wait("W-1"),
        split("S-1", vip="E-1", remainder="W-2"),
        email("E-1", to=END),
        wait("W-2", to=END),
    )


@pytest.fixture
def previewed(open_editor):
    def open_it(story):
        editor = open_editor(story)
        editor.side.setCurrentWidget(editor.preview)
        editor.preview.form.head.set_values(
            {"Enters at": "2026-03-02 09:00", "Time zone": "UTC"}
        )
        QApplication.processEvents()
        return editor

    return open_it


def say(form, name, value):
    as_editor(form.row(name).editor).set_value(value)
    QApplication.processEvents()


def titles(editor):
    return [step.title for step in editor.preview.steps.steps]


def test_the_path_moves_while_the_data_is_typed(previewed):
    editor = previewed(two_ways())
    assert editor.scene.paths["S-1", 1].light is Light.TAKEN

    say(editor.preview.form.data, "Kind", "vip")

    assert editor.scene.paths["S-1", 0].light is Light.TAKEN
    assert editor.scene.paths["S-1", 1].light is Light.DIMMED
    assert editor.scene.cards["W-1"].note == "2 Mar 09:00, leaves 3 Mar 09:00"
    assert "Kind" in editor.preview.steps.steps[1].text


def test_the_path_follows_an_edit_of_the_draft(previewed):
    editor = previewed(two_ways())

    editor.document.edit("End", edits.disconnect, source="S-1", outcome=1)
    QApplication.processEvents()

    assert len(titles(editor)) == 3
    assert editor.scene.cards["W-2"].light is Light.DIMMED


def test_dates_are_shown_in_the_zone_that_is_chosen(previewed):
    editor = previewed(two_ways())

    say(editor.preview.form.head, "Time zone", "Tokyo Standard Time")

    # The time that is typed is of that zone too.
    assert editor.scene.cards["W-1"].note == "2 Mar 09:00, leaves 3 Mar 09:00"
    assert editor.preview.form.start.isoformat() == "2026-03-02T09:00:00+09:00"


def test_what_the_contact_does_with_a_message_is_asked_and_decides(previewed):
    editor = previewed(
        journey(
            email("MAIL-1"),
            wait("W-0"),
            engagement_split("E-1", message="MAIL-1", yes="W-1", no="W-2"),
            wait("W-1", to=END, name="Thanks"),
            wait("W-2", to=END, name="Reminder"),
        )
    )
    assert "Reminder" in titles(editor)

    say(editor.preview.form.said, "said MAIL-1", "opened")

    assert "Thanks" in titles(editor)


def test_all_contacts_together_show_what_nobody_takes(previewed):
    editor = previewed(two_ways())
    assert "2 of 5 paths taken" not in editor.preview.covered.text()
    assert "“vip” of “Decision split”" in editor.preview.covered.text()

    editor.preview.cases.add()
    say(editor.preview.form.data, "Kind", "vip")
    editor.preview.shows_coverage.setChecked(True)
    QApplication.processEvents()

    assert "Nobody takes" not in editor.preview.covered.text()
    assert editor.scene.cards[ENTRY].note == "2 of 2"
    assert editor.scene.paths[ENTRY_PATH].light is Light.TAKEN
    assert editor.scene.cards["W-1"].note == "2 of 2"
    assert editor.scene.cards["E-1"].note == "1 of 2"


def test_a_contact_that_the_filter_turns_away_is_told_why(previewed):
    story = journey(wait("W-1"))
    filtered = {
        **story.trigger.body,
        "configurationArguments": {"criteria": criteria_equal("Tier", "gold")},
    }
    editor = previewed(edits.set_header(story, ("triggers",), [filtered]))

    assert titles(editor) == ["Not admitted"]
    assert "Tier" in editor.preview.steps.steps[0].text
    assert editor.scene.cards["W-1"].light is Light.DIMMED


def test_the_light_goes_with_the_preview(previewed):
    editor = previewed(two_ways())

    editor.side.setCurrentWidget(editor.inspector)
    QApplication.processEvents()

    assert editor.scene.cards["W-1"].light is Light.NONE


def test_the_events_own_fields_are_typed_and_checked(previewed):
    editor = previewed(two_ways())
    editor.set_event_fields(
        (DataExtensionField("Kind"), DataExtensionField("Nights", "Number"))
    )
    QApplication.processEvents()
    line = editor.preview.form.data.row("Nights").editor
    line.setFocus()

    QTest.keyClicks(line, "three")
    QTest.keyClick(line, Qt.Key.Key_Tab)

    assert editor.preview.form.data.row("Nights").message
    assert "Nights" not in editor.preview.form.contact.data


def test_kept_contacts_come_back_with_what_no_form_shows(previewed):
    editor = previewed(two_ways())
    kept = TestContact("susan", {"Kind": "vip", "Other": 1}, {"Set": {"A": "b"}})

    editor.preview.set_contacts((kept,))
    say(editor.preview.form.data, "Kind", "guest")

    (now,) = editor.preview.contacts
    assert now.data == {"Kind": "guest", "Other": 1}
    assert now.attributes == {"Set": {"A": "b"}}


def expect(editor, kind, what="", span=""):
    form = editor.preview.expectations
    form.kind.setCurrentText(kind)
    if what:
        form.what.setCurrentIndex(
            form.what.findText(what, Qt.MatchFlag.MatchStartsWith)
        )
    form.span.setText(span)
    form.add_button.click()
    QApplication.processEvents()


def marks(editor):
    return [
        (str(each.expectation), str(each.state))
        for each in editor.preview.expectations.verdicts
    ]


def test_what_is_expected_is_marked_and_follows_every_edit(previewed):
    editor = previewed(two_ways())
    expect(editor, "reaches", "Email", "2 days")
    expect(editor, "takes", "remainder of")

    assert marks(editor) == [
        ("reaches “Email” within 2 days", "not met"),
        ("takes “remainder” of “Decision split”", "met"),
    ]

    say(editor.preview.form.data, "Kind", "vip")
    assert [state for _, state in marks(editor)] == ["met", "not met"]
    assert editor.preview.covered.text().startswith("1 of 2 expectations met.")

    editor.document.edit("Remove", edits.remove, ("E-1",))
    QApplication.processEvents()
    assert marks(editor)[0][1] == "not met"
    editor.document.undo_stack.undo()
    QApplication.processEvents()
    assert marks(editor)[0][1] == "met"


def test_an_expectation_that_is_removed_is_gone(previewed):
    editor = previewed(two_ways())
    expect(editor, "is turned away")
    expect(editor, "enters")

    editor.preview.expectations.removed.emit(0)
    QApplication.processEvents()

    assert marks(editor) == [("enters", "met")]


def test_a_span_that_can_not_be_read_is_told_and_nothing_is_added(previewed):
    editor = previewed(two_ways())

    expect(editor, "reaches", "Email", "soon")

    assert marks(editor) == []
    told = [each.text() for each in editor.preview.expectations.findChildren(QLabel)]
    assert any("“soon” is no span of time" in each for each in told)


def test_a_suite_brings_contacts_start_and_what_is_expected(previewed):
    editor = previewed(two_ways())
    taken = suite.suite_from(
        {
            "start": "2026-05-01T10:00Z",
            "contacts": [
                {
                    "contactKey": "vip",
                    "data": {"Kind": "vip"},
                    "expect": [{"leavesAt": "E-1"}],
                }
            ],
        },
        "Suite",
    )

    editor.preview.take_suite(taken)
    QApplication.processEvents()

    assert marks(editor) == [("leaves at “E-1”", "met")]
    assert [each.contact_key for each in editor.preview.contacts] == [
        "vip",
        "test@example.com",
    ]
    assert editor.preview.suite.start == taken.start


def test_a_value_that_an_update_sets_can_be_expected(previewed):
    editor = previewed(journey(update("UPDATE-1", to=END, value="yes")))

    expect(editor, "has set", "Updated", "yes")
    expect(editor, "has set", "Updated", "no")

    assert marks(editor) == [
        ("has “Updated” set to “yes”", "met"),
        ("has “Updated” set to “no”", "not met"),
    ]


def test_what_the_data_extension_fills_in_counts(previewed):
    editor = previewed(two_ways())

    editor.preview.set_fields([DataExtensionField("Kind", default="vip")])
    QApplication.processEvents()

    assert editor.scene.paths["S-1", 0].light is Light.TAKEN
