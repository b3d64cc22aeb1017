"""The path from the entry to the selected activity, step by step, over the canvas."""

from functools import partial

from PySide6.QtCore import QSize, Qt
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
        self.buttons: list[QPushButton] = []
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Path to the selection")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, 8, 0)
        self._row.setSpacing(theme.SPACE_1)
        self._row.addStretch(1)
        operations.selection.changed.connect(self._show)
        operations.document.changed.connect(self._show)
        self._show()

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
        while self._row.count() > 1:
            item = self._row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for number, (ref, text) in enumerate(fitting):
            if number:
                self._put(labels.muted("›"))  # noqa: RUF001 - as crumbs are parted
            if not ref:
                self._put(labels.muted("…"))
                continue
            step = buttons.link_button(text, partial(self._go, ref))
            step.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the canvas is one tab stop
            self.buttons.append(step)
            self._put(step)

    def _put(self, widget: QWidget) -> None:
        self._row.insertWidget(self._row.count() - 1, widget)

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

    def _go(self, ref: str) -> None:
        self._operations.selection.choose(ref)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def _named(label: str, title: str) -> str:
    text = " ".join((f"{label}: {title}" if label else title).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
