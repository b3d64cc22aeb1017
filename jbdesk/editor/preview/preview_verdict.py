"""One expectation with its mark: met, not met and why, or not known."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model.suites.suite_verdict import State, Verdict
from jbdesk.widgets import buttons, icons, labels, theme

_LOOKS = {
    State.MET: ("circle-check", "ok"),
    State.NOT_MET: ("circle-x", "bad"),
    State.OPEN: ("circle-help", "muted"),
}
_MARK = 16


class VerdictRow(QWidget):
    """Mark, words, and below them what happens instead."""

    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mark = _Mark()
        self._words = labels.Label(wraps=True)
        self._why = labels.Label(set_as="label", colour="bad", wraps=True)
        self._remove = buttons.icon_button("x", "Remove", self.remove_wanted.emit)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.setContentsMargins(0, theme.SPACE_1, 0, 0)
        texts.addWidget(self._words)
        texts.addWidget(self._why)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._mark, 0, top)
        row.addLayout(texts, 1)
        row.addWidget(self._remove, 0, top)

    def show_verdict(self, verdict: Verdict) -> None:
        words = str(verdict.expectation)
        self._mark.show_state(verdict.state)
        self._words.setText(f"{words[:1].upper()}{words[1:]}")
        is_met = verdict.state is State.MET
        self._why.setText("" if is_met else verdict.why)
        self._why.setVisible(bool(self._why.text()))
        self.setToolTip(verdict.why)
        self._remove.setToolTip(f"Remove “{words}”")
        self._remove.setAccessibleName(f"Remove “{words}”")
        self.setAccessibleName(f"{words}: {verdict.state}")


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._state = State.OPEN
        self.setFixedSize(QSize(_MARK, theme.BUTTON_HEIGHT))

    def show_state(self, state: State) -> None:
        self._state = state
        self.setToolTip(str(state))
        self.setAccessibleName(str(state))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        name, token = _LOOKS[self._state]
        painter = QPainter(self)
        place = QRectF(0, (self.height() - _MARK) / 2, _MARK, _MARK)
        icons.paint(painter, name, place, token)
