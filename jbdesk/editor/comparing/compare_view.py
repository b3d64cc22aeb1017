"""A comparison: one sentence, both journeys on one canvas, every change as a list."""

from collections import Counter

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from jbdesk.editor.comparing.compare_canvas import CompareCanvas
from jbdesk.editor.comparing.compare_list import ChangeList, Entry
from jbdesk.editor.comparing.compare_marks import LOOKS, Look
from jbdesk.model import difference
from jbdesk.model.comparing.difference_overlay import overlay
from jbdesk.model.difference import Difference
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Where
from jbdesk.widgets import buttons, icons, labels, surfaces, theme
from jbdesk.widgets.surfaces import Line

LIST_WIDTH = 340
_SIGN = 14


class CompareView(QWidget):
    """Shows what became of one journey in another; Esc closes it."""

    closed = Signal()

    def __init__(self, names: tuple[str, str], before: Journey, after: Journey) -> None:
        super().__init__()
        self.setAccessibleName("Comparison")
        self.difference = difference.compare(before, after)
        self._canvas = CompareCanvas(overlay(self.difference))
        self.changes = ChangeList()
        self.changes.load([Entry.of(each) for each in self.difference.changes])
        self._canvas.chosen.connect(self.changes.choose)
        self.changes.chosen.connect(self._canvas.show_chosen)
        self._lay_out(f"{names[0]} → {names[1]}")
        self.setFocusProxy(self.changes.list)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self, title: str) -> None:
        told = f"{difference.summary(self.difference)}."
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(1)
        parts.addWidget(self._canvas)
        parts.addWidget(self.changes)
        parts.setStretchFactor(0, 1)
        parts.setSizes([1000, LIST_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        close = buttons.button("Close the comparison", self.closed.emit, icon="x")
        column.addWidget(head(title, told, legend(self.difference), close))
        column.addWidget(Line())
        column.addWidget(parts, 1)

    def show_chosen(self, where: Where) -> None:
        self._canvas.show_chosen(where)


def head(title: str, told: str, marks: QWidget, *acts: QWidget) -> QWidget:
    """Two lines over a comparison: what is compared, and what comes of it."""
    made = QWidget()
    surfaces.make_surface(made)
    first = QHBoxLayout()
    first.setSpacing(theme.SPACE_2)
    first.addWidget(labels.ElidedLabel(title, set_as="strong"))
    first.addStretch(1)
    first.addWidget(marks)
    for each in acts:
        first.addWidget(each)
    column = QVBoxLayout(made)
    column.setContentsMargins(
        theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
    )
    column.setSpacing(theme.SPACE_1)
    column.addLayout(first)
    column.addWidget(labels.body(told))
    return made


def legend(found: Difference) -> QWidget:
    """What the signs on the canvas mean, and how many there are of each."""
    counts: Counter[Look] = Counter(LOOKS[each.kind] for each in found.changes)
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE_3)
    for look in dict.fromkeys(LOOKS.values()):
        if counts[look]:
            row.addWidget(_sign(look, counts[look]))
    return made


class _Sign(QWidget):
    """The sign of a kind, in the colour that it has now."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(_SIGN, _SIGN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(
            QPainter(self), self._look.icon, QRectF(self.rect()), self._look.token
        )


def _sign(look: Look, count: int) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE_1)
    row.addWidget(_Sign(look))
    row.addWidget(labels.Label(f"{count} {look.word}", set_as="label", colour="muted"))
    return made
