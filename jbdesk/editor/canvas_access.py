"""The canvas for screen readers: a list of its activities.

Qt does not expose the items of a scene. So the canvas answers as a list whose
children are the entry and the activities in the order of the journey; choosing
one selects it.
"""

from typing import Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import isValid

from jbdesk.editor.canvas import Canvas
from jbdesk.editor.geometry import headers_of


class CardAccess(QAccessibleInterface):
    """One card as a list item."""

    def __init__(self, canvas: Canvas, parent: "CanvasAccess", ref: str) -> None:
        super().__init__()
        self._canvas = canvas
        self._parent = parent
        self._ref = ref

    def isValid(self) -> bool:
        return isValid(self._canvas) and self._ref in self._canvas.journey_scene.cards

    def object(self) -> Any:
        return None

    def window(self) -> Any:
        return self._parent.window()

    def parent(self) -> QAccessibleInterface:
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
        card = self._canvas.journey_scene.cards.get(self._ref)
        face = card.face if card is not None else None
        if face is None:
            return ""
        if kind is QAccessible.Text.Name:
            return face.title
        return face.spoken if kind is QAccessible.Text.Description else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Keep the text: a name is changed in the inspector."""

    def rect(self) -> QRect:
        card = self._canvas.journey_scene.cards.get(self._ref)
        if card is None:
            return QRect()
        shown = self._canvas.mapFromScene(card.card_rect()).boundingRect()
        place = self._canvas.viewport().mapToGlobal(shown.topLeft())
        return QRect(place, shown.size())

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        made = QAccessible.State()
        is_chosen = self._ref in self._canvas.operations.selection.refs
        for name, is_set in (
            ("selectable", True),
            ("focusable", True),
            ("selected", is_chosen),
            ("focused", is_chosen and self._canvas.hasFocus()),
        ):
            setattr(made, name, is_set)
        return made


class CanvasAccess(QAccessibleWidget):
    """The canvas as the list of its cards."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.List, "Journey canvas")
        self._canvas = canvas
        self._cards: dict[str, CardAccess] = {}

    def _refs(self) -> tuple[str, ...]:
        journey = self._canvas.operations.document.journey
        return (*headers_of(journey), *journey.by_ref)

    def childCount(self) -> int:
        return len(self._refs())

    def child(self, index: int) -> Any:  # None is what Qt takes for "none"
        refs = self._refs()
        if not 0 <= index < len(refs):
            return None
        ref = refs[index]
        if ref not in self._cards:
            self._cards[ref] = CardAccess(self._canvas, self, ref)
            QAccessible.registerAccessibleInterface(self._cards[ref])
        return self._cards[ref]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        for number, ref in enumerate(self._refs()):
            if self._cards.get(ref) is child:
                return number
        return -1

    def childAt(self, x: int, y: int) -> Any:  # None is what Qt takes for "none"
        for number in range(self.childCount()):
            found = self.child(number)
            if found is not None and found.rect().contains(x, y):
                return found
        return None


_kept: list[Any] = []  # Qt holds no reference to what Python made


def _made(_name: str, thing: QObject | None) -> Any:  # None is what Qt takes for "none"
    if not isinstance(thing, Canvas):
        return None
    _kept.append(CanvasAccess(thing))
    made: QAccessibleInterface = _kept[-1]
    return made


def install() -> None:
    """Let screen readers see what is on the canvas."""
    if _made not in _kept:
        _kept.append(_made)
        QAccessible.installFactory(_made)
