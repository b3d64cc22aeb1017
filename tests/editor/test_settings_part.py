"""Settings of a journey in the inspector, typed and seen."""

from builders import journey, wait
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jbdesk.model import edits


def typed(editor, form, name, text):
    field = form.row(name).editor
    field.setFocus()
    QTest.keySequence(field, "Ctrl+A")
    QTest.keyClicks(field, text)
    QApplication.processEvents()
    return form.row(name)


def form_of(editor):
    return editor.inspector.journey


def test_characters_that_the_service_refuses_are_named_as_they_are_typed(open_editor):
    editor = open_editor(journey(wait("a")))
    form = form_of(editor).fields.form

    for name, text, found in (
        ("name", "Fish & chips", "&"),
        ("description", "1 < 2 / 3", "< /"),
    ):
        row = typed(editor, form, name, text)
        part = f"The characters {found} can't be used in the journey's {name}."
        assert row.message == part


def test_tags_and_addresses_are_typed_and_undone(open_editor, qtbot):
    editor = open_editor(journey(wait("a")))
    settings = form_of(editor).settings

    row = typed(editor, settings.form, "tags", "spring, vip")
    assert editor.document.journey.body["tags"] == [{"name": "spring"}, {"name": "vip"}]
    row.editor.setText("spring, vip,")
    QApplication.processEvents()
    assert row.editor.text() == "spring, vip,"

    editor.document.undo_stack.undo()
    QApplication.processEvents()
    assert "tags" not in editor.document.journey.body
    qtbot.waitUntil(lambda: not row.editor.text())


def test_a_default_that_gives_no_address_is_told_at_its_field(open_editor, qtbot):
    editor = open_editor(journey(wait("a")))
    form = form_of(editor).settings.form

    row = typed(editor, form, "defaults.email", "nonsense")

    qtbot.waitUntil(lambda: "can't give the default email address" in row.message)
    assert not form.row("defaults.mobileNumber").message


def test_the_folder_and_what_re_entry_means_are_told(open_editor, qtbot):
    body = journey(wait("a")).body
    editor = open_editor(journey(wait("a")).with_body({**body, "categoryId": 12}))
    said = {
        each.text()
        for each in form_of(editor).findChildren(type(form_of(editor)._twice))
    }

    assert "Folder 12" in said
    editor.document.attempt("x", edits.set_header, ("entryMode",), "OnceAndDone")
    qtbot.waitUntil(lambda: "turned away" in form_of(editor)._twice.text())
