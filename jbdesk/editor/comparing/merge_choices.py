"""The conflicts of a merge, one card each: what both did, and whose stays."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.difference import Conflict
from jbdesk.model.difference_decisions import Decisions
from jbdesk.model.problem import Where
from jbdesk.widgets import labels, surfaces, theme
from jbdesk.widgets.surfaces import Card

Decide = Callable[[Conflict, bool], None]
CHOICES = ((False, "Mine"), (True, "Theirs"))


class ConflictCard(Card):
    """One conflict with its two answers; a click shows where it is."""

    pressed = Signal()

    def __init__(self, conflict: Conflict, decide: Decide) -> None:
        super().__init__()
        self.conflict = conflict
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(labels.body(conflict.text))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_4)
        for is_theirs, word in CHOICES:
            choice = QRadioButton(word)
            choice.setAccessibleName(f"{word}: {conflict.text}")
            choice.clicked.connect(partial(decide, conflict, is_theirs))
            self._group.addButton(choice, int(is_theirs))
            row.addWidget(choice)
        row.addStretch(1)
        column.addLayout(row)

    def show_decided(self, takes_theirs: bool | None) -> None:
        if takes_theirs is None:
            return
        self._group.button(int(takes_theirs)).setChecked(True)

    def focus(self) -> None:
        self._group.button(0).setFocus(Qt.FocusReason.TabFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        super().mousePressEvent(event)


class ConflictCards(QScrollArea):
    """All conflicts, those that are decided among them."""

    decided = Signal(object, bool)  # a conflict; whether theirs is taken
    chosen = Signal(Where)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[ConflictCard] = []
        self.setAccessibleName("Conflicts")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        surfaces.make_surface(inner)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(*[theme.SPACE_2] * 4)
        self._column.setSpacing(theme.SPACE_2)
        self._column.addStretch(1)
        self.setWidget(inner)

    def show_decisions(self, decisions: Decisions) -> None:
        """Show every conflict; those that are no longer met go."""
        known = {each.conflict.path: each for each in self.cards}
        wanted = {each.path: each for each in decisions.conflicts}
        for path in known.keys() - wanted.keys():
            self._column.removeWidget(known[path])
            known[path].hide()
            known[path].deleteLater()
        self.cards = [known.get(path) or self._card(e) for path, e in wanted.items()]
        for number, card in enumerate(self.cards):
            self._column.insertWidget(number, card)
            card.show_decided(decisions.takes_theirs(card.conflict))

    def _card(self, conflict: Conflict) -> ConflictCard:
        card = ConflictCard(conflict, self._decided)
        card.pressed.connect(lambda: self.chosen.emit(conflict.where))
        return card

    def _decided(self, conflict: Conflict, is_theirs: bool) -> None:
        self.decided.emit(conflict, is_theirs)
        self.chosen.emit(conflict.where)

    def focus(self) -> None:
        if self.cards:
            self.cards[0].focus()
