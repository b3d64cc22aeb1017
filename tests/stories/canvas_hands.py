"""Two ways to work on the canvas: with the mouse, and with the keyboard alone.

Text is typed in both; with the mouse everything else is clicked and dragged.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidget

LEFT = Qt.MouseButton.LeftButton


class Hands:
    """What both do in the same way."""

    def __init__(self, desk, person):
        self.desk = desk
        self.person = person

    @property
    def editor(self):
        return self.desk.desk.journeys.page.editor

    @property
    def journey(self):
        return self.editor.document.journey

    async def sees(self, words):
        await self.person.sees(words)

    async def comes(self, what):
        await self.person.until(what, "the change on the canvas")


class Mouse(Hands):
    async def new_journey(self):
        await self.person.press("Journeys")
        await self.person.press("New journey")
        await self.person.find("Journey canvas")

    async def fill(self, name, text):
        await self.person.type_in(name, text)

    async def choose(self, name, item):
        await self.person.choose(name, item)

    async def choose_event(self, name):
        await self.person.press("Choose event")
        await self.person.type_in("Find entry event", name)
        await self.person.click_row("Entry events", name, twice=True)

    async def add(self, label, *, after):
        """Drag it from the palette onto the card that it comes after."""
        palette = await self.person.find("Activities", QListWidget)
        item = palette.findItems(label, Qt.MatchFlag.MatchExactly)[0]
        palette.scrollToItem(item)
        start = palette.visualItemRect(item).center()
        end = self._on_palette(palette, await self._centre(after))
        view, count = palette.viewport(), len(self.journey.activities)
        QTest.mousePress(view, LEFT, pos=start)
        QTest.mouseMove(view, start + QPoint(20, 0))
        QTest.mouseMove(view, end)
        QTest.mouseRelease(view, LEFT, pos=end)
        await self.comes(lambda: len(self.journey.activities) == count + 1)

    async def join(self, source, target):
        """Drag the head of an activity's path onto another activity."""
        self.editor.canvas.fit()
        ref = self._ref(source)
        view = self.editor.canvas.viewport()
        start = self.editor.canvas.mapFromScene(self.editor.scene.paths[ref, 0].head)
        end = await self._centre(target)
        QTest.mousePress(view, LEFT, pos=start)
        for place in (start + QPoint(6, 0), end):
            at = QPointF(place)
            on_screen = QPointF(view.mapToGlobal(place))
            none = Qt.KeyboardModifier.NoModifier
            move = QEvent.Type.MouseMove
            QApplication.sendEvent(
                view, QMouseEvent(move, at, on_screen, LEFT, LEFT, none)
            )
        QTest.mouseRelease(view, LEFT, pos=end)
        wanted = self._ref(target)
        await self.comes(lambda: self.journey[ref].outcomes[0].next == wanted)

    async def select(self, name):
        await self.person.click_activity(name)

    def _ref(self, name):
        return next(r for r, each in self.journey.by_ref.items() if each.name == name)

    async def _centre(self, name):
        place = await self.person.place_of_activity(name)
        return self.editor.canvas.viewport().mapFromGlobal(place.center())

    def _on_palette(self, palette, place):
        on_screen = self.editor.canvas.viewport().mapToGlobal(place)
        return palette.viewport().mapFromGlobal(on_screen)

    async def save(self):
        await self.person.press("Save")


class Keys(Hands):
    async def new_journey(self):
        self.person.key("Ctrl+3")
        await self.person.sees("journeys")
        self.person.key("Ctrl+N")
        await self.person.find("Re-entry")  # the form follows the canvas

    async def fill(self, name, text):
        await self._tab_to(name)
        self.person.key("Ctrl+A")
        await self.person.type_on(text)
        self.person.key("Tab")

    async def choose(self, name, item):
        await self._tab_to(name)
        box = QApplication.focusWidget()
        assert isinstance(box, QComboBox)
        self.person.key("Home")
        for _ in range(box.count()):
            if box.currentText().startswith(item):
                return
            self.person.key("Down")
        raise AssertionError(f"no “{item}” in “{name}”")

    async def choose_event(self, name):
        await self._tab_to("Choose event…")
        self.person.key("Space")
        await self.person.find("Find entry event")
        await self.person.type_on(name)
        self.person.key("Down")
        self.person.key("Return")

    async def add(self, label, *, after):
        await self.select(after)
        count = len(self.journey.activities)
        self.person.key("A")
        await self.person.type_on(label)
        self.person.key("Return")
        await self.comes(lambda: len(self.journey.activities) == count + 1)

    async def join(self, source, target):
        await self.select(source)
        self.person.key("C")
        self.person.key("Up")
        self.person.key("Right")
        await self.person.sees(f"Enter leads the path to “{target}”.")
        self.person.key("Return")

    async def select(self, name):
        """Find it by its name, or go back to the entry; Esc leaves the forms first."""
        self.person.key("Esc")
        assert self.editor.canvas.hasFocus()
        if name not in [each.name for each in self.journey.activities]:
            for _ in range(8):
                self.person.key("Left")
            return
        self.person.key("Ctrl+F")
        await self.person.type_on(name)
        self.person.key("Esc")
        assert self.editor.canvas.hasFocus()

    async def _tab_to(self, name):
        if name == "Name" and self.editor.selection.activities:
            self.person.key("F2")
        for _ in range(80):
            focus = QApplication.focusWidget()
            if focus is not None and focus.accessibleName() == name:
                return
            self._tab()
        raise AssertionError(f"Tab never came to “{name}”")

    def _tab(self):
        """Tab adds on the canvas; Enter leads into the form."""
        is_on_canvas = self.editor.canvas.hasFocus()
        has_chosen = bool(self.editor.selection.refs)
        self.person.key("Return" if is_on_canvas and has_chosen else "Tab")

    async def save(self):
        self.person.key("Ctrl+S")
