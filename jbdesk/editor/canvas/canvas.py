"""The canvas: what mouse and keys do to the journey in place.

It is one tab stop; arrow keys move the selection along the paths. What keys do
stands in `actions` and `canvas_keys`, what drags do in `gestures`.
"""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from jbdesk.editor.canvas.activity_item import SMALL
from jbdesk.editor.canvas.canvas_keys import CanvasKeys
from jbdesk.editor.canvas.canvas_view import CanvasView
from jbdesk.editor.canvas.find_bar import FindBar
from jbdesk.editor.canvas.gestures import Gestures
from jbdesk.editor.canvas.overlays import BranchBar, EmptyNote, Hint
from jbdesk.editor.canvas.quick_add import QuickAdd
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.canvas.selection_light import SelectionLight
from jbdesk.editor.operations import Operations, place_told
from jbdesk.model.types.activity_type import ActivityType
from jbdesk.widgets import shortcuts

_WHOLE = QGraphicsView.ViewportUpdateMode.FullViewportUpdate
_PART = QGraphicsView.ViewportUpdateMode.BoundingRectViewportUpdate
FAR = 5  # pixels that a drag moves before it counts


class Canvas(CanvasView):
    """The journey with everything that can be done to it in place."""

    edit_requested = Signal(str)  # a ref

    def __init__(
        self, scene: JourneyScene, operations: Operations, parent: QWidget | None = None
    ) -> None:
        super().__init__(scene, parent)
        self.operations = operations
        self.gestures = Gestures(scene, operations)
        self.hint = Hint(self)
        self.branch_bar = BranchBar(self, operations)
        self.quick_add = QuickAdd(self)
        self.find_bar = FindBar(self, operations)
        self._came_from: QWidget | None = None  # what opened the quick add
        self.empty = EmptyNote(self)
        self._panning: QPoint | None = None
        self._grabbed_at = QPointF()
        self._was_far = False  # as it was painted last
        self._pressed = ""  # the card under the button, until it is lifted
        self._light = SelectionLight(scene, operations.selection)
        self.keys = CanvasKeys(self)
        self.setDragMode(QGraphicsView.DragMode.RubberBandDrag)
        self._join()

    def _join(self) -> None:
        self.gestures.hinted.connect(self.hint.tell)
        self.gestures.barred.connect(partial(self.hint.tell, is_refusal=True))
        self.operations.branch_asked.connect(self.branch_bar.ask)
        self.branch_bar.closed.connect(self.setFocus)
        self.quick_add.chosen.connect(self._add)
        self.quick_add.closed.connect(self._come_back)
        self.find_bar.closed.connect(self.setFocus)
        self.journey_scene.laid_out.connect(self._laid_out)
        self.operations.selection.changed.connect(self._reveal_selection)
        self._laid_out()

    def carry(self, row: ActivityType) -> None:
        """Something is dragged out of the palette."""
        self.gestures.carry(row)

    def carry_to(self, on_screen: QPoint) -> None:
        self.gestures.move(self.place_of(on_screen))

    def carry_ends(self, on_screen: QPoint) -> None:
        """Drop it there; outside of the canvas nothing happens."""
        area = self.viewport().rect()
        is_inside = area.contains(self.viewport().mapFromGlobal(on_screen))
        if is_inside and self.gestures.drop(self.place_of(on_screen)):
            self.setFocus()
        self.gestures.cancel()

    def _add(self, row: ActivityType) -> None:
        self.operations.add(row)

    def open_quick_add(self, place: QPoint | None = None) -> None:
        if self.operations.document.is_editable:
            came_from = QApplication.focusWidget()
            self._came_from = came_from if came_from is not self else None
            path = self.operations.place_of_selection()
            where = place_told(self.operations.document.journey, path)
            at = place if place is not None else self._beside()
            self.quick_add.open_at(at, where)

    def _come_back(self) -> None:
        back = self._came_from
        (back if back is not None and back.isVisible() else self).setFocus()

    def _beside(self) -> QPoint:
        chosen = self.operations.selection.refs
        card = self.journey_scene.cards.get(chosen[-1]) if chosen else None
        if card is None:
            return self.viewport().rect().center() - QPoint(120, 130)
        return self.mapFromScene(card.card_rect().topRight() + QPointF(12, 0))

    def _laid_out(self) -> None:
        self.empty.setVisible(not self.operations.document.journey.by_ref)
        self.empty.settle()
        self.show_seen()
        self._reveal_selection()

    def _reveal_selection(self) -> None:
        selection = self.operations.selection
        only = selection.only
        if selection.path is not None and not self.hasFocus():
            only = selection.path[0]  # chosen elsewhere
        if only is not None and self.isVisible():
            self.reveal(only)

    def paintEvent(self, event: QPaintEvent) -> None:
        """From afar all is painted at once; Qt would ask thousands of items.

        What it does not paint itself it can't update in part, either.
        """
        is_far = (
            self.zoom < SMALL
            and not self.gestures.is_active
            and self.rubberBandRect().isNull()
        )
        if is_far is not self._was_far:
            self._was_far = is_far
            self.setViewportUpdateMode(_WHOLE if is_far else _PART)
        if not is_far:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        exposed = event.rect().adjusted(-1, -1, 1, 1)
        painter.setWorldTransform(self.viewportTransform())
        self.journey_scene.paint_from_afar(
            painter, self.mapToScene(exposed).boundingRect()
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keep_look()
        self.quick_add.dismiss()
        place = event.position().toPoint()
        button = event.button()
        left = button is Qt.MouseButton.LeftButton
        if button is Qt.MouseButton.MiddleButton or (left and self.keys.has_space):
            self._panning = place
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif button is Qt.MouseButton.RightButton:
            self._choose_below(place)
        elif left and self.gestures.grab(self.mapToScene(place)):
            self._grabbed_at = event.position()
        else:
            card = self.journey_scene.card_at(self.mapToScene(place))
            self._pressed = card.ref if left and card is not None else ""
            self._grabbed_at = event.position()
            super().mousePressEvent(event)

    def _choose_below(self, place: QPoint) -> None:
        """The menu is about what it was opened on."""
        at = self.mapToScene(place)
        card, path = self.journey_scene.card_at(at), self.journey_scene.path_at(at)
        selection = self.operations.selection
        if card is not None and card.ref not in selection.refs:
            selection.choose(card.ref)
        elif card is None and path is not None:
            selection.choose_path(path.key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._panning is not None:
            self.pan(place - self._panning)
            self._panning = place
        elif self.gestures.is_active:
            self._take_alone(event)
            self.pan_at_edge(place)
            self.gestures.move(self.mapToScene(place))
        elif self._pressed and self._is_far(event):
            self._take_alone(event)
            ref, self._pressed = self._pressed, ""
            self.gestures.lift(ref, self.mapToScene(place))
        else:
            super().mouseMoveEvent(event)

    def _take_alone(self, event: QMouseEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.gestures.is_alone = bool(held)

    def _is_far(self, event: QMouseEvent) -> bool:
        return (event.position() - self._grabbed_at).manhattanLength() >= FAR

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.mapToScene(event.position().toPoint())
        self._pressed = ""
        if self._panning is not None:
            self._panning = None
            self.viewport().unsetCursor()
        elif self.gestures.is_active:
            super().mouseReleaseEvent(event)  # the card lets go of the mouse
            is_far = self._is_far(event)
            path = None if is_far else self.journey_scene.path_at(place)
            if path is not None:
                self.gestures.cancel()
                self.operations.selection.choose_path(path.key)
            else:
                self.gestures.drop(place)
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        card = self.journey_scene.card_at(self.mapToScene(place))
        if card is not None:
            self.edit_requested.emit(card.ref)
            return
        path = self.journey_scene.path_at(self.mapToScene(place))
        if path is not None:
            self.operations.selection.choose_path(path.key)
        self.open_quick_add(place)

    def event(self, event: QEvent) -> bool:
        """While a target is being chosen its keys mean that and nothing else."""
        if event.type() is QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            if self.keys.wants(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keep_look()
        is_for_aim = self.keys.wants(event)
        if not is_for_aim and shortcuts.press(self, event):
            return
        if not self.keys.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self.keys.release(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keys.forget()
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab adds after a selected activity; else it goes on as everywhere."""
        if forward and self.operations.selection.refs and self.hasFocus():
            self.open_quick_add()
            return True
        return super().focusNextPrevChild(forward)
