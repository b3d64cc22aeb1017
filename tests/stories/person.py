"""A person at the window: finds controls by their accessible names, as a screen
reader does, and uses nothing but clicks and keys."""

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QWidget,
)

PATIENCE = 20.0  # seconds until a story gives up waiting for something to be shown


class Person:
    """Somebody who uses the window with a mouse and a keyboard."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def _shown(self) -> Iterator[QWidget]:
        tops = [self.window, *QApplication.topLevelWidgets()]
        for top in dict.fromkeys(tops):
            if not top.isVisible():
                continue
            yield top
            for widget in top.findChildren(QWidget):
                if widget.isVisible():
                    yield widget

    def _named(self, name: str, kind: type[QWidget]) -> QWidget | None:
        wanted = _clean(name)
        for widget in self._shown():
            if isinstance(widget, kind) and _clean(_name(widget)) == wanted:
                return widget
        return None

    async def find(self, name: str, kind: type[Any] = QWidget) -> Any:
        """The visible control of that name, waiting for it to appear."""
        return await self.until(lambda: self._named(name, kind), f"“{name}” to appear")

    def has(self, name: str) -> bool:
        """Whether a control of that name can be seen."""
        return self._named(name, QWidget) is not None

    async def press(self, name: str) -> None:
        button = await self.find(name, QAbstractButton)
        await self.until(button.isEnabled, f"“{name}” to be usable")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        await asyncio.sleep(0)

    async def press_in(self, pane: QWidget, name: str) -> None:
        """Press a button of one pane, where others have the same name."""
        named = [
            each
            for each in pane.findChildren(QAbstractButton)
            if each.isVisible() and _clean(_name(each)) == _clean(name)
        ]
        await self.until(lambda: named and named[0].isEnabled(), f"“{name}” in a pane")
        QTest.mouseClick(named[0], Qt.MouseButton.LeftButton)
        await asyncio.sleep(0)

    def clipboard(self) -> str:
        return QApplication.clipboard().text()

    async def type_in(self, name: str, text: str) -> None:
        """Replace what a field holds, key by key, and leave the field."""
        field = await self.find(name, _Typed)
        field.setFocus()
        QTest.keySequence(field, "Ctrl+A")
        if text:
            QTest.keyClicks(field, text)
        else:
            QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClick(field, Qt.Key.Key_Tab)
        await asyncio.sleep(0)

    async def choose(self, name: str, item: str) -> None:
        """Choose an item of a combo box by its text or the start of it."""
        box: QComboBox = await self.find(name, QComboBox)
        position = await self.until(
            lambda: _position(box, item) + 1, f"“{item}” in “{name}”"
        )
        box.setFocus()
        box.setCurrentIndex(position - 1)
        box.activated.emit(position - 1)
        await asyncio.sleep(0)

    async def click_row(self, table: str, text: str, *, twice: bool = False) -> None:
        """Click the first row that shows the text in any column."""
        view: QAbstractItemView = await self.find(table, QAbstractItemView)
        index = await self.until(lambda: _row(view, text), f"“{text}” in “{table}”")
        view.scrollTo(index)
        place = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        if twice:
            QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        await asyncio.sleep(0)

    async def click_heading(self, table: str, text: str) -> None:
        """Click the head of a column."""
        view: QTableView = await self.find(table, QTableView)
        model, header = view.model(), view.horizontalHeader()
        titles = [
            model.headerData(column, Qt.Orientation.Horizontal)
            for column in range(model.columnCount())
        ]
        column = titles.index(text)
        place = QPoint(
            header.sectionViewportPosition(column) + header.sectionSize(column) // 2,
            header.height() // 2,
        )
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        await asyncio.sleep(0)

    async def place_of_activity(self, name: str) -> QRect:
        """Where an activity stands on the canvas, as a screen reader is told."""

        def look() -> QRect | None:
            canvas = self._named("Journey canvas", QAbstractScrollArea)
            if canvas is None:
                return None
            spoken = QAccessible.queryAccessibleInterface(canvas)
            for child in map(spoken.child, range(spoken.childCount())):
                if child.text(QAccessible.Text.Name) == name:
                    return child.rect()
            return None

        found: QRect = await self.until(look, f"“{name}” on the canvas")
        return found

    async def click_activity(self, name: str) -> None:
        """Click an activity on the canvas."""
        place = await self.place_of_activity(name)
        canvas = await self.find("Journey canvas", QAbstractScrollArea)
        at = canvas.viewport().mapFromGlobal(place.center())
        QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
        await asyncio.sleep(0)

    async def drag_between(
        self, palette: str, item: str, names: tuple[str, str]
    ) -> None:
        """Drag a row of a list onto the path between two activities."""
        view: QAbstractItemView = await self.find(palette, QAbstractItemView)
        index = await self.until(lambda: _row(view, item), f"“{item}” to drag")
        view.scrollTo(index)
        before, after = [await self.place_of_activity(name) for name in names]
        middle = (before.center() + after.center()) / 2
        start = view.visualRect(index).center()
        end = view.viewport().mapFromGlobal(middle)
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(view.viewport(), left, pos=start)
        QTest.mouseMove(view.viewport(), start + QPoint(20, 0))
        QTest.mouseMove(view.viewport(), end)
        QTest.mouseRelease(view.viewport(), left, pos=end)
        await asyncio.sleep(0)

    async def choose_file(self, path: str) -> None:
        """Name a file in the dialog that is open, and take it."""
        dialog = await self.until(
            lambda: next(
                (w for w in self._shown() if isinstance(w, QFileDialog)), None
            ),
            "a file dialog",
        )
        field = dialog.findChild(QLineEdit)
        field.setFocus()
        QTest.keySequence(field, "Ctrl+A")
        QTest.keyClicks(field, path)
        QTest.keyClick(field, Qt.Key.Key_Return)
        await self.until(lambda: not dialog.isVisible(), "the dialog to close")

    async def pick(self, item: str) -> None:
        """Click an item of the menu that is open."""
        menu = await self.until(
            lambda: next((m for m in self._shown() if isinstance(m, QMenu)), None),
            "a menu to open",
        )
        shown = [each for each in menu.actions() if each.isVisible()]
        action = next(each for each in shown if _clean(each.text()) == _clean(item))
        place: QPoint = menu.actionGeometry(action).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        await asyncio.sleep(0)

    async def open_tab(self, text: str) -> None:
        """Click the tab of that text, on whatever bar it is."""
        bar, position = await self.until(lambda: self._tab(text), f"a tab “{text}”")
        place = bar.tabRect(position).center()
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place)
        await asyncio.sleep(0)

    def _tab(self, text: str) -> tuple[QTabBar, int] | None:
        for bar in self._shown():
            if isinstance(bar, QTabBar):
                for position in range(bar.count()):
                    if _clean(bar.tabText(position)) == _clean(text):
                        return bar, position
        return None

    def key(self, keys: str) -> None:
        QTest.keySequence(QApplication.focusWidget() or self.window, keys)

    async def type_on(self, text: str) -> None:
        """Type where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)
        await asyncio.sleep(0)

    def texts(self) -> list[str]:
        """Every text that is on the screen."""
        found: list[str] = []
        for widget in self._shown():
            if isinstance(widget, QPlainTextEdit):
                found.append(widget.toPlainText())
            elif isinstance(widget, QLabel | QAbstractButton | QLineEdit):
                found.append(widget.text())
        return [text for text in found if text]

    async def sees(self, words: str) -> str:
        """Wait until some text on the screen holds the words; gives that text."""
        found: str = await self.until(
            lambda: next((t for t in self.texts() if words in t), ""),
            f"to read “{words}”",
        )
        return found

    def reads(self, words: str) -> bool:
        return any(words in text for text in self.texts())

    async def until(self, asked: Callable[[], Any], what: str) -> Any:
        end = time.monotonic() + PATIENCE
        await asyncio.sleep(0)  # nobody acts before the window has had its turn
        while time.monotonic() < end:
            if found := asked():
                return found
            await asyncio.sleep(0.01)
        shown = "\n  ".join(dict.fromkeys(self.texts()))
        raise AssertionError(f"waited for {what}; on the screen:\n  {shown}")


class _TypedMeta(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, QLineEdit | QPlainTextEdit) or (
            isinstance(instance, QComboBox) and instance.isEditable()
        )


class _Typed(metaclass=_TypedMeta):
    """Anything that takes text."""


def _name(widget: QWidget) -> str:
    if named := widget.accessibleName():
        return named
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def _clean(text: str) -> str:
    return text.replace("&", "").rstrip("…. ").strip().lower()


def _position(box: QComboBox, item: str) -> int:
    texts = [_clean(box.itemText(i)) for i in range(box.count())]
    wanted = _clean(item)
    if wanted in texts:
        return texts.index(wanted)
    return next((i for i, text in enumerate(texts) if text.startswith(wanted)), -1)


def _row(view: QAbstractItemView, text: str) -> QModelIndex | None:
    model = view.model()
    pending = [QModelIndex()]
    while pending:
        parent = pending.pop()
        # A list hides how many columns it has.
        columns = 1 if isinstance(view, QListView) else model.columnCount(parent)
        for row in range(model.rowCount(parent)):
            for column in range(columns):
                index = model.index(row, column, parent)
                if text in str(index.data() or ""):
                    return index
            pending.append(model.index(row, 0, parent))
    return None
