"""Cards and paths as they look from afar: all of them painted at once.

Below a certain zoom texts can't be read and round corners not be seen. Then each card
is two rectangles and each path a line, and thousands cost no more than a few dozen.
"""

from collections import defaultdict

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from jbdesk.editor.canvas.activity_item import (
    BADGE,
    DIMMED,
    SMALL,
    UNLIT,
    ActivityItem,
    Light,
    Style,
)
from jbdesk.editor.canvas.path_item import PATH, PathItem
from jbdesk.editor.geometry import PathKey
from jbdesk.widgets import theme

WIDE = 4.0  # times the width of a frame or a line that stands out
DIM = Light.DIMMED  # a member's name is looked up slowly


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
        if self.is_painting:
            self.paint_all(painter, option.exposedRect)

    def paint_all(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what is in a part of the scene; Qt need not ask any item."""
        self.is_painting = True
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        selected = self.scene().selectedItems()
        self._paint_paths(painter, exposed, selected)
        self._paint_cards(painter, exposed, selected)

    def _paint_paths(
        self, painter: QPainter, exposed: QRectF, selected: list[QGraphicsItem]
    ) -> None:
        lines = defaultdict[Style, list[QLineF]](list)
        usual = lines[*PATH, False]
        is_whole = exposed.contains(self._room)
        for path in self._paths.values():
            if not path.opacity():
                continue  # drawn by what marks it
            if is_whole or path.boundingRect().intersects(exposed):
                if path.light is UNLIT and not path.is_hovered:
                    usual += path.straight
                else:
                    lines[*path.stroke, path.light is DIM] += path.straight
        for item in selected:
            if isinstance(item, PathItem):
                lines[*item.stroke, item.light is DIM] += item.straight
        for style, found in sorted(lines.items()):
            painter.setPen(_pen(style))
            painter.drawLines(found)

    def _paint_cards(
        self, painter: QPainter, exposed: QRectF, selected: list[QGraphicsItem]
    ) -> None:
        frames = defaultdict[Style, list[QRectF]](list)
        tiles = defaultdict[str, list[QRectF]](list)
        is_whole = exposed.contains(self._room)
        for card in self._cards.values():
            frame, tile, token, problem_token, style = card.far or card.from_afar()
            if not (is_whole or frame.intersects(exposed)):
                continue
            if card.is_hovered:
                style = (*card.border, style[2])
            is_faint = card.opacity() < 1
            frames[(*style[:2], True) if is_faint else style].append(frame)
            if not (style[2] or is_faint):
                tiles[token].append(tile)
            if problem_token:
                tiles[problem_token].append(BADGE.translated(frame.topLeft()))
        for item in selected:
            if isinstance(item, ActivityItem):
                frames[*item.border, item.light is DIM].append(item.card_rect())
        for style, places in frames.items():
            painter.setPen(_pen(style))
            painter.setBrush(_dimmed(theme.colour("raised"), is_dimmed=style[2]))
            painter.drawRects(places)
        painter.setPen(Qt.PenStyle.NoPen)
        for token, places in tiles.items():
            painter.setBrush(theme.colour(token))
            painter.drawRects(places)


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
