"""What can be dragged on the canvas, each kind with its targets and its refusals.

A drag lights where it may go when it begins, says at every step what dropping here
would do or why it can't be, and makes one edit at the end.
"""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem

from jbdesk.editor.canvas.activity_item import CARD, ActivityItem, Light
from jbdesk.editor.canvas.path_item import PathItem
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.canvas.steps import upstream
from jbdesk.editor.geometry import ENTRY_PATH, PathKey, is_header
from jbdesk.editor.operations import Operations
from jbdesk.model import catalogue, edits
from jbdesk.model.texts.words import counted
from jbdesk.model.types.activity_type import ActivityType
from jbdesk.widgets import theme

GHOST = 0.75  # how dense the card is that hangs on the pointer


class Tell(Protocol):
    """Says a sentence about the drag; a refusal stands out."""

    def __call__(self, text: str, *, is_refusal: bool = False) -> None: ...


class Drag(Protocol):
    """One drag from its beginning to its end."""

    def aim(self, place: QPointF) -> None: ...
    def drop(self) -> bool: ...
    def end(self) -> None: ...


class Insertion:
    """A new activity on its way from the palette."""

    def __init__(
        self, scene: JourneyScene, operations: Operations, tell: Tell, row: ActivityType
    ) -> None:
        self._scene, self._operations, self._tell = scene, operations, tell
        self._row = row
        self._path: PathKey | None = None
        light_paths(scene, Light.TARGET)
        tell(f"Drop {row.label} on a path.")

    def aim(self, place: QPointF) -> None:
        self._path = path_for(self._scene, self._operations, place)
        light_paths(self._scene, Light.TARGET, self._path)
        told = "Release to add" if self._path is not None else "Drop"
        end = "here." if self._path is not None else "on a path."
        self._tell(f"{told} {self._row.label} {end}")

    def drop(self) -> bool:
        return self._path is not None and self._operations.add(self._row, self._path)

    def end(self) -> None:
        """Nothing of it is on the canvas."""


class Reconnection:
    """The head of a path on its way to another activity."""

    def __init__(
        self, scene: JourneyScene, operations: Operations, tell: Tell, path: PathItem
    ) -> None:
        self._scene, self._operations, self._tell = scene, operations, tell
        self._path = path.key
        self._target: str | None = None
        self._aimed: ActivityItem | None = None
        self._rubber = _rubber(path)
        scene.addItem(self._rubber)
        path.show_light(Light.AIM)
        self._barred = upstream(scene.document.journey, path.key[0])
        for ref, card in scene.cards.items():
            card.show_light(self._usual(ref))

    def _usual(self, ref: str) -> Light:
        is_barred = ref in self._barred or is_header(ref)
        return Light.DIMMED if is_barred else Light.TARGET

    def aim(self, place: QPointF) -> None:
        line = self._rubber.line()
        line.setP2(place)
        self._rubber.setLine(line)
        card = self._scene.card_at(place)
        if self._aimed is not None:
            self._aimed.show_light(self._usual(self._aimed.ref))
        self._aimed, self._target = card, None
        if card is None or is_header(card.ref):
            self._aimed = None
            self._tell("Drop the path's head on an activity.")
            return
        why_not = edits.can_connect(
            self._scene.document.journey,
            source=self._path[0],
            outcome=self._path[1],
            target=card.ref,
        )
        card.show_light(Light.FORBIDDEN if why_not else Light.AIM)
        if why_not:
            self._tell(why_not, is_refusal=True)
            return
        self._target = card.ref
        self._tell(f"Release to lead this path to “{title_of(card)}”.")

    def drop(self) -> bool:
        if self._target is None:
            return False
        return self._operations.connect_path(self._path, self._target)

    def end(self) -> None:
        self._scene.removeItem(self._rubber)


