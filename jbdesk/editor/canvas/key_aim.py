"""Choosing a target by keys: where a path is led, or behind what a branch goes.

The arrows choose, Enter does it, Esc leaves everything as it is.
"""

from typing import Protocol

from PySide6.QtCore import Qt

from jbdesk.editor.canvas.activity_item import Light
from jbdesk.editor.canvas.drags import title_of
from jbdesk.editor.canvas.overlays import Hint
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.canvas.steps import neighbour
from jbdesk.editor.geometry import ENTRY, PathKey, is_header
from jbdesk.editor.operations import Operations
from jbdesk.model import edits


class View(Protocol):
    """What the aim needs of the canvas."""

    journey_scene: JourneyScene
    operations: Operations
    hint: Hint

    def reveal(self, ref: str) -> None: ...


class KeyAim:
    """The target that the arrow keys are choosing, if any."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._operations = view.operations
        self._target: str | None = None
        self._moved: tuple[str, ...] = ()  # empty: a path is being led

    @property
    def is_active(self) -> bool:
        return self._target is not None

    def connect(self) -> None:
        """Lead the selected path, or the one after the selection, elsewhere."""
        ref = self._operations.place_of_selection()[0]
        if ref == ENTRY or not self._operations.document.is_editable:
            return
        self._target, self._moved = ref, ()
        self._view.hint.tell(
            "Choose the target with the arrow keys; Enter connects, Esc cancels."
        )

    def move(self) -> None:
        """Move the selected branch behind another activity."""
        chosen = self._operations.selection.activities
        if not chosen or not self._operations.document.is_editable:
            return
        self._target = chosen[0]
        self._moved = self._operations.moved_with(chosen[0])
        self._view.hint.tell(
            "Choose with the arrow keys after which activity; Enter moves, Esc cancels."
        )

    def step(self, key: Qt.Key) -> None:
        assert self._target is not None
        scene = self._view.journey_scene
        journey = self._operations.document.journey
        aimed = neighbour(journey, scene.geometry, self._target, key)
        if not is_header(aimed) or (self._moved and aimed == ENTRY):
            self._aim(aimed)

    def _aim(self, target: str) -> None:
        self._target = target
        scene = self._view.journey_scene
        scene.light_trace()
        why_not = self._why_not(target)
        light = Light.FORBIDDEN if why_not else Light.AIM
        scene.cards[target].show_light(light)
        self._view.reveal(target)
        title = title_of(scene.cards[target])
        does = "moves it after" if self._moved else "leads the path to"
        self._view.hint.tell(
            why_not or f"Enter {does} “{title}”.", is_refusal=bool(why_not)
        )

    def _why_not(self, target: str) -> str:
        if self._moved:
            path = self._place_after(target)
            return self._operations.why_not_move(self._moved, path)
        source, outcome = self._operations.place_of_selection()
        journey = self._operations.document.journey
        return edits.can_connect(journey, source=source, outcome=outcome, target=target)

    def _place_after(self, target: str) -> PathKey:
        return self._operations.place_after(target)

    def confirm(self) -> None:
        target, moved = self._target, self._moved
        assert target is not None
        path = self._operations.place_of_selection()
        self.end()
        if moved:
            self._operations.move(moved, self._place_after(target))
        else:
            self._operations.connect_path(path, target)

    def end(self) -> None:
        if self._target is not None:
            self._target = None
            self._view.journey_scene.light_trace()
            self._view.hint.tell("")
