"""Where a date and time are chosen for the clock to jump to."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jbdesk.panes.simulator import facts
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.date_editor import DateEditor
from jbdesk.widgets.field_editors import mark_invalid
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import field_label, message

_NAME = "Date and time"
_WIDTH = 190


class DateJump(QWidget):
    """Hidden until it is asked for; hidden again once it is answered."""

    chosen = Signal(str)  # an ISO moment

    def __init__(self) -> None:
        super().__init__()
        self._field = DateEditor(FieldSpec(_NAME, kind="date"))
        self._field.setAccessibleName(_NAME)
        self._field.setFixedWidth(_WIDTH)
        self._wrong = message()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        label = field_label("Jump to, in UTC")
        label.setBuddy(self._field)
        row.addWidget(label)
        row.addWidget(self._field)
        row.addWidget(button("Jump there", self._take))
        row.addWidget(button("Cancel", self.hide))
        row.addWidget(self._wrong, 1)
        row.addStretch()
        self._field.changed.connect(lambda: self._say(""))
        self._field.returnPressed.connect(self._take)
        self.hide()

    def open_at(self, now: datetime) -> None:
        """Ask, beginning with the time that it is."""
        self._field.set_value(facts.told(now))
        self._say("")
        self.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        found = facts.typed_moment(self._field.text())
        if found is None:
            self._say("Type a date and time such as 2026-03-31 09:00.")
            return
        self.hide()
        self.chosen.emit(found.isoformat())

    def _say(self, text: str) -> None:
        self._wrong.setText(text)
        mark_invalid(self._field, is_invalid=bool(text))
        self._field.setAccessibleDescription(text)
