"""All edits of the open journey by name, and what was kept before each write."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.document import Document
from jbdesk.widgets import buttons, icons, labels, surfaces, theme

OPENED = "As it was opened"
_DONE, _UNDONE = "check", "undo-2"


@dataclass(frozen=True)
class Point:
    """A restore point in words."""

    when: str
    why: str
    summary: str

    @property
    def text(self) -> str:
        return f"{self.when} · {self.why}\n{self.summary}"


class HistoryPanel(QWidget):
    """A click on a step goes there; restore points are compared or restored."""

    shown = Signal()  # the restore points are wanted
    compare_wanted = Signal(int)  # the row of a restore point
    restore_wanted = Signal(int)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._listed: list[tuple[str, bool]] = []  # each step, and whether it is undone
        surfaces.make_surface(self)
        self.steps = _list("Edits")
        self.points = _list("Restore points")
        self.points.setWordWrap(True)
        self._hint = labels.muted(
            "One is kept before each write to the service.", wraps=True
        )
        self._hint.setContentsMargins(theme.SPACE_3, 0, theme.SPACE_3, 0)
        self._compare = buttons.button(
            "Compare", lambda: self.compare_wanted.emit(self.points.currentRow())
        )
        self._restore = buttons.button(
            "Restore as draft",
            lambda: self.restore_wanted.emit(self.points.currentRow()),
        )
        self._lay_out()
        self.steps.itemClicked.connect(lambda _: self._go())
        self.steps.itemActivated.connect(lambda _: self._go())
        self.points.currentRowChanged.connect(self._allow)
        self.points.itemActivated.connect(lambda _: self._compare.click())
        document.stepped.connect(self._freshen)
        theme.notice.changed.connect(self._recolour)
        document.stamp_changed.connect(self._allow)
        self.show_points(())

    def _lay_out(self) -> None:
        acts = QHBoxLayout()
        acts.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, 0)
        acts.addWidget(self._compare)
        acts.addWidget(self._restore)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_2, 0, theme.SPACE_3)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(_heading("Edits"))
        column.addWidget(self.steps, 3)
        column.addWidget(_heading("Restore points"))
        column.addWidget(self._hint)
        column.addWidget(self.points, 2)
        column.addLayout(acts)

    # Edits.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()
        self.shown.emit()

    def _freshen(self) -> None:
        if self.isVisible():
            self._fill()

    def _recolour(self) -> None:
        self._listed = []
        self._freshen()

    def _fill(self) -> None:
        """Show the steps, the one that stands chosen; rows that stay are left alone."""
        stack = self._document.undo_stack
        texts = [OPENED, *(stack.text(each) for each in range(stack.count()))]
        listed = [(text, at > stack.index()) for at, text in enumerate(texts)]
        done, undone = icons.icon(_DONE, "ok"), icons.icon(_UNDONE, "faint")
        while self.steps.count() > len(listed):
            self.steps.takeItem(self.steps.count() - 1)
        for number, (text, is_undone) in enumerate(listed):
            if self._listed[number : number + 1] == [(text, is_undone)]:
                continue
            item = _step(undone if is_undone else done, text, is_undone=is_undone)
            if number < self.steps.count():
                self.steps.takeItem(number)
            self.steps.insertItem(number, item)
        self._listed = listed
        self.steps.setCurrentRow(stack.index())

    def _go(self) -> None:
        row = self.steps.currentRow()
        if row >= 0 and row != self._document.undo_stack.index():
            self._document.go_to(row)

    # Restore points.

    def show_points(self, points: Sequence[Point]) -> None:
        """List the restore points, the latest first."""
        self.points.clear()
        for each in points:
            self.points.addItem(QListWidgetItem(icons.icon("history"), each.text))
        self._hint.setVisible(not points)
        self.points.setVisible(bool(points))
        self._allow()

    def _allow(self) -> None:
        is_chosen = self.points.currentRow() >= 0
        self._compare.setVisible(self.points.count() > 0)
        self._restore.setVisible(self.points.count() > 0)
        self._compare.setEnabled(is_chosen)
        self._restore.setEnabled(is_chosen and self._document.is_editable)
        why = "" if self._document.is_editable else "Make a new version first."
        self._restore.setToolTip(why)


def _step(icon: QIcon, text: str, *, is_undone: bool) -> QListWidgetItem:
    item = QListWidgetItem(icon, text)
    if is_undone:
        item.setForeground(theme.colour("muted"))
        item.setToolTip("Undone")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{text}, undone")
    return item


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setIconSize(QSize(14, 14))
    made.setSpacing(1)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made


def _heading(text: str) -> QWidget:
    made = labels.section(text)
    made.setContentsMargins(theme.SPACE_3, theme.SPACE_1, theme.SPACE_3, 0)
    return made
