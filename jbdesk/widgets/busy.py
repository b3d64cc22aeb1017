"""Tells that something is under way: a line that runs under a pane's head."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from jbdesk.widgets import theme

_STEPS = 60  # frames of one run
_FRAME = 25  # milliseconds


class BusyLine(QWidget):
    """Two pixels high; keeps its place while it is idle, so nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.FOCUS_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._step = 0
        self._is_running = False
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME)
        self._timer.timeout.connect(self._advance)

    @property
    def is_running(self) -> bool:
        return self._is_running

    def run(self, is_running: bool) -> None:
        """Start or end the movement."""
        self._is_running = is_running
        self._follow()
        self.update()

    def showEvent(self, _event: QShowEvent) -> None:
        self._follow()

    def hideEvent(self, _event: QHideEvent) -> None:
        self._timer.stop()

    def _follow(self) -> None:
        if self._is_running and self.isVisible() and theme.motion():
            self._timer.start()
        else:
            self._timer.stop()

    def _advance(self) -> None:
        self._step = (self._step + 1) % _STEPS
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._is_running:
            return
        painter = QPainter(self)
        if not theme.motion():
            painter.fillRect(self.rect(), theme.colour("accent"))
            return
        painter.fillRect(self.rect(), theme.colour("accent-soft"))
        length = self.width() / 4
        left = (self.width() + length) * self._step / _STEPS - length
        painter.fillRect(QRectF(left, 0, length, self.height()), theme.colour("accent"))
