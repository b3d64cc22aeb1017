"""Where a breakpoint is described: journey, activity, and for whom."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.long_list import choice
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import primary_button
from jbdesk.widgets.labels import field_label, muted, strong
from jbdesk.widgets.surfaces import Card

_ABOUT = (
    "The clock stops as soon as a contact reaches the activity, before the activity"
    " does anything. Nobody moves until the clock goes on."
)


class BreakpointForm(Card):
    """Offers the activities of the chosen journey."""

    wanted = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._journeys: dict[str, Any] = {}
        self._journey = choice("Journey")
        self._activity = choice("Activity")
        self._contact = QLineEdit()
        self._contact.setAccessibleName("Contact key")
        self._contact.setPlaceholderText("whoever comes")
        self._contact.setFixedHeight(theme.BUTTON_HEIGHT)
        self.add = primary_button("Add breakpoint", self._take)
        self._journey.activated.connect(lambda _: self._show_activities())
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(strong("New breakpoint"))
        column.addWidget(muted(_ABOUT, wraps=True))
        for text, editor in (
            ("Journey", self._journey),
            ("Activity", self._activity),
            ("Contact key", self._contact),
        ):
            _add(column, text, editor)
        column.addSpacing(theme.SPACE_2)
        column.addWidget(self.add)
        column.addStretch(1)

    def show_journeys(self, items: list[JsonObject]) -> None:
        """Offer each journey once, by its latest version."""
        latest: dict[str, JsonObject] = {}
        for each in items:
            known = latest.get(each["key"])
            if known is None or known["version"] < each["version"]:
                latest[each["key"]] = each
        if latest == self._journeys or self._journey.view().isVisible():
            return
        self._journeys = latest
        wanted = self._journey.currentData()
        with QSignalBlocker(self._journey):
            self._journey.clear()
            for each in sorted(latest.values(), key=lambda item: str(item["name"])):
                self._journey.addItem(each["name"], each["key"])
            self._journey.setCurrentIndex(max(self._journey.findData(wanted), 0))
        self._show_activities()

    def _show_activities(self) -> None:
        chosen = self._journeys.get(self._journey.currentData() or "", {})
        wanted = self._activity.currentData()
        self._activity.clear()
        for each in chosen.get("activities", ()):
            self._activity.addItem(each["title"], each["ref"])
        self._activity.setCurrentIndex(max(self._activity.findData(wanted), 0))
        self.add.setEnabled(self._activity.count() > 0)

    def _take(self) -> None:
        body: JsonObject = {
            "journeyKey": self._journey.currentData(),
            "activityKey": self._activity.currentData(),
        }
        if key := self._contact.text().strip():
            body["contactKey"] = key
        self.wanted.emit(body)


def _add(column: QVBoxLayout, text: str, editor: QComboBox | QLineEdit) -> None:
    label: QWidget = field_label(text)
    column.addSpacing(theme.SPACE_2)
    column.addWidget(label)
    column.addWidget(editor)
