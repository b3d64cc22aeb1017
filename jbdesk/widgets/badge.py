"""A small rounded word that tells a state."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from jbdesk.widgets import theme

TOKENS = {  # a state's ground and text
    "neutral": ("neutral-soft", "muted"),
    "ok": ("ok-soft", "ok"),
    "warn": ("warn-soft", "warn"),
    "bad": ("bad-soft", "bad"),
    "accent": ("accent-soft", "accent"),
}
HEIGHT = 19


class Badge(QLabel):
    """A word on its state's colour; hidden while it has no word."""

    def __init__(self, text: str = "", state: str = "neutral") -> None:
        super().__init__()
        self._state = state
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setFont(theme.font("caption"))
        self.setContentsMargins(8, 0, 8, 1)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, state)

    def show_state(self, text: str, state: str = "neutral") -> None:
        self._state = state
        self.setText(text)
        if self.parentWidget() is not None:
            self.setVisible(bool(text))
        elif not text:  # showing it without a parent would open a window
            self.hide()
        theme.tint(self, WindowText=TOKENS[state][1])
        self.update()

    @property
    def state(self) -> str:
        return self._state

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(TOKENS[self._state][0]))
        painter.drawRoundedRect(QRectF(self.rect()), HEIGHT / 2, HEIGHT / 2)
        painter.end()
        super().paintEvent(event)
