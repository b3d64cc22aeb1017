"""The path from the entry to the selected activity, step by step, over the canvas."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from jbdesk.editor.canvas.card_face import entry_face
from jbdesk.editor.geometry import ENTRY, is_header
from jbdesk.editor.labels import outcome_label
from jbdesk.editor.operations import Operations
from jbdesk.model import catalogue
from jbdesk.model.journeys import journey_search
from jbdesk.widgets import buttons, labels, theme

HEIGHT = 28
LONGEST = 24  # letters of a step
Step = tuple[str, str]  # a ref, and what to call it


class Crumbs(QFrame):
    """Every step can be pressed; where they don't fit the middle ones are left out."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._steps: tuple[Step, ...] = ()
        self._shown: tuple[Step, ...] = ()
        self._made: list[tuple[QWidget, QPushButton]] = []  # a sign and a step
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Path to the selection")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 0)
        self._row.setSpacing(theme.SPACE_1)
        self._left_out = labels.muted("› …")  # noqa: RUF001 - as crumbs are parted
        self._row.addWidget(self._left_out)
        self._row.addStretch(1)
        # The canvas is painted first.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show)
        operations.selection.changed.connect(self._soon.start)
        operations.document.changed.connect(self._soon.start)
        self._show()

    @property
    def buttons(self) -> list[QPushButton]:
        """The steps to what is selected now."""
        self._show()
        count = sum(1 for ref, _ in self._shown if ref)
        return [button for _, button in self._made[:count]]

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def _show(self) -> None:
        steps = self._way()
        if steps != self._steps:
            self._steps = steps
            self._fill()

    def _way(self) -> tuple[Step, ...]:
        journey = self._operations.document.journey
        entry = (ENTRY, entry_face(journey).title)
        ref = self._operations.selection.only
        path = self._operations.selection.path
        if path is not None:
            ref = path[0]
        if ref is None or is_header(ref):
            return (entry,)
        steps = [entry]
        label = ""
        for passed, outcome in journey_search.way_to(journey, ref):
            steps.append((passed, _named(label, catalogue.title(journey[passed]))))
            label = outcome_label(journey[passed], outcome)
        steps.append((ref, _named(label, catalogue.title(journey[ref]))))
        return tuple(steps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fill()

    def _fill(self) -> None:
        fitting = self._fitting()
        if fitting == self._shown:
            return
        self._shown = fitting
        steps = [each for each in fitting if each[0]]
        for number in range(len(self._made), len(steps)):
            self._made.append(self._step(number))
        for number, (sign, button) in enumerate(self._made):
            is_there = number < len(steps)
            if is_there and button.text() != steps[number][1]:
                button.setText(steps[number][1])
                button.setAccessibleName(steps[number][1])
            sign.setVisible(is_there and number > 0)
            button.setVisible(is_there)
        self._left_out.setVisible(len(steps) < len(fitting))

    def _step(self, number: int) -> tuple[QWidget, QPushButton]:
        """Make a step at the end of the row, behind the sign that parts them."""
        sign = labels.muted("›")  # noqa: RUF001 - as crumbs are parted
        button = buttons.link_button("", partial(self._go, number))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas is one tab stop
        for widget in (sign, button):
            self._row.insertWidget(self._row.count() - 1, widget)
        if not number:
            self._row.removeWidget(self._left_out)
            self._row.insertWidget(self._row.count() - 1, self._left_out)
        return sign, button

    def _fitting(self) -> tuple[Step, ...]:
        """All steps, or the first and so many of the last as there is room for."""
        metrics = self.fontMetrics()
        widths = [metrics.horizontalAdvance(text) + 34 for _, text in self._steps]
        if sum(widths) <= self.width() or len(self._steps) < 3:  # noqa: PLR2004
            return self._steps
        room = self.width() - widths[0] - 40
        kept: list[Step] = []
        for step, width in zip(
            reversed(self._steps[1:]), reversed(widths[1:]), strict=True
        ):
            if kept and width > room:
                break
            room -= width
            kept.insert(0, step)
        return (self._steps[0], ("", ""), *kept)

    def _go(self, number: int) -> None:
        steps = [ref for ref, _ in self._shown if ref]
        self._operations.selection.choose(steps[number])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _named(label: str, title: str) -> str:
    text = " ".join((f"{label}: {title}" if label else title).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
