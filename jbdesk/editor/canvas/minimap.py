"""The whole journey small, with a frame around what the canvas shows."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from jbdesk.editor.canvas.activity_item import CARD
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.widgets import theme

SIZE = QSize(132, 72)
INSET = 8.0
AFTER = 30  # milliseconds: the canvas is painted first


class Minimap(QWidget):
    """Click or drag to look elsewhere."""

    looked_at = Signal(QPointF)  # a scene position

    def __init__(self, scene: JourneyScene, parent: QWidget) -> None:
        super().__init__(parent)
        self._scene = scene
        self._seen = QRectF()
        self._cards: QPixmap | None = None  # painted anew when they changed
        # Once for all that changed in a turn of the loop.
        self._soon = QTimer(self, singleShot=True, interval=AFTER)
        self._soon.timeout.connect(self._freshen)
        self.setFixedSize(SIZE)
        self.setAccessibleName("Minimap")
        self.setToolTip("Minimap")
        scene.laid_out.connect(self._changed)
        scene.selectionChanged.connect(self._changed)
        theme.notice.changed.connect(self._changed)

    def _changed(self) -> None:
        self._soon.start()

    def _freshen(self) -> None:
        self._cards = None
        self.update()

    def show_seen(self, seen: QRectF) -> None:
        self._seen = seen
        self.update()

    def _scale(self) -> tuple[float, QPointF]:
        whole = self._scene.content
        room = QRectF(self.rect()).adjusted(INSET, INSET, -INSET, -INSET)
        scale = min(
            room.width() / max(whole.width(), 1),
            room.height() / max(whole.height(), 1),
            0.12,
        )
        corner = room.center() - whole.center() * scale
        return scale, corner

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._freshen()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        if self._cards is None:
            self._cards = self._painted()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._cards)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_seen(painter, *self._scale())

    def _painted(self) -> QPixmap:
        sharp = self.devicePixelRatioF()
        made = QPixmap(self.size() * sharp)
        made.setDevicePixelRatio(sharp)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        painter.setClipRect(frame.adjusted(2, 2, -2, -2))
        painter.setPen(Qt.PenStyle.NoPen)
        for token, places in self._places().items():
            painter.setBrush(theme.colour(token))
            painter.drawRects(places)
        painter.end()
        return made

    def _places(self) -> dict[str, list[QRectF]]:
        """Where the cards are on the map, by the colour that they have there."""
        scale, corner = self._scale()
        left, top = corner.x(), corner.y()
        width, height = CARD.width() * scale, CARD.height() * scale
        found: dict[str, list[QRectF]] = {"line-strong": [], "accent": []}
        for card in self._scene.cards.values():
            token = "accent" if card.isSelected() else "line-strong"
            x, y = left + card.x() * scale, top + card.y() * scale
            found[token].append(QRectF(x, y, width, height))
        return found

    def _paint_seen(self, painter: QPainter, scale: float, corner: QPointF) -> None:
        top_left = self._seen.topLeft() * scale + corner
        view = QRectF(
            top_left.x(),
            top_left.y(),
            self._seen.width() * scale,
            self._seen.height() * scale,
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 1))
        room = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.drawRect(view.intersected(room))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._look(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look(event.position())

    def _look(self, place: QPointF) -> None:
        scale, corner = self._scale()
        self.looked_at.emit((place - corner) / scale)
