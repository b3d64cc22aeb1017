"""One message to a contact, and what the contact is said to do with it."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator import facts
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import ElidedLabel

DEEDS = (  # what can be stated, in words; what is told; its colour
    ("opened", "Opened it", "opened", "ok"),
    ("clicked", "Clicked a link", "clicked", "ok"),
    ("bounced", "It bounced", "bounced", "bad"),
)
_NOTHING = "Did nothing with it"


class MessageCard(QWidget):
    """Name, time and deeds; a menu states others."""

    stated = Signal(str, dict)  # the activity's key, what was done

    def __init__(self, message: JsonObject, deeds: JsonObject) -> None:
        super().__init__()
        told = facts.message_of(message)
        self._key = str(message["activityKey"])
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(told.name))
        words.addWidget(
            ElidedLabel(f"{told.at} to {told.to}", set_as="label", colour="muted")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.SPACE_1, 0, theme.SPACE_1)
        row.setSpacing(theme.SPACE_2)
        row.addLayout(words, 1)
        for name, _, word, colour in DEEDS:
            if deeds.get(name) or message.get(name):
                row.addWidget(Badge(word, colour))
        self._button = button("State…", self._open)
        self._button.setAccessibleDescription(f"What was done with {told.name}")
        self._button.setToolTip(
            "Say that the contact opened it, clicked, or it bounced"
        )
        row.addWidget(self._button)

    def _open(self) -> None:
        menu = QMenu(self)
        for name, text, *_ in DEEDS:
            done = {name: True}
            if name == "clicked":
                done["opened"] = True  # nobody clicks in what is closed
            menu.addAction(text, partial(self.stated.emit, self._key, done))
        menu.addSeparator()
        nothing = {name: False for name, *_ in DEEDS}
        menu.addAction(_NOTHING, partial(self.stated.emit, self._key, nothing))
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height() + 2)))