class Move:
    """A branch, lifted by its head activity; or what is selected, or one alone."""

    def __init__(
        self,
        scene: JourneyScene,
        operations: Operations,
        tell: Tell,
        ref: str,
        is_alone: Callable[[], bool],
    ) -> None:
        self._scene, self._operations, self._tell = scene, operations, tell
        self._ref = ref
        self._is_alone = is_alone
        self._path: PathKey | None = None
        self._aimed: PathKey | None = (ref, -1)  # nothing was looked at yet
        self._refs: tuple[str, ...] = ()
        self._alone = False
        self._take()
        self._ghost = _ghost(scene.cards[ref])
        scene.addItem(self._ghost)

    def _take(self) -> None:
        """Light what is moved, and where it may go."""
        self._alone = self._is_alone()
        self._refs = self._operations.moved_with(self._ref, alone=self._alone)
        for ref, card in self._scene.cards.items():
            card.show_light(Light.TARGET if ref in self._refs else Light.NONE)
        for key, path in self._scene.paths.items():
            path.show_light(self._usual(key))

    def _usual(self, key: PathKey) -> Light:
        return Light.DIMMED if key[0] in self._refs else Light.TARGET

    def aim(self, place: QPointF) -> None:
        self._ghost.setPos(place - CARD.center() + QPointF(12, 10))
        aimed = path_for(self._scene, self._operations, place)
        # Large journeys: nothing is looked at anew while the pointer stays there.
        if self._is_alone() != self._alone:
            self._take()
        elif aimed == self._aimed:
            return
        if self._aimed in self._scene.paths and aimed != self._aimed:
            self._scene.paths[self._aimed].show_light(self._usual(self._aimed))
        self._aimed, self._path = aimed, None
        if aimed is None:
            self._tell(f"Drop {self._told()} on a path or an activity.")
            return
        why_not = self._operations.why_not_move(self._refs, aimed)
        light = Light.FORBIDDEN if why_not else Light.AIM
        self._scene.paths[aimed].show_light(light)
        if why_not:
            self._tell(why_not, is_refusal=True)
            return
        self._path = aimed
        hint = "" if len(self._refs) == 1 else " Shift moves it alone."
        self._tell(f"Release to move {self._told()} here.{hint}")

    def _told(self) -> str:
        name = catalogue.title(self._scene.document.journey[self._ref])
        more = len(self._refs) - 1
        return f"“{name}” and {counted(more, 'more')}" if more else f"“{name}”"

    def drop(self) -> bool:
        return self._path is not None and self._operations.move(self._refs, self._path)

    def end(self) -> None:
        self._scene.removeItem(self._ghost)


def light_paths(
    scene: JourneyScene, light: Light, aimed: PathKey | None = None
) -> None:
    for key, path in scene.paths.items():
        path.show_light(Light.AIM if key == aimed else light)


def path_for(
    scene: JourneyScene, operations: Operations, place: QPointF
) -> PathKey | None:
    """The path that is there, or the one behind the card that is."""
    card = scene.card_at(place)
    if card is not None:
        return operations.place_after(card.ref)
    path = scene.path_at(place)
    if path is not None:
        return path.key
    return None if scene.document.journey.by_ref else ENTRY_PATH


def title_of(card: ActivityItem) -> str:
    return card.face.title if card.face else card.ref


def _rubber(path: PathItem) -> QGraphicsLineItem:
    start = QPointF(*path.line[1]) if path.line else path.head
    rubber = QGraphicsLineItem()
    rubber.setLine(start.x(), start.y(), path.head.x(), path.head.y())
    rubber.setPen(QPen(theme.colour("accent"), 2))
    rubber.setZValue(3)
    return rubber


def _ghost(card: ActivityItem) -> ActivityItem:
    ghost = ActivityItem(card.ref)
    ghost.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable, False)
    ghost.setOpacity(GHOST)
    ghost.setZValue(4)
    ghost.stand_at(card.place)
    if card.face is not None:
        ghost.show_face(card.face)
    return ghost
