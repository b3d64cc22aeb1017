"""A view of the journey that zooms, pans and knows what it shows."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from jbdesk.editor.canvas.activity_item import CARD
from jbdesk.editor.canvas.minimap import SIZE, Minimap
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.geometry import ENTRY

LEAST, MOST = 0.08, 2.5  # zoom, but that the whole journey always fits
SPECK = 0.005  # the least zoom of all
STEP = 1.2
NUDGE = 12  # pixels that the view goes on at the rim, for each move of the mouse
EDGE = 32  # kept free around what the view scrolls to
READABLE = 0.8  # a journey that fits at this zoom is opened whole
LEGIBLE = 0.55  # a way that fits at this zoom is shown whole


class CanvasView(QGraphicsView):
    """Zoom with the wheel or by keys; the minimap in the corner."""

    zoomed = Signal(float)

    def __init__(self, scene: JourneyScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.journey_scene = scene
        self._is_fresh = True  # nobody looked elsewhere yet
        self._followed: tuple[str, ...] = ()
        # On the viewport: under something that lies on the view nothing could be
        # moved by a scroll, all would be painted anew.
        self.minimap = Minimap(scene, self.viewport())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(
            QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate
        )
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Journey canvas")
        self.setAcceptDrops(False)  # a file that is dragged here is for the window
        self.minimap.looked_at.connect(self._look_at)
        self.horizontalScrollBar().valueChanged.connect(self.show_seen)
        self.verticalScrollBar().valueChanged.connect(self.show_seen)

    @property
    def zoom(self) -> float:
        return self.transform().m11()

    def keep_look(self) -> None:
        """Take it that the person chose what is seen: a resize leaves it."""
        self._is_fresh = False

    def set_zoom(self, zoom: float) -> None:
        self.keep_look()
        self._zoom_to(zoom)

    def _zoom_to(self, zoom: float) -> None:
        least = max(SPECK, min(LEAST, self._fitting()))
        wanted = max(least, min(MOST, zoom))
        factor = wanted / self.zoom
        self.scale(factor, factor)
        self.show_seen()
        self.zoomed.emit(self.zoom)

    def fit(self) -> None:
        """Show the whole journey, but not larger than life."""
        self.keep_look()
        self._fit()

    def _fit(self) -> None:
        self._zoom_to(min(self._fitting(), 1.0))
        self.centerOn(self.journey_scene.content.center())

    def fit_to(self, refs: Iterable[str]) -> None:
        """Show these cards, but not larger than life; all where there are none."""
        whole = self._room_of(refs)
        if whole.isNull():
            self.fit()
            return
        self.set_zoom(min(self._zoom_for(whole), 1.0))
        self.centerOn(whole.center())

    def _room_of(self, refs: Iterable[str]) -> QRectF:
        """What these cards take; null where none of them is here."""
        places = self.journey_scene.geometry.cards
        whole = QRectF()
        for ref in refs:
            if ref in places:
                whole = whole.united(CARD.translated(*places[ref]))
        return whole

    def open_well(self) -> None:
        """All of it where that can be read, else its beginning at full size."""
        if self._fitting() >= READABLE:
            self._fit()
            return
        whole = self.journey_scene.content
        self._zoom_to(1.0)
        room = self.viewport().rect()
        entry = self.journey_scene.geometry.cards[ENTRY]
        height = min(max(entry[1] + 26, whole.top() + room.height() / 2 - 56), 1e6)
        if whole.height() + 88 <= room.height():
            height = whole.center().y()
        self.centerOn(QPointF(whole.left() - EDGE + room.width() / 2, height))

    def _fitting(self) -> float:
        return self._zoom_for(self.journey_scene.content)

    def _zoom_for(self, whole: QRectF) -> float:
        room, around = self.viewport().rect(), whole.adjusted(-EDGE, -44, EDGE, 56)
        return min(room.width() / around.width(), room.height() / around.height())

    def follow(self, way: Sequence[str]) -> None:
        """Show the way of a contact; not again until it goes on."""
        if tuple(way) != self._followed:
            self._followed = tuple(way)
            self._show_way()

    def _show_way(self) -> None:
        """All of it where that can be read, else where it ends."""
        if not self._followed:
            return
        whole = self._room_of((ENTRY, *self._followed))
        zoom = self._zoom_for(whole)
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        if zoom < LEGIBLE:
            self.reveal(self._followed[-1])
        elif not seen.contains(whole):
            self._zoom_to(min(zoom, 1.0))
            self.centerOn(whole.center())

    def reveal(self, ref: str) -> None:
        """Scroll until a card is in view."""
        if ref in self.journey_scene.geometry.cards:
            x, y = self.journey_scene.geometry.cards[ref]
            self.ensureVisible(CARD.translated(x, y), EDGE, EDGE)

    def place_of(self, on_screen: QPoint) -> QPointF:
        """Give the scene position under a place of the screen."""
        return self.mapToScene(self.viewport().mapFromGlobal(on_screen))

    def _look_at(self, place: QPointF) -> None:
        self.keep_look()
        self.centerOn(place)

    def pan(self, by: QPoint) -> None:
        self.keep_look()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() - by.x())
        down.setValue(down.value() - by.y())

    def pan_at_edge(self, place: QPoint) -> None:
        """Go on a little where something is dragged to the rim."""
        room = self.viewport().rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
        across = max(room.left() - place.x(), 0) or min(room.right() - place.x(), 0)
        down = max(room.top() - place.y(), 0) or min(room.bottom() - place.y(), 0)
        self.pan(QPoint(_capped(across), _capped(down)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom by the wheel; sideways, with Shift, or on a touch pad pan."""
        pixels = event.pixelDelta()
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if shifted or not pixels.isNull():
            turn = event.angleDelta()
            step = pixels if not pixels.isNull() else QPoint(turn.y(), turn.x())
            self.pan(step)
        else:
            self.set_zoom(self.zoom * STEP ** (event.angleDelta().y() / 120))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle_minimap()
        if self._is_fresh and event.size().height() > SIZE.height():
            self.open_well()
            self._show_way()
        self.show_seen()

    def _settle_minimap(self) -> None:
        area = self.viewport().rect()
        self.minimap.move(
            area.width() - SIZE.width() - 12, area.height() - SIZE.height() - 12
        )

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._settle_minimap()  # it was scrolled along

    def show_seen(self) -> None:
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        whole = self.journey_scene.content
        self.minimap.show_seen(seen)
        self.minimap.setVisible(not seen.contains(whole))


def _capped(way: int) -> int:
    return max(-NUDGE, min(NUDGE, way))
