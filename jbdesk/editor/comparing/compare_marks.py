"""What a comparison draws over cards and paths: a colour, a sign and a line pattern.

Each kind differs in all three, so that it can be told without seeing colours.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from jbdesk.editor.canvas.activity_item import CARD, SMALL, ActivityItem
from jbdesk.editor.canvas.path_item import STOP, PathItem, rounded
from jbdesk.model.difference import Kind
from jbdesk.widgets import icons, theme

GHOST = 0.5  # how much is left of a card that is gone
SIGN = 9.0  # radius of a sign
LARGEST = 2.2  # times that, from afar
WIDEST = 12.0  # the same of a line: signs would cover one another
_FLAG = QGraphicsItem.GraphicsItemFlag.ItemIgnoresParentOpacity


@dataclass(frozen=True)
class Look:
    """How one kind of change looks, and what it is called."""

    word: str
    icon: str
    token: str
    pen: Qt.PenStyle


ADDED = Look("added", "plus", "ok", Qt.PenStyle.SolidLine)
REMOVED = Look("removed", "minus", "bad", Qt.PenStyle.DashLine)
CHANGED = Look("changed", "pencil", "warn", Qt.PenStyle.SolidLine)
MOVED = Look("moved", "move", "flow", Qt.PenStyle.DashDotLine)
REROUTED = Look("re-routed", "route", "accent", Qt.PenStyle.DashDotDotLine)
CONFLICT = Look("both changed", "git-merge", "bad", Qt.PenStyle.DotLine)
LOOKS = {
    Kind.ADDED: ADDED,
    Kind.REMOVED: REMOVED,
    Kind.CHANGED: CHANGED,
    Kind.RENAMED: CHANGED,
    Kind.REORDERED: CHANGED,
    Kind.MOVED: MOVED,
    Kind.REROUTED: REROUTED,
}


class CardMark(QGraphicsItem):
    """A frame around a card and a sign at its left upper corner."""

    def __init__(self, card: ActivityItem, look: Look) -> None:
        super().__init__(card)
        self._look = look
        self.setFlag(_FLAG)
        if look is REMOVED:
            card.setOpacity(GHOST)
        self.setZValue(1)

    def boundingRect(self) -> QRectF:
        room = SIGN * LARGEST + 2
        return CARD.adjusted(-room, -room, room, room)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(self._look, 2.0 * _grown(zoom, WIDEST)))
        card = self.parentItem()
        out = 4.0 if card is not None and card.isSelected() else 1.0
        frame = CARD.adjusted(-out, -out, out, out)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
        paint_sign(painter, self._look, CARD.topLeft(), zoom)


class PathMark(QGraphicsItem):
    """Draws a path anew, in the pattern of what became of it."""

    def __init__(self, path: PathItem, look: Look) -> None:
        super().__init__(path)
        self._look = look
        self.setFlag(_FLAG)
        path.setOpacity(0.0)
        path.setZValue(-1 if look is REMOVED else 1)
        self._line = rounded(path.line) if path.line else QPainterPath()
        room = SIGN * LARGEST + 2
        self._bounds = path.boundingRect().adjusted(-room, -room, 2 * room, room)

    def _path(self) -> PathItem:
        path = self.parentItem()
        assert isinstance(path, PathItem)
        return path

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        path = self._path()
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        width = (3.5 if path.isSelected() else 2.0) * _grown(zoom, WIDEST)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(self._look, width))
        painter.drawPath(self._line)
        if path.is_end:
            painter.setPen(QPen(theme.colour(self._look.token), 1.5))
            painter.setBrush(theme.colour("canvas"))
            painter.drawEllipse(path.head, STOP, STOP)
        label = path.drawn.label if path.drawn is not None else ""
        if label and zoom >= SMALL:
            self._paint_label(painter, path, label)
        if label or not path.is_end:  # a stop is told by its dashes alone
            paint_sign(painter, self._look, self._place_of_sign(path, label), zoom)

    def _paint_label(self, painter: QPainter, path: PathItem, label: str) -> None:
        place = path.label_rect()
        painter.fillRect(place, theme.colour("canvas"))
        painter.setPen(theme.colour(self._look.token))
        painter.setFont(theme.font("caption"))
        metrics = QFontMetricsF(painter.font())
        right = Qt.TextElideMode.ElideRight
        shown = metrics.elidedText(" ".join(label.split()), right, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)

    def _place_of_sign(self, path: PathItem, label: str) -> QPointF:
        """Behind the label, else in the middle of what only this path runs along."""
        if label:
            return QPointF(
                path.label_rect().right() + SIGN, path.label_rect().center().y()
            )
        line = path.line
        if line is None:
            return QPointF()
        (x, y), (into, _) = line[2:4]
        return QPointF((x + into) / 2, y)


def paint_sign(painter: QPainter, look: Look, middle: QPointF, zoom: float) -> None:
    """Paint the sign of a kind on its colour; from afar it stays to be seen."""
    radius = SIGN * _grown(zoom)
    painter.setPen(QPen(theme.colour("canvas"), 2))
    painter.setBrush(theme.colour(look.token))
    painter.drawEllipse(middle, radius, radius)
    size = radius * 1.2
    glyph = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
    icons.paint(painter, look.icon, glyph, "on-accent")


def _grown(zoom: float, most: float = LARGEST) -> float:
    """How much larger than to scale a mark is, so that it is seen from afar."""
    return min(most, max(1.0, 0.9 / max(zoom, 0.01)))


def _pen(look: Look, width: float) -> QPen:
    return QPen(theme.colour(look.token), width, look.pen)
