"""Dragging on the canvas: one drag at a time, and the table of what drags do."""

from PySide6.QtCore import QObject, QPointF, Signal

from jbdesk.editor.canvas.drags import Drag, Insertion, Move, Reconnection
from jbdesk.editor.canvas.path_item import HEAD, PathItem
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.geometry import ENTRY, is_header
from jbdesk.editor.operations import Operations
from jbdesk.model.types.activity_type import ActivityType

# What the mouse does, for Help: the gesture, and what comes of it.
GESTURES = (
    ("Drag from the palette onto a path", "Insert there"),
    ("Drag from the palette onto a stop", "Append there"),
    ("Drag from the palette onto a card", "Add after it"),
    ("Drag a card onto a path, a stop or a card", "Move its branch there"),
    ("The same with Shift", "Move the activity alone"),
    ("Drag a selected card of several", "Move all of them"),
    ("Drag a path's head onto a card", "Lead the path there"),
    ("Drag a row of the outline onto another", "Move its branch there"),
    ("Drag from the palette onto a row of the outline", "Add after it"),
    ("Drag on the ground", "Select what the band touches"),
    ("Drag with Space or the middle button", "Look elsewhere"),
    ("Wheel", "Zoom at the pointer"),
    ("Shift+wheel", "Look left and right"),
    ("Click or drag in the minimap", "Look there"),
    ("Double-click on a card", "Edit it"),
    ("Double-click on a path or the ground", "Add an activity"),
    ("Ctrl+click", "Select one more, or one less"),
    ("Esc while dragging", "Nothing happened"),
)
INSIDE = 8.0  # so far inside a card the pointer means the card


class Gestures(QObject):
    """The drag that is under way, if any; places are scene positions."""

    hinted = Signal(str)  # what dropping here would do; "" ends
    barred = Signal(str)  # why it can't be dropped here

    def __init__(self, scene: JourneyScene, operations: Operations) -> None:
        super().__init__(scene)
        self._scene = scene
        self._operations = operations
        self._drag: Drag | None = None
        self.is_alone = False  # a move takes the one activity, not its branch

    @property
    def is_active(self) -> bool:
        return self._drag is not None

    def carry(self, row: ActivityType) -> None:
        """Something from the palette is on its way."""
        self.cancel()
        if not self._scene.document.is_editable:
            self.hinted.emit("Only a draft can be changed.")
            return
        self._drag = Insertion(self._scene, self._operations, self._tell, row)

    def grab(self, place: QPointF) -> bool:
        """Take the head of the path that is there, if one is."""
        path = self._scene.path_at(place)
        if path is None or path.key[0] == ENTRY or not self._is_head(path, place):
            return False
        if not self._scene.document.is_editable:
            return False
        self._drag = Reconnection(self._scene, self._operations, self._tell, path)
        return True

    def lift(self, ref: str, place: QPointF) -> bool:
        """Take an activity with its branch off the ground."""
        if is_header(ref) or not self._scene.document.is_editable:
            return False
        self.cancel()
        self._drag = Move(
            self._scene, self._operations, self._tell, ref, lambda: self.is_alone
        )
        self.move(place)
        return True

    def move(self, place: QPointF) -> None:
        if self._drag is not None:
            self._drag.aim(place)

    def drop(self, place: QPointF) -> bool:
        """End the drag here; says whether something was done."""
        self.move(place)
        drag = self._drag
        self.cancel()
        return drag is not None and drag.drop()

    def cancel(self) -> None:
        if self._drag is None:
            return
        self._drag.end()
        self._drag = None
        self._scene.light_trace()
        self.hinted.emit("")

    def _tell(self, text: str, *, is_refusal: bool = False) -> None:
        (self.barred if is_refusal else self.hinted).emit(text)

    def _is_head(self, path: PathItem, place: QPointF) -> bool:
        card = self._scene.card_at(place)
        if card is not None and place.x() - card.card_rect().left() > INSIDE:
            return False
        return (path.head - place).manhattanLength() <= HEAD * 1.5
