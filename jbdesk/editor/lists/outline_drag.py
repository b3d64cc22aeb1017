"""Dragging in the outline: a branch to another row, an activity from the palette.

A row that stands for a path takes what is dropped there; any other row has it put
behind its activity, as on the canvas.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QTreeWidget, QTreeWidgetItem

from jbdesk.editor.geometry import PathKey, is_header
from jbdesk.editor.operations import Operations
from jbdesk.model import catalogue
from jbdesk.model.texts.words import counted
from jbdesk.model.types.activity_type import ActivityType
from jbdesk.widgets import theme

EDGE = 20  # pixels at the rim where the tree scrolls while something is dragged
Place = str | PathKey | None  # what a row stands for


@dataclass(frozen=True)
class _Load:
    """What is on its way, and what can be done with it."""

    said: str
    why_not: Callable[[PathKey], str]
    put: Callable[[PathKey], bool]


class OutlineDrag(QObject):
    """One drag at a time over the tree."""

    hinted = Signal(str, bool)  # what a drop would do, whether it can't; "" ends

    def __init__(
        self,
        tree: QTreeWidget,
        operations: Operations,
        place_of: Callable[[QTreeWidgetItem], Place],
    ) -> None:
        super().__init__(tree)
        self._tree, self._operations, self._place_of = tree, operations, place_of
        self._pressed: QPoint | None = None
        self._load: _Load | None = None
        self._aimed: QTreeWidgetItem | None = None
        self._path: PathKey | None = None
        tree.installEventFilter(self)
        tree.viewport().installEventFilter(self)
        operations.document.changed.connect(self._let_go)  # the rows are made anew

    # From the palette; places are on the screen.

    def carry(self, row: ActivityType) -> None:
        if self._operations.document.is_editable and self._tree.isVisible():
            self._load = _Load(
                row.label,
                lambda _path: "",
                lambda path: self._operations.add(row, path),
            )

    def carry_to(self, on_screen: QPoint) -> None:
        if self._load is not None:
            self._aim(self._tree.viewport().mapFromGlobal(on_screen))

    def carry_ends(self, on_screen: QPoint) -> None:
        self.carry_to(on_screen)
        self._drop()

    def cancel(self) -> None:
        """Nothing happened."""
        self._mark(None)
        self._let_go()

    def _let_go(self) -> None:
        self._pressed, self._load = None, None
        self._aimed = self._path = None
        self.hinted.emit("", False)

    # In the tree.

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape
            if is_escape and self._load is not None:
                self.cancel()
                return True
        elif isinstance(event, QMouseEvent):
            return self._take(event)
        return False

    def _take(self, event: QMouseEvent) -> bool:
        place = event.position().toPoint()
        if event.type() is QEvent.Type.MouseButtonPress:
            is_left = event.button() is Qt.MouseButton.LeftButton
            self._pressed = place if is_left else None
        elif event.type() is QEvent.Type.MouseMove and self._pressed is not None:
            if self._load is None and self._is_far(place):
                self._lift(self._tree.itemAt(self._pressed))
            if self._load is not None:
                self._aim(place)
            return True  # else the tree selects what the pointer comes by
        elif event.type() is QEvent.Type.MouseButtonRelease:
            was_dragged, self._pressed = self._load is not None, None
            self._drop()
            return was_dragged
        return False

    def _is_far(self, place: QPoint) -> bool:
        assert self._pressed is not None
        far = (place - self._pressed).manhattanLength()
        return far >= QApplication.startDragDistance()

    def _lift(self, item: QTreeWidgetItem | None) -> None:
        ref = self._place_of(item) if item is not None else None
        is_movable = isinstance(ref, str) and not is_header(ref)
        if not is_movable or not self._operations.document.is_editable:
            return
        assert isinstance(ref, str)
        refs = self._operations.moved_with(ref)
        name = catalogue.title(self._operations.document.journey[ref])
        more = f" and {counted(len(refs) - 1, 'more')}" if len(refs) > 1 else ""
        self._load = _Load(
            f"“{name}”{more}",
            lambda path: self._operations.why_not_move(refs, path),
            lambda path: self._operations.move(refs, path),
        )

    def _aim(self, place: QPoint) -> None:
        load = self._load
        assert load is not None
        self._scroll_at(place)
        item = self._tree.itemAt(place)
        self._path = self._path_of(item)
        if self._path is None:
            self._mark(None)
            self.hinted.emit(f"Drop {load.said} on a row.", False)
            return
        why_not = load.why_not(self._path)
        self._mark(item, "bad-soft" if why_not else "accent-soft")
        told = why_not or f"Release to put {load.said} here."
        self.hinted.emit(told, bool(why_not))
        if why_not:
            self._path = None

    def _path_of(self, item: QTreeWidgetItem | None) -> PathKey | None:
        found = self._place_of(item) if item is not None else None
        return self._operations.place_after(found) if isinstance(found, str) else found

    def _scroll_at(self, place: QPoint) -> None:
        bar, height = self._tree.verticalScrollBar(), self._tree.viewport().height()
        if 0 <= place.y() < EDGE:
            bar.setValue(bar.value() - bar.singleStep())
        elif height - EDGE < place.y() <= height:
            bar.setValue(bar.value() + bar.singleStep())

    def _mark(self, item: QTreeWidgetItem | None, token: str = "") -> None:
        # To colour a row is no change of its name.
        self._tree.blockSignals(True)
        if self._aimed is not None:
            self._aimed.setBackground(0, QBrush())
            self._aimed.setFont(0, QFont())
        if item is not None:
            item.setBackground(0, theme.colour(token))
            item.setFont(0, theme.font("strong"))
        self._tree.blockSignals(False)
        self._tree.viewport().update()
        self._aimed = item

    def _drop(self) -> None:
        load, path = self._load, self._path
        if load is None:
            return
        self.cancel()
        if path is not None:
            load.put(path)
