"""Two journeys on one canvas: the later one, with ghosts of what is gone.

Nothing can be edited here. What is chosen follows the list beside it, and a click on
a card or a path tells the list.
"""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QResizeEvent
from shiboken6 import isValid

from jbdesk.editor.canvas.activity_item import ActivityItem
from jbdesk.editor.canvas.canvas_view import LEGIBLE, CanvasView
from jbdesk.editor.canvas.card_face import face_of
from jbdesk.editor.canvas.path_item import PathItem
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.comparing.compare_marks import (
    CHANGED,
    CONFLICT,
    LOOKS,
    CardMark,
    Look,
    PathMark,
)
from jbdesk.editor.document import Document
from jbdesk.editor.geometry import KINDS
from jbdesk.model.comparing.difference_overlay import Overlay
from jbdesk.model.journey import Stamp
from jbdesk.model.problem import Where

PARTS = {ref: kind for kind, ref in KINDS.items()}  # what a header's card stands for
_READ_ONLY = Stamp(status="Compared")


class CompareScene(JourneyScene):
    """Cards and paths of an overlay with their marks."""

    def __init__(self, laid: Overlay, conflicts: frozenset[str] = frozenset()) -> None:
        document = Document(laid.journey, _READ_ONLY)
        super().__init__(document)
        document.setParent(self)
        self.laid = laid
        self._show_faces()
        for key, kind in laid.paths.items():
            PathMark(self.paths[key], LOOKS[kind])
        looks: dict[str, Look] = {
            KINDS[each]: CHANGED for each in laid.headers if each in KINDS
        }
        looks |= {ref: LOOKS[kind] for ref, kind in laid.cards.items()}
        looks |= dict.fromkeys(conflicts, CONFLICT)
        for ref, look in looks.items():
            if ref in self.cards:
                CardMark(self.cards[ref], look)

    def _show_faces(self) -> None:
        """Tell what each activity is, not what its ghosts make of it."""
        for ref in self.laid.journey.by_ref:
            self.cards[ref].show_face(face_of(self.laid.activity(ref)))

    def show_problems(self) -> None:
        """Tell of none: what is compared is not mended here."""
        super().show_problems()
        if hasattr(self, "laid"):
            self._show_faces()


class CompareCanvas(CanvasView):
    """Zooms and pans; a click chooses what is there."""

    chosen = Signal(Where)

    def __init__(self, laid: Overlay, conflicts: frozenset[str] = frozenset()) -> None:
        self._compared = CompareScene(laid, conflicts)
        super().__init__(self._compared)
        self._compared.setParent(self)
        self._shown: Where | None = None
        self._is_showing = False
        self.setAccessibleName("Comparison canvas")
        self.setDragMode(self.DragMode.ScrollHandDrag)
        self._compared.selectionChanged.connect(self._clicked)

    def open_well(self) -> None:
        """Show all of it, where that can still be read."""
        super().open_well()
        room, whole = self.viewport().rect(), self.journey_scene.content
        fits = min(room.width() / whole.width(), room.height() / whole.height())
        if fits >= LEGIBLE:
            self._fit()

    def show_chosen(self, where: Where) -> None:
        """Bring a place into view and ring it."""
        self._shown = where
        self._is_showing = True
        self._compared.clearSelection()
        scene = self._compared
        ref = where.key or KINDS.get(where.kind, "")
        if where.outcome is not None and (where.key, where.outcome) in scene.paths:
            path = scene.paths[where.key, where.outcome]
            path.setSelected(True)
            self.ensureVisible(QRectF(path.head, path.head).adjusted(-90, -30, 20, 30))
        elif ref in scene.cards:
            scene.cards[ref].setSelected(True)
            self.reveal(ref)
        self._is_showing = False

    def look_as(self, other: CanvasView) -> None:
        """Look at the same place as another canvas, as near."""
        self.resize(other.size())
        self.set_zoom(other.zoom)
        self.horizontalScrollBar().setValue(other.horizontalScrollBar().value())
        self.verticalScrollBar().setValue(other.verticalScrollBar().value())

    def _clicked(self) -> None:
        # Qt tells of a changed selection even while the scene is being destroyed.
        if self._is_showing or not isValid(self._compared):
            return
        for item in self._compared.selectedItems():
            if isinstance(item, ActivityItem):
                kind = PARTS.get(item.ref, "activity")
                self.chosen.emit(Where(kind, "" if item.ref in PARTS else item.ref))
            elif isinstance(item, PathItem):
                self.chosen.emit(Where("outcome", item.key[0], item.key[1]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None:
            self.show_chosen(self._shown)
