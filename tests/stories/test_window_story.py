"""The window as a whole: one window, and nothing that flashes beside it."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from jbdesk.window import Window

_OF_A_WINDOW = (
    Qt.WindowType.Popup,
    Qt.WindowType.ToolTip,
    Qt.WindowType.Dialog,
)


class Onlooker(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget):
            is_own = watched.isWindow() and watched.windowType() not in _OF_A_WINDOW
            if is_own and not isinstance(watched, Window):
                self.seen.append(f"{type(watched).__name__} in {watched.parent()}")
        return False


@pytest.fixture
def onlooker(qapp):
    looking = Onlooker()
    qapp.installEventFilter(looking)
    yield looking
    qapp.removeEventFilter(looking)


def test_no_part_of_the_window_is_ever_shown_as_a_window_of_its_own(desk, onlooker):
    async def story(person):
        for pane in desk.desk.panes:
            await person.press(pane.entry.name)
        await person.press("Event definitions")
        await person.click_row("Event definitions", "NTO Signup")
        await person.find("Fields")
        await person.press("Credentials")
        await person.press("New connection")
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.click_activity("Two ways to go on")
        await person.sees("3 errors")

    desk.tell(story)

    assert onlooker.seen == []
