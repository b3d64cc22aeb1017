"""A date as ISO text, with a calendar beside it."""

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from jbdesk.widgets import icons
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.line_editors import LineEditor

_DATE_LENGTH = len("2026-03-31")
_FORMAT = "yyyy-MM-dd"


class DateEditor(LineEditor):
    """Any text can be typed; the calendar replaces the date and keeps the time."""

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__(spec)
        self._popup: QWidget | None = None
        if not spec.is_read_only:
            action = self.addAction(
                icons.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition
            )
            action.setText(f"Choose {spec.shown_label} from a calendar")
            action.triggered.connect(self.open_calendar)

    def open_calendar(self) -> None:
        """Show the calendar below the field, at the date that is typed."""
        popup = QWidget(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        calendar.setAccessibleName("Calendar")
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())
        _draw_arrows(calendar)
        typed = QDate.fromString(self.text()[:_DATE_LENGTH], _FORMAT)
        calendar.setSelectedDate(typed if typed.isValid() else QDate.currentDate())
        calendar.clicked.connect(self._choose)
        calendar.activated.connect(self._choose)
        column = QVBoxLayout(popup)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(calendar)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()
        calendar.setFocus()
        self._popup = popup

    def _choose(self, date: QDate) -> None:
        typed = QDate.fromString(self.text()[:_DATE_LENGTH], _FORMAT)
        rest = self.text()[_DATE_LENGTH:] if typed.isValid() else ""
        self.setText(f"{date.toString(_FORMAT)}{rest}")
        if self._popup is not None:
            self._popup.close()
            self._popup = None
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Down and is_alt and not self.isReadOnly():
            self.open_calendar()
            return
        super().keyPressEvent(event)


def _draw_arrows(calendar: QCalendarWidget) -> None:
    """Let the two buttons at the month look and be named as ours are."""
    for part, icon, name in (
        ("qt_calendar_prevmonth", "chevron-left", "Previous month"),
        ("qt_calendar_nextmonth", "chevron-right", "Next month"),
    ):
        button = calendar.findChild(QToolButton, part)
        if button is not None:
            button.setIcon(icons.icon(icon))
            button.setAccessibleName(name)
            button.setToolTip(name)
