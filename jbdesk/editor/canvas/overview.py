"""Cards and paths as they look from afar: all of them painted at once.

Below a certain zoom texts can't be read and round corners not be seen. Then each card
is two rectangles and each path a line, and thousands cost no more than a few dozen.
"""

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from jbdesk.editor.canvas.activity_item import (
    BADGE,
    CARD,
    DIMMED,
    SMALL,
    TILE,
    ActivityItem,
    Light,
)
from jbdesk.editor.canvas.path_item import PathItem
from jbdesk.editor.geometry import PathKey
from jbdesk.widgets import theme

WIDE = 4.0  # times the width of a frame or a line that stands out
Style = tuple[str, float, bool]  # colour, width, dimmed


class Overview(QGraphicsItem):
    """Stands behind all items, which leave the painting to it while they are small."""

    def __init__(
        self, cards: dict[str, ActivityItem], paths: dict[PathKey, PathItem]
    ) -> None:
        super().__init__()
        self._cards, self._paths = cards, paths
        self._room = QRectF()
        self.is_painting = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.setZValue(-1)

    def show_room(self, room: QRectF) -> None:
        """Take the room in which the items are."""
        if room != self._room:
            self.prepareGeometryChange()
            self._room = room

    def boundingRect(self) -> QRectF:
        return self._room

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        self.is_painting = zoom < SMALL  # of all items it is the first to be asked
        if not self.is_painting:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        exposed: QRectF = option.exposedRect
        self._paint_paths(painter, exposed)
        self._paint_cards(painter, exposed)

    def _paint_paths(self, painter: QPainter, exposed: QRectF) -> None:
        lines = defaultdict[Style, list[QLineF]](list)
        is_whole = exposed.contains(self._room)
        for path in self._paths.values():
            if not path.opacity():
                continue  # drawn by what marks it
            if is_whole or path.boundingRect().intersects(exposed):
                token, width = path.stroke
                lines[token, width, path.light is Light.DIMMED] += path.straight
        for style, found in sorted(lines.items()):
            painter.setPen(_pen(style))
            painter.drawLines(found)

    def _paint_cards(self, painter: QPainter, exposed: QRectF) -> None:
        frames = defaultdict[Style, list[QRectF]](list)
        tiles = defaultdict[str, list[QRectF]](list)
        frame, tile, badge = CARD.translated, TILE.translated, BADGE.translated
        for card, x, y in self._within(exposed):
            is_dimmed = card.light is Light.DIMMED or card.opacity() < 1
            frames[*card.border, is_dimmed].append(frame(x, y))
            if not is_dimmed:
                tiles[card.token].append(tile(x, y))
            if card.problem_token:
                tiles[card.problem_token].append(badge(x, y))
        for style, places in frames.items():
            painter.setPen(_pen(style))
            painter.setBrush(_dimmed(theme.colour("raised"), is_dimmed=style[2]))
            painter.drawRects(places)
        painter.setPen(Qt.PenStyle.NoPen)
        for token, places in tiles.items():
            painter.setBrush(theme.colour(token))
            painter.drawRects(places)

    def _within(self, exposed: QRectF) -> Iterator[tuple[ActivityItem, float, float]]:
        left, right = exposed.left() - CARD.width(), exposed.right()
        top, bottom = exposed.top() - CARD.height(), exposed.bottom()
        for card in self._cards.values():
            x, y = card.x(), card.y()
            if left <= x <= right and top <= y <= bottom:
                yield card, x, y


def _pen(style: Style) -> QPen:
    token, width, is_dimmed = style
    pen = QPen(_dimmed(theme.colour(token), is_dimmed=is_dimmed), 0)
    if width > 1.5:  # noqa: PLR2004 - what is selected or aimed at, not the usual
        pen.setWidthF(width * WIDE)
    return pen


def _dimmed(colour: QColor, *, is_dimmed: bool) -> QColor:
    if not is_dimmed:
        return colour
    made = QColor(colour)
    made.setAlphaF(DIMMED)
    return made
