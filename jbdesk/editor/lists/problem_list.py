"""All problems of the journey: how bad, where, what, and what mends them."""

from collections import defaultdict
from collections.abc import Callable
from itertools import chain

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.canvas.card_face import SEVERITY_TOKENS, SEVERITY_WORDS
from jbdesk.editor.document import Document
from jbdesk.editor.geometry import card_of, end_of
from jbdesk.editor.labels import end_title, outcome_name
from jbdesk.editor.lists.severity_filter import SeverityFilter
from jbdesk.model import catalogue
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Problem, Severity
from jbdesk.widgets import buttons, labels, surfaces, theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.labels import ElidedLabel

_FOR_MENDING = 420  # pixels of a row's width
_HEIGHT, _LINE = 132, 62  # pixels: usually, and without a problem
MOST = 200  # rows that are built; nobody reads more


class ProblemRow(QWidget):
    """One problem on one line."""

    def __init__(
        self,
        problem: Problem,
        place: str,
        go_to: Callable[["ProblemRow"], None],
        mend: Callable[[Problem], None],
    ) -> None:
        super().__init__()
        self.problem, self.place = problem, place
        self.setFixedHeight(theme.ROW_HEIGHT + 2)
        # As narrow as the canvas is; then the text gives way, then the mending.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._mend = (
            buttons.button(problem.fix.label, lambda: mend(self.problem))
            if problem.fix
            else None
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(
            Badge(SEVERITY_WORDS[problem.severity], SEVERITY_TOKENS[problem.severity])
        )
        row.addWidget(labels.strong(place))
        row.addWidget(ElidedLabel(problem.text), 1)
        if self._mend is not None:
            row.addWidget(self._mend)
        if problem.where.kind != "journey" or problem.where.field:
            go = buttons.icon_button("arrow-right", "Go to", lambda: go_to(self))
            row.addWidget(go)

    def show_current(self, *, is_current: bool) -> None:
        """Stand out while it is the one gone to last."""
        self.setAutoFillBackground(is_current)
        theme.tint(self, Window="accent-soft" if is_current else "surface")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._mend is not None:
            self._mend.setVisible(event.size().width() >= _FOR_MENDING)


class ProblemList(QWidget):
    """Follows the document; a click leads to the place."""

    went_to = Signal(Problem)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: tuple[tuple[Problem, str], ...] | None = None
        self.rows: list[ProblemRow] = []
        surfaces.make_surface(self)
        self._heading = labels.section("Problems")
        self._heading.setContentsMargins(12, 10, 12, 4)
        self.filter = SeverityFilter()
        self.filter.changed.connect(self._show)
        self._current: ProblemRow | None = None
        self._at = -1  # where F8 goes on from; its problem may be mended by now
        self._none = labels.muted("No problems found.")
        self._none.setContentsMargins(12, 2, 12, 8)
        self._inner = QWidget()
        surfaces.make_surface(self._inner)
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, 0, 8)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("Problems")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._inner)
        self._area = area
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 12, 0)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self.filter)
        layout.addLayout(head)
        layout.addWidget(self._none)
        layout.addWidget(area, 1)
        layout.addStretch(0)
        document.problems_changed.connect(self._show)
        self._none.hide()  # until they were looked for

    def _show(self) -> None:
        journey = self._document.journey
        order = list(Severity)
        self.filter.count(self._document.problems)
        wanted = (p for p in self._document.problems if self.filter.lets(p))
        problems = sorted(wanted, key=lambda each: order.index(each.severity))[:MOST]
        shown = tuple((each, place_name(journey, each)) for each in problems)
        if shown == self._shown:
            return
        self._shown = shown
        self._show_rows(shown)
        is_none = not self._document.problems
        self._none.setText("No problems found." if is_none else "None of this kind.")
        self._none.setVisible(not self.rows)
        self._area.setVisible(bool(self.rows))

    def _show_rows(self, shown: tuple[tuple[Problem, str], ...]) -> None:
        """Make rows for what is new; what stood there before keeps its own."""
        kept = defaultdict[tuple[Problem, str], list[ProblemRow]](list)
        for row in self.rows:
            kept[row.problem, row.place].append(row)
        self.rows = []
        for problem, place in shown:
            same = kept[problem, place]
            row = same.pop(0) if same else self._row(problem, place)
            row.problem = problem  # what mends it can be another function now
            self.rows.append(row)
        for gone in chain.from_iterable(kept.values()):
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, row in enumerate(self.rows):
            if self._list.indexOf(row) != number:
                self._list.insertWidget(number, row)

    def next(self) -> None:
        """Go to the problem below the one gone to last; round again at the end."""
        self._go(1)

    def previous(self) -> None:
        self._go(-1)

    def _go(self, by: int) -> None:
        count = len(self.rows)
        if not count:
            return
        if self._current in self.rows:
            at = self.rows.index(self._current) + by
        elif self._at < 0:
            at = 0 if by > 0 else -1
        else:  # the next has come to its place
            at = self._at if by > 0 else self._at - 1
        row = self.rows[at % count]
        self._go_to(row)
        self._area.ensureWidgetVisible(row)

    def _go_to(self, current: ProblemRow) -> None:
        self._current, self._at = current, self.rows.index(current)
        for row in self.rows:
            row.show_current(is_current=row is current)
        self.went_to.emit(current.problem)

    def wanted_height(self, *, editable: bool) -> int:
        """No more than a line where no problem can come."""
        return _HEIGHT if self.rows or editable else _LINE

    def _row(self, problem: Problem, place: str) -> ProblemRow:
        return ProblemRow(problem, place, self._go_to, self._mend)

    def _mend(self, problem: Problem) -> None:
        if problem.fix is not None:
            self._document.attempt(problem.fix.label, problem.fix.edit)


def place_name(journey: Journey, problem: Problem) -> str:
    """Where a problem is, in the words that the canvas shows."""
    where = problem.where
    if where.kind in ("activity", "outcome") and where.key in journey:
        activity = journey[where.key]
        name = catalogue.title(activity)
        if where.outcome is not None and where.outcome < len(activity.outcomes):
            return f"{name} · {outcome_name(activity, where.outcome)}"
        return name
    found = end_of(card_of(journey, where))
    if found is not None:
        return end_title(journey, *found)
    return "Entry" if where.kind == "trigger" else "Journey"
