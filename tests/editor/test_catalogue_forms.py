"""Every row of the catalogue in the inspector: all it has is shown and edited."""

import pytest
from builders import email, journey, split, trigger, wait
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from jbdesk.editor.geometry import ENTRY
from jbdesk.editor.lists.palette import PaletteList
from jbdesk.model import catalogue, edits, wire
from jbdesk.model.fields import Kind
from jbdesk.model.types.catalogue_events import EVENT_KEY, FILTER
from jbdesk.model.types.trigger_types import TRIGGER_TYPES

ROWS = catalogue.ACTIVITY_TYPES
TYPED = {
    Kind.TEXT: "a text",
    Kind.LONG_TEXT: "two\nlines",
    Kind.DATE: "2026-12-24",
    Kind.TIME: "10:30",
    Kind.TIME_ZONE: "Romance Standard Time",
    Kind.CRITERIA: "<FilterDefinition/>",
    Kind.BINDING: "{{Event.KEY.Birthday}}",
    Kind.JSON: '[{"a": 1.50}]',
}


def inserted(row):
    story = journey(wait("a"), email("mail", name="Hello"), wait("z"))
    made = catalogue.new_activity(row, story)
    source = "mail" if row.outcomes.new else "z"
    return edits.insert(story, made, source=source), made.key


def typed_for(field, body):
    """Something else than what stands there, as a person enters it."""
    if field.kind is Kind.MESSAGE:
        return "mail"
    if field.kind is Kind.BOOLEAN:
        return not field.read(body)
    if field.choices:
        others = (each.value for each in field.choices)
        return next(each for each in others if each != field.read(body))
    if field.kind is Kind.NUMBER:
        return str((field.minimum or 0) + 2)
    return TYPED[field.kind]


def expected(field, typed):
    if field.kind is Kind.NUMBER:
        return int(typed)
    return wire.loads(typed) if field.kind is Kind.JSON else typed


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_field_of_a_row_is_shown_and_edited(row, open_editor):
    story, ref = inserted(row)
    editor = open_editor(story)
    editor.selection.choose(ref)
    QApplication.processEvents()
    tells_what_it_is(editor.inspector.activity, row)
    form = editor.inspector.activity.fields.form

    fields = () if row.is_locked else row.fields
    assert form.names == ("name", *(field.name for field in fields))
    for field in fields:
        shown = form.row(field.name)
        assert shown.editor.isEnabled()
        assert shown.editor.accessibleName() == field.label
        typed = typed_for(field, editor.document.journey[ref].body)
        shown.editor.set_value(typed)
        body = editor.document.journey[ref].body
        assert field.read(body) == expected(field, typed)
        assert not shown.message
    parts = editor.inspector.activity.outcomes.parts
    assert len(parts) == (len(story[ref].outcomes) if has_forms(row) else 0)


def tells_what_it_is(form, row):
    """And how that is known."""
    if row.is_locked:
        assert row.help in form.locked.text()
        assert row.type in form.locked.text()
        assert not form.caution.isVisible()
    else:
        assert form.caution.text() == row.mark.caution
        assert form.caution.isVisible() == bool(row.mark.caution)


def has_forms(row):
    return not row.is_locked and len(row.outcomes.new) > 1


def test_the_palette_offers_what_can_be_built_and_says_how_sure_it_is(qtbot):
    offered = PaletteList()
    qtbot.addWidget(offered)

    items = [offered.item(number) for number in range(offered.count())]
    told = {item.text(): item.toolTip() for item in items if item.toolTip()}
    assert set(told) == {row.label for row in ROWS if row.is_in_palette}
    assert told["Einstein split"].endswith("never seen in a real journey.")
    assert told["Email"].endswith(catalogue.row("EMAILV2").help)


def test_a_unit_stands_beside_its_number(open_editor):
    story, ref = inserted(catalogue.row("STOWAIT"))
    editor = open_editor(story)
    editor.selection.choose(ref)

    spec = editor.inspector.activity.fields.form.row("window").spec

    assert spec.suffix == "hours"


def test_fields_of_json_say_nothing_any_more_once_another_activity_is_chosen(
    open_editor,
):
    story, ref = inserted(catalogue.row("SALESCLOUDACTIVITY"))
    editor = open_editor(story)
    editor.selection.choose(ref)
    row = editor.inspector.activity.fields.form.row("fields")
    row.editor.set_value('[{"FieldName": "Subject"}]')
    before = editor.document.journey

    editor.selection.choose("z")
    row.editor.changed.emit()

    assert editor.document.journey is before


@pytest.mark.parametrize("row", TRIGGER_TYPES, ids=lambda row: row.type)
def test_every_field_of_an_entry_source_is_shown_and_edited(row, open_editor):
    story = journey(wait("a"))
    body = {**trigger(kind=row.type), "configurationArguments": row.new_settings}
    editor = open_editor(story.with_body({**story.body, "triggers": [body]}))
    editor.selection.choose(ENTRY)
    form = editor.inspector.entry.fields.form

    assert editor.inspector.entry.caution.text() == row.mark.caution
    assert form.names == tuple(field.name for field in row.fields)
    for field in row.fields:
        typed = typed_for(field, editor.document.journey.trigger.body)
        form.row(field.name).editor.set_value(typed)
        assert field.read(editor.document.journey.trigger.body) == typed


def test_the_filter_of_an_entry_is_edited_as_conditions(open_editor):
    editor = open_editor(journey(wait("a")))
    editor.selection.choose(ENTRY)
    filtered = editor.inspector.entry.fields.form.row("filter").editor
    condition = filtered.rows.rows[0]

    condition.attribute.setText("Level")
    condition.value.setText("gold")
    condition.value.left.emit()

    entry = editor.document.journey.trigger
    assert f"Event.{entry.event_definition_key}.Level" in entry.criteria
    assert "gold" in entry.criteria
    editor.document.undo_stack.undo()
    assert editor.document.journey.trigger.criteria == ""


def test_the_filter_of_an_awaited_event_is_about_that_event(open_editor):
    story, ref = inserted(catalogue.row("WAITUNTILAPI"))
    editor = open_editor(edits.set_field(story, ref, EVENT_KEY, "Paid-1"))
    editor.selection.choose(ref)
    filtered = editor.inspector.activity.fields.form.row("filter").editor

    condition = filtered.rows.rows[0]
    condition.attribute.setText("Amount")
    condition.value.setText("5")
    condition.value.left.emit()

    assert "Event.Paid-1.Amount" in FILTER.read(editor.document.journey[ref].body)


class Opened(QObject):
    """Notes every window that is shown, be it for a moment."""

    def __init__(self):
        super().__init__()
        self.windows = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            self.windows += [type(watched)] if watched.isWindow() else []
        return False


def test_a_form_opens_no_window_of_its_own(open_editor):
    editor = open_editor(journey(split("s", vip="a", remainder="a"), wait("a")))
    opened = Opened()
    QApplication.instance().installEventFilter(opened)

    editor.selection.choose("s")
    editor.selection.choose(ENTRY)

    QApplication.instance().removeEventFilter(opened)
    assert opened.windows == []
