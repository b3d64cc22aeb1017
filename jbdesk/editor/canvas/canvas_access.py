"""The canvas for screen readers: a list of its activities.

Qt does not expose the items of a scene. So the canvas answers as a list whose
children are the entry and the activities in the order of the journey, and the path
that is selected, if one is. Whatever comes to be selected is told.
"""

from typing import Any, ClassVar

from PySide6.QtCore import QObject, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from jbdesk.editor.canvas.canvas import Canvas
from jbdesk.editor.geometry import ENTRY, PathKey, headers_of
from jbdesk.editor.labels import outcome_name
from jbdesk.model import catalogue

Place = str | PathKey  # a card's ref, or a path's key


class PartAccess(QAccessibleInterface):
    """A card or a path as a list item; it stands for another one when it is free."""

    def __init__(self) -> None:
        super().__init__()
        self._canvas: Canvas | None = None
        self._parent: CanvasAccess | None = None
        self._place: Place = ""

    def stand_for(self, canvas: Canvas, parent: "CanvasAccess", place: Place) -> None:
        self._canvas, self._parent, self._place = canvas, parent, place

    def let_go(self) -> None:
        self._canvas = self._parent = None

    def _item(self) -> Any:
        if self._canvas is None or not isValid(self._canvas):
            return None
        scene = self._canvas.journey_scene
        if isinstance(self._place, str):
            return scene.cards.get(self._place)
        return scene.paths.get(self._place)

    def isValid(self) -> bool:
        return self._item() is not None

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._parent.window() if self._parent is not None else None

    def parent(self) -> Any:  # None is what Qt takes for "none"
        return self._parent

    def child(self, _index: int) -> Any:  # None is what Qt takes for "none"
        return None

    def childAt(self, _x: int, _y: int) -> Any:  # None is what Qt takes for "none"
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def text(self, kind: QAccessible.Text) -> str:
        item, canvas = self._item(), self._canvas
        if item is None or canvas is None:
            return ""
        if not isinstance(self._place, str):
            is_name = kind is QAccessible.Text.Name
            return path_words(canvas, self._place) if is_name else ""
        face = item.face
        if face is None:
            return ""
        if kind is QAccessible.Text.Name:
            return str(face.title)
        told = ". ".join(filter(None, (face.spoken, item.own_note)))
        return told if kind is QAccessible.Text.Description else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Keep the text: a name is changed in the inspector."""

    def rect(self) -> QRect:
        item, canvas = self._item(), self._canvas
        if item is None or canvas is None:
            return QRect()
        area: QRectF = (
            item.card_rect()
            if isinstance(self._place, str)
            else item.sceneBoundingRect()
        )
        shown = canvas.mapFromScene(area).boundingRect()
        place = canvas.viewport().mapToGlobal(shown.topLeft())
        return QRect(place, shown.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        made, canvas = QAccessible.State(), self._canvas
        if canvas is None or not isValid(canvas):
            made.invalid = True
            return made
        selection = canvas.operations.selection
        is_chosen = self._place in selection.refs or self._place == selection.path
        for name, is_set in (
            ("selectable", True),
            ("focusable", True),
            ("selected", is_chosen),
            ("focused", is_chosen and canvas.hasFocus()),
        ):
            setattr(made, name, is_set)
        return made


def path_words(canvas: Canvas, key: PathKey) -> str:
    """Say a path: where it comes from and where it leads."""
    journey = canvas.operations.document.journey
    drawn = canvas.journey_scene.paths[key].drawn
    target = drawn.target if drawn is not None else None
    end = f"leads to {catalogue.title(journey[target])}" if target else "ends here"
    if key[0] == ENTRY:
        return f"Path from the entry, {end}"
    activity = journey[key[0]]
    name = outcome_name(activity, key[1]) if len(activity.outcomes) > 1 else ""
    told = f"{name} of {catalogue.title(activity)}" if name else ""
    return f"Path {told or f'after {catalogue.title(activity)}'}, {end}"


class _Parts:
    """What stands for the places of one canvas.

    Qt keeps what it was given for good, so what is free stands for the next place.
    """

    free: ClassVar[list[PartAccess]] = []

    def __init__(self) -> None:
        self._kept: dict[Place, PartAccess] = {}

    def at(self, canvas: Canvas, parent: "CanvasAccess", place: Place) -> PartAccess:
        if place not in self._kept:
            part = self.free.pop() if self.free else _registered()
            part.stand_for(canvas, parent, place)
            self._kept[place] = part
        return self._kept[place]

    def place_of(self, part: QAccessibleInterface) -> Place | None:
        return next((at for at, each in self._kept.items() if each is part), None)

    def keep(self, places: set[Place]) -> None:
        for gone in self._kept.keys() - places:
            part = self._kept.pop(gone)
            part.let_go()
            self.free.append(part)

    def drop(self) -> None:
        self.keep(set())


def _registered() -> PartAccess:
    part = PartAccess()
    QAccessible.registerAccessibleInterface(part)
    return part


class CanvasAccess(QAccessibleWidget):
    """The canvas as the list of its cards."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, "Journey canvas")
        self._canvas = canvas
        self._parts = _Parts()
        canvas.destroyed.connect(self._parts.drop)

    def _places(self) -> tuple[Place, ...]:
        operations = self._canvas.operations
        journey, path = operations.document.journey, operations.selection.path
        chosen = (path,) if path in self._canvas.journey_scene.paths else ()
        return (
            *headers_of(journey),
            *journey.by_ref,
            *(each for each in chosen if each),
        )

    def childCount(self) -> int:
        return len(self._places())

    def child(self, index: int) -> Any:  # None is what Qt takes for "none"
        places = self._places()
        if not 0 <= index < len(places):
            return None
        place = places[index]
        return self._parts.at(self._canvas, self, place)

    def tidy(self) -> None:
        """Take back what stands for cards and paths that are gone."""
        self._parts.keep(set(self._places()))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        place, places = self._parts.place_of(child), self._places()
        return places.index(place) if place in places else -1

    def childAt(self, x: int, y: int) -> Any:  # None is what Qt takes for "none"
        for number in range(self.childCount()):
            found = self.child(number)
            if found is not None and found.rect().contains(x, y):
                return found
        return None

    def chosen(self) -> int:
        """Which child is the one that was selected last; -1 where none is."""
        selection = self._canvas.operations.selection
        place = selection.path or (selection.refs[-1] if selection.refs else None)
        places = self._places()
        return places.index(place) if place in places else -1


_installed: list[Any] = []
_kept: list[CanvasAccess] = []  # Qt holds no reference to what Python made


def _made(_name: str, thing: QObject | None) -> Any:  # None is what Qt takes for "none"
    if not isinstance(thing, Canvas):
        return None
    _kept[:] = [each for each in _kept if isValid(each)]
    _kept.append(CanvasAccess(thing))
    made: QAccessibleInterface = _kept[-1]
    return made


def install() -> None:
    """Let screen readers see what is on the canvas."""
    if not _installed:
        _installed.append(_made)
        QAccessible.installFactory(_made)


def tell_selection(canvas: Canvas) -> None:
    """Let a screen reader say what is selected now."""
    if not QAccessible.isActive() or not canvas.hasFocus():
        return
    access = QAccessible.queryAccessibleInterface(canvas)
    if isinstance(access, CanvasAccess):
        access.tidy()
        event = QAccessibleEvent(canvas, QAccessible.Event.Focus)
        event.setChild(access.chosen())
        QAccessible.updateAccessibility(event)
