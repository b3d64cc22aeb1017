"""Two people changed one journey: what comes of both, decided place by place.

What the canvas shows is what is taken: both laid together, mine alone or theirs alone,
each compared with what both began from.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.comparing.compare_canvas import CompareCanvas
from jbdesk.editor.comparing.compare_list import ChangeList, Entry
from jbdesk.editor.comparing.merge_choices import ConflictCards
from jbdesk.model import difference
from jbdesk.model.comparing.difference_overlay import overlay
from jbdesk.model.difference import Conflict
from jbdesk.model.difference_decisions import Decisions
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Where
from jbdesk.model.texts.words import counted
from jbdesk.widgets import buttons, labels, surfaces, theme
from jbdesk.widgets.surfaces import Line

BOTH, MINE, THEIRS = "Both, merged", "Mine alone", "Theirs alone"
_USE = {
    BOTH: "Use the merged journey",
    MINE: "Use mine alone",
    THEIRS: "Use theirs alone",
}
LIST_WIDTH = 360


@dataclass(frozen=True)
class Sides:
    """What two people began from, and what each made of it."""

    base: Journey | None  # None: it is not known
    mine: Journey
    theirs: Journey


class MergeView(QWidget):
    """Shows a merge, takes decisions, and tells the result."""

    used = Signal(object)  # the journey that is wanted
    closed = Signal()

    def __init__(self, sides: Sides) -> None:
        super().__init__()
        self.setAccessibleName("Merge")
        self._sides = sides
        self._base = sides.theirs if sides.base is None else sides.base
        self.decisions = Decisions.of(self._base, sides.mine, sides.theirs)
        self._canvas: CompareCanvas | None = None
        self._told = labels.body()
        self._show = QComboBox()
        self._use = buttons.primary_button(_USE[BOTH], self._use_it)
        self.conflicts = ConflictCards()
        self.changes = ChangeList()
        self._all = self._for_all()
        self._lay_out()
        self._join()
        self._freshen()

    def _join(self) -> None:
        self._show.activated.connect(self._freshen)
        self.conflicts.decided.connect(self._decided)
        self.conflicts.chosen.connect(self._show_place)
        self.changes.chosen.connect(self._show_place)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _for_all(self) -> QWidget:
        made = QWidget()
        surfaces.make_surface(made)
        row = QHBoxLayout(made)
        row.setContentsMargins(
            theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_1
        )
        row.addWidget(labels.section("Conflicts"))
        row.addStretch(1)
        row.addWidget(buttons.button("Mine for all", lambda: self._decide_all(False)))
        row.addWidget(buttons.button("Theirs for all", lambda: self._decide_all(True)))
        return made

    def _lay_out(self) -> None:
        self._show.setAccessibleName("Show")
        self._show.setFixedHeight(theme.BUTTON_HEIGHT)
        self._show.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        known = (BOTH, MINE, THEIRS) if self._sides.base is not None else (MINE, THEIRS)
        self._show.addItems(known)
        side = QSplitter(Qt.Orientation.Vertical)
        side.setHandleWidth(1)
        for part in (self._with_all(), self._with_heading()):
            side.addWidget(part)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setHandleWidth(1)
        self._place = QWidget()
        self._ground = QVBoxLayout(self._place)
        self._ground.setContentsMargins(0, 0, 0, 0)
        for part in (self._place, side):
            self._parts.addWidget(part)
        self._parts.setStretchFactor(0, 1)
        self._parts.setSizes([1000, LIST_WIDTH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Line())
        column.addWidget(self._parts, 1)

    def _with_all(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._all)
        column.addWidget(self.conflicts, 1)
        self._conflict_part = made
        return made

    def _with_heading(self) -> QWidget:
        made = QWidget()
        surfaces.make_surface(made)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, theme.SPACE_2, 0, 0)
        heading = labels.section("What becomes of what you both began from")
        heading.setContentsMargins(theme.SPACE_3, 0, theme.SPACE_3, 0)
        column.addWidget(heading)
        column.addWidget(self.changes, 1)
        return made

    def _head(self) -> QWidget:
        made = QWidget()
        surfaces.make_surface(made)
        first = QHBoxLayout()
        first.setSpacing(theme.SPACE_2)
        title = "Somebody else saved this journey"
        first.addWidget(labels.ElidedLabel(title, set_as="strong"))
        first.addStretch(1)
        first.addWidget(labels.field_label("Show"))
        first.addWidget(self._show)
        first.addWidget(buttons.button("Decide later", self.closed.emit))
        first.addWidget(self._use)
        column = QVBoxLayout(made)
        column.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_1)
        column.addLayout(first)
        column.addWidget(self._told)
        return made

    # What is shown.

    @property
    def journey(self) -> Journey:
        """What is on the canvas, and what would be used."""
        shown = self._show.currentText()
        alone = {MINE: self._sides.mine, THEIRS: self._sides.theirs}
        return alone.get(shown, self.decisions.journey)

    def _freshen(self) -> None:
        shown = self._show.currentText()
        is_merged = shown == BOTH
        open_ = self.decisions.open if is_merged else ()
        found = difference.compare(self._base, self.journey)
        refs = frozenset(each.where.key for each in open_ if each.where.key)
        self._put_canvas(CompareCanvas(overlay(found), refs))
        self.changes.load([Entry.of(each) for each in found.changes])
        self.conflicts.show_decisions(self.decisions)
        self._conflict_part.setVisible(is_merged and bool(self.decisions.conflicts))
        self._use.setText(_USE[shown])
        self._use.setAccessibleName(_USE[shown])
        self._use.setEnabled(not open_)
        self._told.setText(self._words())

    def _put_canvas(self, canvas: CompareCanvas) -> None:
        before, self._canvas = self._canvas, canvas
        canvas.chosen.connect(self._card_chosen)
        self._ground.addWidget(canvas)
        if before is not None:
            self._ground.removeWidget(before)
            canvas.look_as(before)
            before.hide()
            before.deleteLater()

    def _words(self) -> str:
        sides = self._sides
        if sides.base is None:
            return (
                "What you began from is not known any more, so both can't be laid"
                " together. Choose one; the other is one undo away."
            )
        mine, theirs = (
            difference.summary(difference.compare(self._base, each))
            for each in (sides.mine, sides.theirs)
        )
        count = len(self.decisions.open)
        left = f" {counted(count, 'conflict')} to decide." if count else ""
        return f"Mine: {mine}. Theirs: {theirs}.{left}"

    def _show_place(self, where: Where) -> None:
        if self._canvas is not None:
            self._canvas.show_chosen(where)

    def _card_chosen(self, where: Where) -> None:
        self.changes.choose(where)

    # Deciding.

    def _decided(self, conflict: Conflict, is_theirs: bool) -> None:
        self.decisions = self.decisions.decide(conflict, take_theirs=is_theirs)
        self._freshen()

    def _decide_all(self, is_theirs: bool) -> None:
        self.decisions = self.decisions.decide_all(take_theirs=is_theirs)
        self._freshen()

    def _use_it(self) -> None:
        self.used.emit(self.journey)

    def focus(self) -> None:
        """Give the keyboard to the first conflict, else to what is taken."""
        if self.conflicts.cards:
            self.conflicts.focus()
        else:
            self._use.setFocus()
