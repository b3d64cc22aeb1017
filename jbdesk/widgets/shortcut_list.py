"""Every key and every gesture in a panel beside the work, where keys can be changed."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.problem import Failure
from jbdesk.widgets import buttons, labels, shortcuts, theme
from jbdesk.widgets.labels import Label
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.shortcuts import Book, Shortcut

SIZE = (480, 620)
KEYS_WIDTH = 150


class ShortcutRow(QWidget):
    """What is done, its keys, and how to go back to the usual ones."""

    def __init__(self, book: Book, row: Shortcut) -> None:
        super().__init__()
        self.row = row
        self._book = book
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_2)
        line.addWidget(labels.body(row.text), 1)
        self.keys: QKeySequenceEdit | None = None
        self.reset: QToolButton | None = None
        if row.is_fixed:
            line.addWidget(labels.fixed(shortcuts.told_all(row.keys)))
        else:
            self.keys, self.reset = self._editor()
            line.addWidget(self.reset)
            line.addWidget(self.keys)
            self.show_keys()

    def _editor(self) -> tuple[QKeySequenceEdit, QToolButton]:
        keys = QKeySequenceEdit()
        keys.setMaximumSequenceLength(1)
        keys.setFixedSize(KEYS_WIDTH, theme.CONTROL_HEIGHT)
        keys.setAccessibleName(f"Keys of {self.row.text}")
        reset = buttons.icon_button(
            "rotate-ccw",
            f"Usual keys of {self.row.text}",
            partial(self._book.reset, self.row.name),
        )
        return keys, reset

    def show_keys(self) -> None:
        if self.keys is None or self.reset is None:
            return
        kept = QKeySequence(next(iter(self._book.keys(self.row.name).split("; ")), ""))
        if self.keys.keySequence() != kept:
            self.keys.setKeySequence(kept)
        self.reset.setVisible(self._book.is_changed(self.row.name))

    def says(self, words: str) -> bool:
        told = shortcuts.told_all(self._book.keys(self.row.name))
        return words in f"{self.row.text} {self.row.place} {told}".casefold()


class ShortcutList(QWidget):
    """A window of its own; Esc closes it."""

    chosen = Signal()  # a person changed keys

    def __init__(
        self, book: Book, gestures: Iterable[tuple[str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self._book = book
        self.setWindowTitle("Keyboard shortcuts")
        self.setAccessibleName("Keyboard shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*SIZE)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self.rows: list[ShortcutRow] = []
        self._parts: list[tuple[QWidget, list[ShortcutRow]]] = []
        self.field = QLineEdit(placeholderText="Find a key or what it does")
        self.field.setAccessibleName("Find a key or what it does")
        self.field.setClearButtonEnabled(True)
        self.field.setFixedHeight(theme.CONTROL_HEIGHT)
        self.field.textChanged.connect(self._filter)
        self.notice = Notice()
        self._all = buttons.button("Usual keys for all", book.reset)
        self._lay_out(tuple(gestures))
        book.changed.connect(self._changed)
        self._show()
        self.field.setFocus()

    def _lay_out(self, gestures: tuple[tuple[str, str], ...]) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setSpacing(theme.SPACE_1)
        for place in dict.fromkeys(row.place for row in self._book.rows):
            heading = labels.section(place)
            column.addWidget(heading)
            made = [
                ShortcutRow(self._book, row)
                for row in self._book.rows
                if row.place == place
            ]
            for row in made:
                column.addWidget(row)
                if row.keys is not None:
                    row.keys.editingFinished.connect(partial(self._chosen, row))
            self._parts.append((heading, made))
            self.rows += made
        self._mouse = _mouse(gestures)
        column.addWidget(self._mouse)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        top = QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(self._all)
        whole = QVBoxLayout(self)
        whole.addLayout(top)
        whole.addWidget(self.notice)
        whole.addWidget(area, 1)

    def _chosen(self, row: ShortcutRow) -> None:
        """Take the keys that were pressed; keys that are taken are given back."""
        assert row.keys is not None
        typed = row.keys.keySequence().toString()
        kept = self._book.keys(row.row.name)
        if typed == QKeySequence(next(iter(kept.split("; ")), "")).toString():
            return
        try:
            self._book.choose(row.row.name, typed)
        except Failure as failure:
            self.notice.show_problems(failure.problems)
            row.show_keys()

    def _show(self) -> None:
        self.notice.clear()
        for row in self.rows:
            row.show_keys()
        self._all.setEnabled(bool(self._book.chosen))

    def _changed(self) -> None:
        self._show()
        self.chosen.emit()

    def _filter(self, text: str) -> None:
        words = text.strip().casefold()
        for heading, rows in self._parts:
            for row in rows:
                row.setVisible(row.says(words))
            heading.setVisible(any(row.says(words) for row in rows))
        self._mouse.setVisible(not words)


def _mouse(gestures: tuple[tuple[str, str], ...]) -> QWidget:
    """What the mouse does, in two columns."""
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.SPACE_4)
    grid.setColumnStretch(0, 1)
    grid.addWidget(labels.section("Mouse on the canvas"), 0, 0, 1, 2)
    for number, (gesture, does) in enumerate(gestures, start=1):
        grid.addWidget(Label(gesture, wraps=True), number, 0)
        grid.addWidget(Label(does, colour="muted", wraps=True), number, 1)
    whole.setVisible(bool(gestures))
    return whole
