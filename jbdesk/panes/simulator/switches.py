"""Switches: where the service's ways are not certain, the person chooses one."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.tab import Host, Tab
from jbdesk.widgets import theme
from jbdesk.widgets.field_editors import mark_invalid
from jbdesk.widgets.labels import body, caption, message, muted, strong
from jbdesk.widgets.surfaces import Card, Line, make_surface

_LABELS = {  # a name of the simulator's, in words
    "strictScopes": "Strict scopes",
    "stateErrorsAre202": "Refusals under status 202",
    "numbersFromText": "Numbers from text",
    "openProbability": "Chance of an open",
    "clickProbability": "Chance of a click",
}
_SHARE_WIDTH = 72
_WRONG = "A share is a number from 0 to 1, such as 0.25."


class SwitchesTab(Tab):
    """Each switch with a sentence that says what it does."""

    name = "Switches"
    icon = "toggle-left"

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._rows: dict[str, _Row] = {}
        self._told: Any = None
        page = make_surface(QWidget())
        self._list = QVBoxLayout(page)
        self._list.setContentsMargins(*[theme.SPACE_4] * 4)
        self._list.setSpacing(theme.SPACE_3)
        about = "Where nobody knows for certain how the service answers, choose one."
        self._list.addWidget(muted(about, wraps=True))
        self._list.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        card = Card()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(area)
        self._column.addWidget(card, 1)

    async def look(self) -> None:
        self._show(await self.controls.get("switches"))

    def _show(self, told: JsonObject) -> None:
        if told == self._told:
            return
        self._told = told
        for item in told["items"]:
            row = self._rows.get(item["name"])
            if row is None:
                row = self._rows[item["name"]] = _Row(item)
                row.changed.connect(self._put)
                self._list.insertWidget(self._list.count() - 1, row)
            row.show_value(item["value"])

    def _put(self, name: str, value: Any) -> None:
        self._told = None

        async def put() -> None:
            await self.controls.put("switches", body={name: value})

        self.write(put)


class _Row(QWidget):
    changed = Signal(str, object)

    def __init__(self, item: JsonObject) -> None:
        super().__init__()
        self._name = str(item["name"])
        label = _LABELS.get(self._name, self._name)
        self._is_flag = isinstance(item["value"], bool)
        self._flag = QCheckBox(label)
        self._flag.setFont(theme.font("strong"))
        self._share = QLineEdit()
        self._wrong = message()
        self._wrong.hide()
        for editor in (self._flag, self._share):
            editor.setAccessibleName(label)
            editor.setAccessibleDescription(str(item["text"]))
        self._flag.clicked.connect(lambda on: self.changed.emit(self._name, bool(on)))
        self._share.setFixedSize(_SHARE_WIDTH, theme.BUTTON_HEIGHT)
        self._share.editingFinished.connect(self._typed)
        self._lay_out(label, str(item["text"]))

    def _lay_out(self, label: str, text: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        if self._is_flag:
            head.addWidget(self._flag)
        else:
            head.addWidget(strong(label))
            head.addWidget(self._share)
            head.addWidget(caption("from 0 to 1"))
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addLayout(head)
        column.addWidget(self._wrong)
        column.addWidget(body(text))
        column.addSpacing(theme.SPACE_1)
        column.addWidget(Line("line-soft"))

    def show_value(self, value: Any) -> None:
        if self._is_flag:
            self._flag.setChecked(bool(value))
        elif not self._share.hasFocus():
            self._share.setText(f"{value:g}")
            self._say("")

    def _typed(self) -> None:
        try:
            share = float(self._share.text())
        except ValueError:
            share = -1
        if not 0 <= share <= 1:
            self._say(_WRONG)
            return
        self._say("")
        self.changed.emit(self._name, share)

    def _say(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))
        mark_invalid(self._share, is_invalid=bool(text))
