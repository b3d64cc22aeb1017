"""Keys: what is usual, what was chosen, and what is taken already."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from jbdesk.model.problem import Failure
from jbdesk.widgets import shortcuts
from jbdesk.widgets.shortcut_list import ShortcutList
from jbdesk.widgets.shortcuts import EVERYWHERE, Book, Shortcut

ROWS = (
    Shortcut("window.search", "Search", "Ctrl+K", EVERYWHERE),
    Shortcut("journeys.save", "Save", "Ctrl+S", "Journeys"),
    Shortcut("canvas.add", "Add after…", "A; Ins", "Canvas and outline"),
    Shortcut("canvas.fit", "Fit", "1", "Canvas and outline"),
    Shortcut("fire.fire", "Fire", "Ctrl+Return", "Fire test contact"),
    Shortcut(
        "canvas.arrows", "Along the paths", "Left; Right", "Canvas and outline", True
    ),
)


@pytest.fixture
def book(qtbot):
    made = Book()
    made.declare(ROWS)
    return made


def test_an_action_follows_its_row(book):
    action = QAction("Fit")
    book.bind(action, "canvas.fit")
    assert action.shortcut().toString() == "1"

    book.choose("canvas.fit", "F")
    assert action.shortcut().toString() == "F"

    book.reset("canvas.fit")
    assert action.shortcut().toString() == "1"


@pytest.mark.parametrize(
    ("name", "keys", "other"),
    [
        ("canvas.fit", "A", "Add after…"),
        ("canvas.fit", "Ins", "Add after…"),
        ("canvas.fit", "Ctrl+S", "Save"),
        ("canvas.fit", "Ctrl+K", "Search"),
        ("canvas.fit", "Left", "Along the paths"),
        ("fire.fire", "Ctrl+K", "Search"),
    ],
)
def test_keys_that_are_taken_are_refused_with_what_has_them(book, name, keys, other):
    with pytest.raises(Failure, match=other):
        book.choose(name, keys)
    assert book.chosen == {}


def test_panes_that_are_never_together_may_share_keys(book):
    book.choose("fire.fire", "Ctrl+S")

    assert book.keys("fire.fire") == "Ctrl+S"


def test_what_was_chosen_comes_back_and_odd_things_do_not(book):
    other = Book()
    book.choose("canvas.fit", "F")

    other.restore({**book.chosen, "canvas.add": 3, "gone": "X"})
    other.declare(ROWS)

    assert other.keys("canvas.fit") == "F"
    assert other.keys("canvas.add") == "A; Ins"


def test_an_adopted_action_keeps_its_keys_until_others_are_chosen(book):
    action = QAction("Pu&blish…")
    action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
    book.adopt(action, "Journeys")
    book.adopt(action, "Journeys")
    assert len(action.shortcuts()) == 2

    book.choose("Journeys.Publish…", "Ctrl+P")

    assert [each.toString() for each in action.shortcuts()] == ["Ctrl+P"]


def test_a_widget_does_what_its_actions_mean(qtbot):
    class Pressed(QWidget):
        def keyPressEvent(self, event):
            self.was_taken = shortcuts.press(self, event)

    widget = Pressed()
    qtbot.addWidget(widget)
    done = []
    action = QAction("Fit", widget, shortcut=QKeySequence("1"))
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda: done.append(1))
    widget.addAction(action)

    QTest.keyClick(widget, Qt.Key.Key_1)
    QTest.keyClick(widget, Qt.Key.Key_2)
    assert done == [1]
    assert widget.was_taken is False


@pytest.fixture
def listed(book, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = ShortcutList(book, (("Wheel", "Zoom"),), parent)
    made.show()
    yield made
    made.close()


def row_of(listed, name):
    return next(row for row in listed.rows if row.row.name == name)


def choose(row, keys):
    row.keys.setKeySequence(QKeySequence(keys))
    row.keys.editingFinished.emit()


def test_keys_are_changed_and_reset_in_the_list(listed, book):
    row = row_of(listed, "canvas.fit")
    told = []
    listed.chosen.connect(lambda: told.append(book.chosen))

    choose(row, "F")
    assert book.keys("canvas.fit") == "F"
    assert row.reset.isVisible()

    row.reset.click()
    assert book.keys("canvas.fit") == "1"
    assert not row.reset.isVisible()
    assert told == [{"canvas.fit": "F"}, {}]


def test_a_conflict_is_told_and_the_keys_stay(listed, book):
    row = row_of(listed, "canvas.fit")

    choose(row, "Ctrl+S")

    assert "“Save”" in listed.notice.text
    assert row.keys.keySequence().toString() == "1"
    assert book.chosen == {}


def test_the_list_is_searched_by_words_and_by_keys(listed):
    listed.field.setText("ctrl+s")
    assert [row.row.name for row in listed.rows if row.isVisible()] == ["journeys.save"]

    listed.field.setText("paths")
    assert [row.row.name for row in listed.rows if row.isVisible()] == ["canvas.arrows"]
