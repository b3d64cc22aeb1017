"""Grounds to put things on: panels, cards and lines."""

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSplitter, QWidget

from jbdesk.widgets import theme


def make_surface(widget: QWidget) -> QWidget:
    """Give a widget the panels' ground; it follows the scheme by itself."""
    widget.setAutoFillBackground(True)
    theme.tint(widget, Window="surface")
    return widget


def strip(told: QWidget, *deeds: QWidget) -> QWidget:
    """Put what is told of a page beside its buttons, on the panels' ground."""
    made = make_surface(QWidget())
    row = QHBoxLayout(made)
    row.setContentsMargins(theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
    row.setSpacing(theme.SPACE_2)
    row.addWidget(told, 1)
    for each in deeds:
        row.addWidget(each)
    return made


class Card(QFrame):
    """A rounded ground with a line around it; a token tints it."""

    def __init__(self, token: str = "surface", line: str = "line") -> None:  # noqa: S107 - colours
        super().__init__()
        self._token = token
        self._line = line

    def set_token(self, token: str, line: str) -> None:
        self._token = token
        self._line = line
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme.colour(self._token))
        painter.setPen(theme.colour(self._line) if self._line else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)


class Line(QWidget):
    """A line one pixel thick, lying or standing."""

    def __init__(self, token: str = "line", *, is_upright: bool = False) -> None:  # noqa: S107
        super().__init__()
        self._token = token
        if is_upright:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour(self._token))


def arrangement(of: QWidget) -> list[str]:
    """Tell how the splitters inside a widget stand, one text each."""
    states = (each.saveState() for each in of.findChildren(QSplitter))
    return [bytes(state.toBase64().data()).decode() for state in states]


def arrange(inside: QWidget, states: list[str]) -> None:
    """Put the splitters inside a widget as they stood; Qt refuses what is odd."""
    for splitter, state in zip(inside.findChildren(QSplitter), states, strict=False):
        splitter.restoreState(QByteArray.fromBase64(str(state).encode()))
