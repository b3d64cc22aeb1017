"""Rows of a list or tree that a screen reader can press.

Qt lets a reader do nothing with a row but select it, in a tree not even the right
one; and who selects in the palette only looks. So each row has a part that takes the
press; it is made when it is asked for, and neither painted nor in the mouse's way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QAccessibleWidget, QWidget
from shiboken6 import isValid


@dataclass(frozen=True)
class Spoken:
    """What is told of a row."""

    name: str
    about: str
    role: QAccessible.Role
    can_press: bool = True


class Rows(Protocol):
    """A view's rows, as a reader goes through them."""

    role: QAccessible.Role

    @property
    def view(self) -> QAbstractItemView: ...

    @property
    def before(self) -> tuple[QWidget, ...]: ...  # the view's children before its rows
    def items(self) -> Sequence[Any]: ...
    def spoken(self, item: Any) -> Spoken: ...
    def part(self, item: Any) -> QWidget | None: ...
    def put_part(self, item: Any, part: QWidget) -> None: ...
    def at(self, place: QPoint) -> Any: ...
    def area(self, item: Any) -> QRect: ...
    def mark(self, item: Any, state: QAccessible.State) -> None: ...
    def press(self, item: Any) -> None: ...


class RowPart(QWidget):
    """Lies over a row and can be pressed by a program."""

    pressed = Signal()

    def __init__(self, rows: Rows, item: Any) -> None:
        super().__init__(rows.view.viewport())
        # First: at its name a listening reader asks what it is.
        self.rows, self.item, self.spoken = rows, item, rows.spoken(item)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.spoken.name)
        self.setAccessibleDescription(self.spoken.about)
        rows.put_part(item, self)


class RowAccess(QAccessibleWidget):
    """A row: its name, what it does, and whether the keyboard is on it."""

    def __init__(self, part: RowPart) -> None:
        super().__init__(part, part.spoken.role, part.spoken.name)
        self._part = part

    def parent(self) -> Any:  # None is what Qt takes for "none"
        return QAccessible.queryAccessibleInterface(self._part.rows.view)

    def isValid(self) -> bool:
        part = self._part
        return isValid(part) and part.rows.part(part.item) is part

    def rect(self) -> QRect:
        if not self.isValid():
            return QRect()
        view = self._part.rows.view
        area = self._part.rows.area(self._part.item)
        return QRect(view.viewport().mapToGlobal(area.topLeft()), area.size())

    def state(self) -> QAccessible.State:
        if not self.isValid():
            gone = QAccessible.State()
            gone.invalid = True
            return gone
        made, view = super().state(), self._part.rows.view
        made.focusable = made.selectable = self._part.spoken.can_press
        self._part.rows.mark(self._part.item, made)
        made.focused = made.focused and view.hasFocus()
        return made

    def actionNames(self) -> list[str]:
        is_here = self.isValid() and self._part.rows.view.isEnabled()
        can = is_here and self._part.spoken.can_press
        return [QAccessibleActionInterface.pressAction()] if can else []

    def doAction(self, name: str) -> None:
        if name in self.actionNames():
            self._part.rows.press(self._part.item)


class RowsAccess(QAccessibleWidget):
    """The view, row by row."""

    def __init__(self, rows: Rows) -> None:
        super().__init__(rows.view, rows.role, rows.view.accessibleName())
        self._rows = rows

    def childCount(self) -> int:
        return len(self._rows.before) + len(self._rows.items())

    def child(self, index: int) -> Any:  # None is what Qt takes for "none"
        parts = [*self._rows.before, *self._rows.items()]
        if not 0 <= index < len(parts):
            return None
        if index < len(self._rows.before):
            return QAccessible.queryAccessibleInterface(self._rows.before[index])
        return self._of(parts[index])

    def _of(self, item: Any) -> Any:
        part = self._rows.part(item) or RowPart(self._rows, item)
        return QAccessible.queryAccessibleInterface(part)

    def childAt(self, x: int, y: int) -> Any:  # None is what Qt takes for "none"
        place = self._rows.view.viewport().mapFromGlobal(QPoint(x, y))
        item = self._rows.at(place)
        return None if item is None else self._of(item)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        part, items = child.object(), self._rows.items()
        if isinstance(part, RowPart) and part.item in items:
            return len(self._rows.before) + items.index(part.item)
        return self._rows.before.index(part) if part in self._rows.before else -1


_kinds: dict[type[QAbstractItemView], Callable[[Any], Rows]] = {}
_kept: list[Any] = []  # Qt holds no reference to what Python made


def _made(_name: str, thing: QObject | None) -> Any:  # None is what Qt takes for "none"
    made: QAccessibleWidget
    if isinstance(thing, RowPart):
        made = RowAccess(thing)
    elif isinstance(thing, QAbstractItemView) and type(thing) in _kinds:
        made = RowsAccess(_kinds[type(thing)](thing))
    else:
        return None
    _kept[:] = [each for each in _kept if isValid(each)]
    _kept.append(made)
    return made


def install(kind: type[QAbstractItemView], rows: Callable[[Any], Rows]) -> None:
    """Let screen readers press the rows of views of this kind."""
    if not _kinds:
        QAccessible.installFactory(_made)
    _kinds.setdefault(kind, rows)
