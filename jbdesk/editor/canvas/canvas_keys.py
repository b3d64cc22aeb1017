"""The keys that lead about on the canvas; what else has keys stands in `actions`.

arrows            along the paths: back, on, to the path above or below
Home, End         the start, the end of the branch
Enter, Esc        do it, or not, while a target is being chosen
Ctrl+arrows       look elsewhere
Space             hold it to drag the ground
"""

from typing import Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent

from jbdesk.editor.canvas.gestures import Gestures
from jbdesk.editor.canvas.key_aim import KeyAim
from jbdesk.editor.canvas.overlays import BranchBar, Hint
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.canvas.steps import ARROWS, neighbour
from jbdesk.editor.geometry import ENTRY
from jbdesk.editor.operations import Operations

WALK = (*ARROWS, Qt.Key.Key_Home, Qt.Key.Key_End)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PAN = 60  # pixels a Ctrl+arrow moves the view


class View(Protocol):
    """What the keys need of the canvas."""

    journey_scene: JourneyScene
    operations: Operations
    gestures: Gestures
    hint: Hint
    branch_bar: BranchBar

    def pan(self, by: QPoint) -> None: ...
    def reveal(self, ref: str) -> None: ...


class CanvasKeys:
    """Turns keys into steps of the selection and operations."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._operations = view.operations
        self.aim = KeyAim(view)
        self.has_space = False

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the target that is being chosen, whatever else."""
        keys = (*WALK, *ENTER, Qt.Key.Key_Escape)
        return self.aim.is_active and not _held(event) and event.key() in keys

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key, held = Qt.Key(event.key()), _held(event)
        if held == Qt.KeyboardModifier.ControlModifier and key in ARROWS:
            self._view.pan(_direction(key))
        elif held:
            return False
        elif key is Qt.Key.Key_Space:
            self.has_space = True
        elif key is Qt.Key.Key_Escape:
            self._escape()
        elif key in WALK:
            (self.aim.step if self.aim.is_active else self._walk)(key)
        elif self.aim.is_active and key in ENTER:
            self.aim.confirm()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.has_space = False

    def forget(self) -> None:
        """Let go: the focus went elsewhere."""
        self.has_space = False
        self.aim.end()

    def _walk(self, key: Qt.Key) -> None:
        selection = self._operations.selection
        here = selection.refs[-1] if selection.refs else None
        if here is None:
            selection.choose(selection.path[0] if selection.path else ENTRY)
            return
        scene = self._view.journey_scene
        journey = self._operations.document.journey
        selection.choose(neighbour(journey, scene.geometry, here, key))

    def _escape(self) -> None:
        if self.aim.is_active:
            self.aim.end()
        elif self._view.gestures.is_active:
            self._view.gestures.cancel()
        elif not self._view.branch_bar.isHidden():
            self._view.branch_bar.dismiss()
        else:
            self._operations.selection.clear()


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _direction(key: Qt.Key) -> QPoint:
    across = {Qt.Key.Key_Left: PAN, Qt.Key.Key_Right: -PAN}.get(key, 0)
    down = {Qt.Key.Key_Up: PAN, Qt.Key.Key_Down: -PAN}.get(key, 0)
    return QPoint(across, down)
