"""Dragging on the canvas: from the palette onto a path, a path's head elsewhere.

gesture                          does
palette row, onto a path         inserts there
palette row, onto a stop         appends there
palette row, onto a card         adds after it
a path's head, onto a card       leads the path there (a join, if others do)
Esc                              nothing happened
"""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsLineItem

from jbdesk.editor.activity_item import Light
from jbdesk.editor.geometry import ENTRY, PathKey
from jbdesk.editor.operations import Operations
from jbdesk.editor.path_item import HEAD, PathItem
from jbdesk.editor.scene import JourneyScene
from jbdesk.model import edits
from jbdesk.model.activity_type import ActivityType
from jbdesk.model.journey import Journey
from jbdesk.widgets import theme


@dataclass
class _Insertion:
    row: ActivityType
    path: PathKey | None = None


@dataclass
class _Reconnection:
    path: PathKey
    rubber: QGraphicsLineItem
    target: str | None = None


class Gestures(QObject):
    """The drag that is under way, if any; places are scene positions."""

    hinted = Signal(str)  # what dropping here would do, or why it can't be; "" ends

    def __init__(self, scene: JourneyScene, operations: Operations) -> None:
        super().__init__(scene)
        self._scene = scene
        self._operations = operations
        self._drag: _Insertion | _Reconnection | None = None

    @property
    def is_active(self) -> bool:
        return self._drag is not None

    def carry(self, row: ActivityType) -> None:
        """Something from the palette is on its way."""
        self.cancel()
        if not self._scene.document.is_editable:
            self.hinted.emit("Only a draft can be changed.")
            return
        self._drag = _Insertion(row)
        for path in self._scene.paths.values():
            path.show_light(Light.TARGET)
        self.hinted.emit(f"Drop {row.label} on a path.")

    def grab(self, place: QPointF) -> bool:
        """Take the head of the path that is there, if one is."""
        path = self._scene.path_at(place)
        if path is None or path.key[0] == ENTRY or not self._is_head(path, place):
            return False
        if not self._scene.document.is_editable:
            return False
        self._drag = _Reconnection(path.key, self._rubber(path, place))
        path.show_light(Light.AIM)
        barred = _upstream(self._scene.document.journey, path.key[0])
        for ref, card in self._scene.cards.items():
            if ref not in barred and ref != ENTRY:
                card.show_light(Light.TARGET)
        return True

    def move(self, place: QPointF) -> None:
        if isinstance(self._drag, _Insertion):
            self._aim_insertion(self._drag, place)
        elif self._drag is not None:
            self._aim_reconnection(self._drag, place)

    def drop(self, place: QPointF) -> bool:
        """End the drag here; says whether something was done."""
        self.move(place)
        drag = self._drag
        self.cancel()
        if isinstance(drag, _Insertion) and drag.path is not None:
            return self._operations.add(drag.row, drag.path)
        if isinstance(drag, _Reconnection) and drag.target is not None:
            return self._operations.connect_path(drag.path, drag.target)
        return False

    def cancel(self) -> None:
        if self._drag is None:
            return
        if isinstance(self._drag, _Reconnection):
            self._scene.removeItem(self._drag.rubber)
        self._drag = None
        self._scene.light_trace()
        self.hinted.emit("")

    def _aim_insertion(self, drag: _Insertion, place: QPointF) -> None:
        drag.path = self._path_for(place)
        for key, path in self._scene.paths.items():
            path.show_light(Light.AIM if key == drag.path else Light.TARGET)
        told = "Release to add" if drag.path is not None else "Drop"
        end = "here." if drag.path is not None else "on a path."
        self.hinted.emit(f"{told} {drag.row.label} {end}")

    def _path_for(self, place: QPointF) -> PathKey | None:
        card = self._scene.card_at(place)
        if card is not None:
            return self._operations.place_after(card.ref)
        path = self._scene.path_at(place)
        if path is not None:
            return path.key
        return None if self._scene.document.journey.by_ref else (ENTRY, 0)

    def _aim_reconnection(self, drag: _Reconnection, place: QPointF) -> None:
        line = drag.rubber.line()
        line.setP2(place)
        drag.rubber.setLine(line)
        card = self._scene.card_at(place)
        old, drag.target = drag.target, None
        if old is not None:
            self._scene.cards[old].show_light(Light.TARGET)
        if card is None or card.ref == ENTRY:
            self.hinted.emit("Drop the path's head on an activity.")
            return
        why_not = edits.can_connect(
            self._scene.document.journey,
            source=drag.path[0],
            outcome=drag.path[1],
            target=card.ref,
        )
        if why_not:
            self.hinted.emit(why_not)
            return
        drag.target = card.ref
        card.show_light(Light.AIM)
        title = card.face.title if card.face else card.ref
        self.hinted.emit(f"Release to lead this path to “{title}”.")

    def _rubber(self, path: PathItem, place: QPointF) -> QGraphicsLineItem:
        start = QPointF(*path.line[1]) if path.line else place
        rubber = QGraphicsLineItem()
        rubber.setLine(start.x(), start.y(), place.x(), place.y())
        rubber.setPen(QPen(theme.colour("accent"), 2))
        rubber.setZValue(3)
        self._scene.addItem(rubber)
        return rubber

    @staticmethod
    def _is_head(path: PathItem, place: QPointF) -> bool:
        return (path.head - place).manhattanLength() <= HEAD * 1.5


def _upstream(journey: Journey, ref: str) -> set[str]:
    """Give the activity and all that leads to it: a path back there closes a loop."""
    found = {ref}
    waiting = [ref]
    while waiting:
        for source, _ in journey.arrivals[waiting.pop()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found
