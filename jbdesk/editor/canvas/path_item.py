"""A path on the canvas: a rounded orthogonal line, its label, its stop."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
)
from PySide6.QtWidgets import (
    QStyleOptionGraphicsItem,
    QWidget,
)

from jbdesk.editor.canvas.activity_item import (
    DIMMED,
    MOST,
    SELECTABLE,
    SMALL,
    UNLIT,
    Light,
    Overviewing,
    light_pen,
)
from jbdesk.editor.canvas.hover_item import HoverItem
from jbdesk.editor.geometry import LABEL_MOST, Drawn, Line, PathKey, Point
from jbdesk.widgets import theme
from jbdesk.widgets.tooltips import tooltip

CORNER = 9.0
REACH = 14.0  # how near a path counts as on it
HEAD = 18.0  # how near its end the head can be grabbed
ROOM = 14.0  # around the line, for its width, its stop and its shape
STOP = 5.0  # radius of the stop where a path ends
PATH, _SELECTED = ("path", 1.5), ("accent", 2.5)


class PathItem(HoverItem):
    """One path, from an activity's outcome to the next activity or a stop."""

    def __init__(self, key: PathKey) -> None:
        super().__init__()
        self.key = key
        self.drawn: Drawn | None = None
        self.light = UNLIT
        self._line: Line | None = None
        self._label: str | None = ""  # as it fits; None: not measured yet
        self._path: QPainterPath | None = None
        self._straight: list[QLineF] | None = None
        self._shape: QPainterPath | None = None
        self.overview: Overviewing | None = None  # paints it from afar
        self.setFlag(SELECTABLE)
        self.setAcceptHoverEvents(True)

    def show_drawn(self, drawn: Drawn) -> None:
        """Take a path's label and end; its line follows by `show_line`."""
        before, self.drawn = self.drawn, drawn
        if before is None or drawn.label != before.label:
            self._label = None if drawn.label else ""
            if self._line is not None:
                self._measure(self._line)
        elif drawn.target != before.target:
            self.update()

    @property
    def label(self) -> str:
        """The words on the path, as far as they have room."""
        if self._label is None:
            assert self.drawn is not None
            self._label = _fitting(self.drawn.label[:MOST])
        return self._label

    def show_line(self, line: Line) -> None:
        if line != self._line:
            self._line = line
            self._path = self._straight = self._shape = None
            self._measure(line)

    def _measure(self, line: Line) -> None:
        left, top, width, height = _room_of(line)
        if self._label == "":
            self.setRect(left, top, width, height)
            return
        room = QRectF(left, top, width, height)
        self.setRect(room.united(self.label_rect().adjusted(-2, -2, 2, 2)))

    @property
    def straight(self) -> list[QLineF]:
        """The line as it is seen from afar."""
        if self._straight is None:
            self._straight = straight(self._line) if self._line else []
        return self._straight

    @property
    def rounded(self) -> QPainterPath:
        """The line as it is painted."""
        if self._path is None:
            self._path = rounded(self._line) if self._line else QPainterPath()
        return self._path

    @property
    def line(self) -> Line | None:
        return self._line

    def show_light(self, light: Light) -> None:
        if light is not self.light:
            self.light = light
            self.setZValue(
                1 if light in (Light.TAKEN, Light.AIM, Light.FORBIDDEN) else 0
            )
            self.update()

    def rest(self) -> None:
        """Leave the canvas; nothing of the moment is kept."""
        self.is_hovered = False
        self.setSelected(False)
        self.show_light(Light.NONE)

    @property
    def head(self) -> QPointF:
        return QPointF(*self._line[5]) if self._line else QPointF()

    @property
    def is_end(self) -> bool:
        return self.drawn is not None and self.drawn.target is None

    def label_rect(self) -> QRectF:
        width = _width_of(self.label) + 10
        if self._line is None:
            return QRectF(0, 0, width, 18)
        (x, y), (into, _) = self._line[2:4]
        return QRectF(x + 15 if into >= x else x - 15 - width, y - 9, width, 18)

    def shape(self) -> QPainterPath:
        if self._shape is None:
            stroker = QPainterPathStroker()
            stroker.setWidth(REACH)
            self._shape = stroker.createStroke(self.rounded)
            self._shape.addEllipse(self.head, REACH, REACH)
        return self._shape

    def _tell(self) -> None:
        text = " ".join(self.drawn.label.split()) if self.drawn else ""
        self.setToolTip(tooltip(text) if text != self.label else "")

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        if self.overview is not None and self.overview.is_painting:
            return
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.light is Light.DIMMED:
            painter.setOpacity(painter.opacity() * DIMMED)
        token, width = self.stroke
        painter.setPen(light_pen(self.light, token, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self.rounded)
        if self.is_end:
            self._paint_stop(painter, token)
        elif self.is_hovered or self.isSelected():
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(self.head - QPointF(6, 0), 4, 4)
        if self.label and zoom >= SMALL:
            self._paint_label(painter, token)

    @property
    def stroke(self) -> tuple[str, float]:
        """The colour and the width of its line."""
        if self.light is UNLIT and not self.is_hovered:
            return _SELECTED if self.isSelected() else PATH
        if self.light is Light.FORBIDDEN:
            return "bad", 2.5
        if self.isSelected() or self.light is Light.AIM:
            return _SELECTED
        if self.light is Light.TARGET or self.is_hovered:
            return "accent", 1.75
        if self.light is Light.TAKEN:
            return "entry", 2.0
        return PATH

    def _paint_stop(self, painter: QPainter, token: str) -> None:
        painter.setPen(QPen(theme.colour(token), 1.5))
        painter.setBrush(theme.colour("canvas"))
        painter.drawEllipse(self.head, STOP, STOP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(token))
        painter.drawRect(QRectF(self.head.x() - 1.75, self.head.y() - 1.75, 3.5, 3.5))

    def _paint_label(self, painter: QPainter, token: str) -> None:
        place = self.label_rect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("canvas"))
        painter.drawRect(place)
        painter.setPen(theme.colour("muted" if token == "path" else token))  # noqa: S105 - a colour
        painter.setFont(theme.font("caption"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.label)


@lru_cache(maxsize=1024)  # of many paths few say what no other says
def _fitting(label: str) -> str:
    right = Qt.TextElideMode.ElideRight
    text = " ".join(label.split())
    return theme.metrics("caption").elidedText(text, right, LABEL_MOST)


@lru_cache(maxsize=1024)
def _width_of(label: str) -> float:
    return theme.metrics("caption").horizontalAdvance(label)


@lru_cache(maxsize=4096)  # who undoes comes back to the lines from before
def straight(line: Line) -> list[QLineF]:
    """Give the line in as few pieces as it takes; most paths are one."""
    (left, top), (out, _), (_, run), (into, _), _, (right, bottom) = line
    if top == run == bottom:
        return [QLineF(left, top, right, top)]
    if top == run:
        return [
            QLineF(left, top, into, top),
            QLineF(into, top, into, bottom),
            QLineF(into, bottom, right, bottom),
        ]
    pieces = [QLineF(left, top, out, top), QLineF(out, top, out, run)]
    if run == bottom:
        return [*pieces, QLineF(out, run, right, run)]
    pieces += [QLineF(out, run, into, run), QLineF(into, run, into, bottom)]
    return [*pieces, QLineF(into, bottom, right, bottom)]


def rounded(line: Sequence[Point]) -> QPainterPath:
    """Give the line with round corners; points on one spot are one point."""
    points = [line[0]]
    points += [b for a, b in pairwise(line) if a != b]
    path = QPainterPath(QPointF(*points[0]))
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER, _length(before, corner) / 2, _length(corner, after) / 2)
        path.lineTo(_toward(corner, before, radius))
        path.quadTo(QPointF(*corner), _toward(corner, after, radius))
    path.lineTo(QPointF(*points[-1]))
    return path


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _toward(a: Point, b: Point, distance: float) -> QPointF:
    share = distance / (_length(a, b) or 1)
    return QPointF(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


@lru_cache(maxsize=8192)  # undo and redo come back to lines that were drawn
def _room_of(line: Line) -> tuple[float, float, float, float]:
    """Give left, top, width and height of what a line takes."""
    (a, b), (c, _), (_, d), (e, _), (_, f), (g, _) = line
    left, top = min(a, c, e, g) - ROOM, min(b, d, f) - ROOM
    right, bottom = max(a, c, e, g) + ROOM, max(b, d, f) + ROOM
    return left, top, right - left, bottom - top
