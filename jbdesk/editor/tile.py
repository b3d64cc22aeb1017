"""The small coloured tile with an activity's glyph, as an icon for lists."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from jbdesk.widgets import icons, theme

RADIUS = 5.0


class _Tile(QIconEngine):
    """Paints with the colours of the moment, so that it follows the theme."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(
        self,
        painter: QPainter,
        rect: QRect,
        mode: QIcon.Mode,  # noqa: ARG002 - Qt's signature
        state: QIcon.State,  # noqa: ARG002
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._token))
        painter.drawRoundedRect(QRectF(rect), RADIUS, RADIUS)
        inset = round(rect.width() * 0.2)
        glyph = rect.adjusted(inset, inset, -inset, -inset)
        icons.paint(painter, self._name, QRectF(glyph), "on-accent")
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Tile(self._name, self._token)


def tile(name: str, token: str) -> QIcon:
    """Give an icon: the glyph on a rounded tile in a token's colour."""
    return QIcon(_Tile(name, token))
