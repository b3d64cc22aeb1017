"""A plain QGraphicsScene with stock items: what the editor's canvas is held against."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsItem,
    QGraphicsPathItem,
    QGraphicsRectItem,
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
)

from tests.bench.canvas_shape import Shape

CARD = QRectF(0, 0, 156, 52)


def prepare() -> None:
    QApplication([])


class Canvas:
    """A rectangle with a text for each activity, a curve for each path."""

    size = (1280, 800)

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._scene = QGraphicsScene()
        places = shape.places()
        self._cards = [self._card(n, places[n]) for n in range(shape.count)]
        self._paths = [self._path(*ends) for ends in shape.paths]
        self._gone: list[QGraphicsItem] = []
        self.view = QGraphicsView(self._scene)
        self.view.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.view.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.widget = self.view

    def _card(self, number: int, place: tuple[float, float]) -> QGraphicsRectItem:
        card = QGraphicsRectItem(CARD)
        card.setBrush(QBrush(QColor("white")))
        card.setPen(QPen(QColor("#c3cad3"), 1))
        card.setPos(*place)
        card.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        QGraphicsSimpleTextItem(f"Activity {number}", card).setPos(46, 8)
        self._scene.addItem(card)
        return card

    def _path(self, source: int, target: int) -> QGraphicsPathItem:
        item = QGraphicsPathItem(self._curve(source, target))
        item.setPen(QPen(QColor("#a3aeba"), 1.5))
        item.setZValue(-1)
        self._scene.addItem(item)
        return item

    def _curve(self, source: int, target: int) -> QPainterPath:
        start = self._cards[source].pos() + QPointF(CARD.right(), CARD.center().y())
        end = self._cards[target].pos() + QPointF(0, CARD.center().y())
        curve = QPainterPath(start)
        curve.cubicTo(start + QPointF(40, 0), end - QPointF(40, 0), end)
        return curve

    def zoom(self, zoom: float) -> None:
        factor = zoom / self.view.transform().m11()
        self.view.scale(factor, factor)

    def look(self) -> None:
        self.view.centerOn(self._cards[self._shape.count // 2])

    def pan(self, by: int) -> None:
        bar = self.view.horizontalScrollBar()
        bar.setValue(bar.value() + by)

    def grab(self) -> None:
        middle = self._shape.count // 2
        self._held = self._cards[middle]
        self._hung = [
            (item, ends)
            for item, ends in zip(self._paths, self._shape.paths, strict=True)
            if middle in ends
        ]
        self.view.ensureVisible(self._held)

    def drag(self, step: int) -> None:
        self._held.moveBy(3, 2 if step % 2 else 1)
        for item, ends in self._hung:
            item.setPath(self._curve(*ends))

    def let_go(self) -> None:
        """A plain item stays where it is."""

    def fit(self) -> None:
        self.view.fitInView(self._scene.sceneRect(), Qt.AspectRatioMode.KeepAspectRatio)

    def select_all(self) -> None:
        for card in self._cards:
            card.setSelected(True)

    def select_none(self) -> None:
        self._scene.clearSelection()

    def delete_half(self) -> None:
        half = self._shape.count // 2
        self._gone = [*self._cards[half:]]
        for item, (source, target) in zip(self._paths, self._shape.paths, strict=True):
            if source >= half or target >= half:
                self._gone.append(item)
        for item in self._gone:
            self._scene.removeItem(item)

    def undo(self) -> None:
        for item in self._gone:
            self._scene.addItem(item)
