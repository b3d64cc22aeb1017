"""Moves cards and paths from where they are to where they belong."""

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

from jbdesk.editor.canvas.activity_item import ActivityItem
from jbdesk.editor.canvas.path_item import PathItem
from jbdesk.editor.geometry import Geometry, Line, PathKey, Point
from jbdesk.widgets import theme


class Glide(QObject):
    """One movement at a time; a new one starts from where the last one got."""

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cards: list[tuple[ActivityItem, Point, Point]] = []
        self._paths: list[tuple[PathItem, Line, Line]] = []
        self._animation = QVariantAnimation(self)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.ended)

    def start(
        self,
        cards: dict[str, ActivityItem],
        paths: dict[PathKey, PathItem],
        geometry: Geometry,
        *,
        moving: bool,
    ) -> None:
        self._animation.stop()
        duration = theme.motion() if moving else 0
        self._cards, self._paths = [], []
        for ref, place in geometry.cards.items():
            card = cards[ref]
            if card.place == place:
                continue
            if not duration:
                card.stand_at(place)
            else:
                self._cards.append((card, card.place, place))
        for key, drawn in geometry.paths.items():
            item = paths[key]
            if item.line is None or not duration:
                item.show_line(drawn.line)
            elif item.line != drawn.line:
                self._paths.append((item, item.line, drawn.line))
        if self._cards or self._paths:
            self._animation.setDuration(duration)
            self._animation.start()
        else:
            self.finish()

    def finish(self) -> None:
        """Everything is at its place now."""
        self._animation.stop()
        self._step(1.0)
        self.ended.emit()

    def _step(self, share: float) -> None:
        for card, start, end in self._cards:
            card.stand_at(_point(start, end, share) if share < 1 else end)
        for path, old, new in self._paths:
            path.show_line(_between(old, new, share))


def _between(old: Line, new: Line, share: float) -> Line:
    if share >= 1:
        return new
    a, b, c, d, e, f = (
        _point(one, other, share) for one, other in zip(old, new, strict=True)
    )
    return a, b, c, d, e, f


def _point(one: Point, other: Point, share: float) -> Point:
    x, y = one
    return x + (other[0] - x) * share, y + (other[1] - y) * share
