"""A question in the strip: Tab goes from what is asked to the answer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jbdesk.panes.journeys.question import Question, QuestionPanel
from jbdesk.widgets.field_spec import FieldSpec


@pytest.fixture
def panel(qtbot):
    """The panel with another control before it and one behind."""
    room = QWidget()
    column = QVBoxLayout(room)
    made = QuestionPanel(lambda: None)
    for each in (QLineEdit(), made, QPushButton("Open version")):
        column.addWidget(each)
    qtbot.addWidget(room)
    room.show()
    room.activateWindow()
    made.room = room
    return made


def question(*names):
    specs = tuple(FieldSpec(each, each.title()) for each in names)
    return Question("Sure?", "", "Do it", lambda _: None, specs)


@pytest.mark.parametrize("before", [(), ("days",), ("days", "waits")])
def test_tab_leads_from_the_last_field_to_the_button_that_does_it(panel, before):
    panel.ask(question(*before))
    panel.ask(question("name"))
    QApplication.processEvents()
    panel.focus()

    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "Do it"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().text() == "Cancel"
