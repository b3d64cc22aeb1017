"""Every key that means something: its usual keys, and those a person chose instead.

One book for the application, as there is one theme. Tables declare their rows, actions
are bound to a row and follow it, settings keep `chosen`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from jbdesk.model.problem import Failure

EVERYWHERE = "Everywhere"
# Places of which one lies in the other: their keys must differ.
NESTED = (frozenset({"Journeys", "Canvas and outline"}),)


@dataclass(frozen=True)
class Shortcut:
    """One row: what it does, its usual keys ("A; Tab"), where they count."""

    name: str
    text: str
    keys: str
    place: str
    is_fixed: bool = False  # can't be changed


class Book(QObject):
    """All rows, and what was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, Shortcut] = {}
        self._chosen: dict[str, str] = {}

    def declare(self, rows: Iterable[Shortcut]) -> None:
        """Take rows in; those that are known stay as they are."""
        for row in rows:
            self._rows.setdefault(row.name, row)

    @property
    def rows(self) -> tuple[Shortcut, ...]:
        return tuple(self._rows.values())

    @property
    def chosen(self) -> dict[str, str]:
        """What a person chose instead of the usual keys, by the row's name."""
        return dict(self._chosen)

    def restore(self, chosen: Mapping[str, object]) -> None:
        """Take what was chosen in an earlier session."""
        self._chosen = {
            name: keys for name, keys in chosen.items() if isinstance(keys, str)
        }
        self.changed.emit()

    def keys(self, name: str) -> str:
        return self._chosen.get(name, self._rows[name].keys)

    def shown(self, name: str) -> str:
        """The keys as they are written on this system's keyboards."""
        return told(self.keys(name))

    def is_changed(self, name: str) -> bool:
        return name in self._chosen

    def choose(self, name: str, keys: str) -> None:
        """Give a row other keys; Failure names what has them already."""
        other = self.taken_by(name, keys)
        if other is not None:
            raise Failure(
                f"{told(keys)} is “{other.text}” ({other.place.lower()})."
                " Choose other keys, or change those first."
            )
        self._chosen[name] = keys
        if keys == self._rows[name].keys:
            del self._chosen[name]
        self.changed.emit()

    def taken_by(self, name: str, keys: str) -> Shortcut | None:
        """What these keys do already where the row counts."""
        wanted = set(_parts(keys))
        for row in self._rows.values():
            is_near = row.name != name and _meet(row.place, self._rows[name].place)
            if is_near and wanted & set(_parts(self.keys(row.name))):
                return row
        return None

    def reset(self, name: str = "") -> None:
        """Go back to a row's usual keys, or to those of all rows."""
        if name:
            self.choose(name, self._rows[name].keys)
        elif self._chosen:
            self._chosen = {}
            self.changed.emit()

    def bind(self, action: QAction, name: str) -> None:
        """Let an action have the row's keys, now and when they change."""
        _Follower(self, action, name)

    def adopt(self, action: QAction, place: str) -> None:
        """Take in an action that brings its own keys."""
        if action.findChild(_Follower) is not None:
            return
        text = action.text().replace("&", "")
        name = f"{place}.{text}"
        keys = "; ".join(each.toString() for each in action.shortcuts())
        self.declare((Shortcut(name, text, keys, place),))
        self.bind(action, name)


class _Follower(QObject):
    def __init__(self, book: Book, action: QAction, name: str) -> None:
        super().__init__(action)
        self._book, self._action, self._name = book, action, name
        book.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        found = [QKeySequence(each) for each in _parts(self._book.keys(self._name))]
        self._action.setShortcuts(found)


def press(widget: QWidget, event: QKeyEvent) -> bool:
    """Do what the widget's own actions mean by this key."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    pressed = QKeySequence(int(held.value) | event.key())
    for action in widget.actions():
        if action.isEnabled() and pressed in action.shortcuts():
            action.trigger()
            return True
    return False


def told(keys: str) -> str:
    """Keys as a person reads them: the first of those that mean the same."""
    first = next(iter(_parts(keys)), "")
    return QKeySequence(first).toString(QKeySequence.SequenceFormat.NativeText)


def told_all(keys: str) -> str:
    return ", ".join(told(each) for each in _parts(keys))


def _parts(keys: str) -> list[str]:
    return [QKeySequence(each).toString() for each in keys.split("; ") if each]


def _meet(one: str, other: str) -> bool:
    """Whether keys of both places can be pressed at the same time."""
    return (
        one == other or EVERYWHERE in (one, other) or frozenset({one, other}) in NESTED
    )


book = Book()
