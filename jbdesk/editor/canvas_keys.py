"""What the keys do while the canvas has the focus.

arrows            along the paths: back, on, to the path above or below
Home, End         the start, the end of the branch
Enter, F2         edit, rename
A, Tab            add after the selection
C                 connect: arrows choose the target, Enter connects
M                 move: arrows choose after which activity, Enter moves
Delete            remove; on a selected path: end it there
1, 0, +, -        fit, 100 %, zoom
Ctrl+A, Esc       select all, nothing
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent

from jbdesk.editor.canvas_view import STEP
from jbdesk.editor.geometry import ENTRY
from jbdesk.editor.gestures import Gestures
from jbdesk.editor.key_aim import KeyAim
from jbdesk.editor.operations import Operations
from jbdesk.editor.overlays import BranchBar, Hint
from jbdesk.editor.scene import JourneyScene
from jbdesk.editor.steps import ARROWS, neighbour

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
    edit_requested: SignalInstance
    rename_requested: SignalInstance

    @property
    def zoom(self) -> float: ...
    def set_zoom(self, zoom: float) -> None: ...
    def fit(self) -> None: ...
    def pan(self, by: QPoint) -> None: ...
    def reveal(self, ref: str) -> None: ...
    def open_quick_add(self) -> None: ...


class CanvasKeys:
    """Turns keys into steps of the selection and operations."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._operations = view.operations
        self._aim = KeyAim(view)
        self.has_space = False
        self._table: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Delete: self._operations.remove_selected,
            Qt.Key.Key_Backspace: self._operations.remove_selected,
            Qt.Key.Key_A: view.open_quick_add,
            Qt.Key.Key_C: self._aim.connect,
            Qt.Key.Key_M: self._aim.move,
            Qt.Key.Key_F2: lambda: self._with_only(view.rename_requested),
            Qt.Key.Key_Return: lambda: self._with_only(view.edit_requested),
            Qt.Key.Key_Enter: lambda: self._with_only(view.edit_requested),
            Qt.Key.Key_1: view.fit,
            Qt.Key.Key_0: lambda: view.set_zoom(1.0),
            Qt.Key.Key_Plus: lambda: view.set_zoom(view.zoom * STEP),
            Qt.Key.Key_Equal: lambda: view.set_zoom(view.zoom * STEP),
            Qt.Key.Key_Minus: lambda: view.set_zoom(view.zoom / STEP),
            Qt.Key.Key_Escape: self._escape,
        }

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key meant something here."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier:
            return self._press_with_control(key)
        if held & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        if key is Qt.Key.Key_Space:
            self.has_space = True
        elif self._aim.is_active and key in ENTER:
            self._aim.confirm()
        elif self._aim.is_active and key in WALK:
            self._aim.step(key)
        elif key in WALK:
            self._walk(key)
        elif key in self._table:
            self._table[key]()
        else:
            return False
        return True

    def _press_with_control(self, key: Qt.Key) -> bool:
        if key is Qt.Key.Key_A:
            journey = self._operations.document.journey
            self._operations.selection.choose_all(journey.by_ref)
        elif key in ARROWS:
            self._view.pan(_direction(key))
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self._table[key]()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.has_space = False

    def forget(self) -> None:
        """Let go: the focus went elsewhere."""
        self.has_space = False
        self._aim.end()

    def _walk(self, key: Qt.Key) -> None:
        selection = self._operations.selection
        here = selection.refs[-1] if selection.refs else None
        if here is None:
            selection.choose(selection.path[0] if selection.path else ENTRY)
            return
        scene = self._view.journey_scene
        journey = self._operations.document.journey
        selection.choose(neighbour(journey, scene.geometry, here, key))

    def _with_only(self, signal: SignalInstance) -> None:
        only = self._operations.selection.only
        if only is not None:
            signal.emit(only)

    def _escape(self) -> None:
        if self._aim.is_active:
            self._aim.end()
        elif self._view.gestures.is_active:
            self._view.gestures.cancel()
        elif not self._view.branch_bar.isHidden():
            self._view.branch_bar.dismiss()
        else:
            self._operations.selection.clear()


def _direction(key: Qt.Key) -> QPoint:
    across = {Qt.Key.Key_Left: PAN, Qt.Key.Key_Right: -PAN}.get(key, 0)
    down = {Qt.Key.Key_Up: PAN, Qt.Key.Key_Down: -PAN}.get(key, 0)
    return QPoint(across, down)
