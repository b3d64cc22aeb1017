"""What narrows the history: contact, version, activity, status, from and to."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from jbdesk.model.records.history import Sought
from jbdesk.widgets import theme
from jbdesk.widgets.date_editor import DateEditor
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.table import FilterField

_TYPED = 200  # milliseconds after the last key
_DATE = 128


class HistoryFilters(QWidget):
    """One row of controls; tells when other rows are wanted."""

    changed = Signal()

    def __init__(self, connection_id: str, versions: dict[str, int]) -> None:
        super().__init__()
        self._connection_id = connection_id
        self._versions = versions
        self.contact = FilterField("Find contact key")
        self._version = _choice("Version", "All versions")
        self._activity = _choice("Activity", "All activities")
        self._status = _choice("Status", "Any status")
        self._start = _date("From")
        self._end = _date("To")
        for id_, number in versions.items():
            self._version.addItem(f"Version {number}", id_)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED)
        self._typed.timeout.connect(self.changed)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.contact, 3)
        for box in (self._version, self._activity, self._status):
            row.addWidget(box, 1)
            box.currentIndexChanged.connect(self._typed.start)
        for date in (self._start, self._end):
            row.addWidget(date)
            date.textChanged.connect(self._typed.start)
        self.contact.textChanged.connect(self._typed.start)

    def offer(self, activities: Iterable[str], statuses: Iterable[str]) -> None:
        """Offer what the archive has; what is chosen stays chosen."""
        for box, texts in ((self._activity, activities), (self._status, statuses)):
            chosen = box.currentData()
            box.blockSignals(True)
            while box.count() > 1:
                box.removeItem(1)
            for text in texts:
                box.addItem(text, text)
            box.setCurrentIndex(max(box.findData(chosen), 0))
            box.blockSignals(False)

    @property
    def sought(self) -> Sought:
        chosen = self._version.currentData()
        end = _moment(self._end.text())
        return Sought(
            self._connection_id,
            (chosen,) if chosen else tuple(self._versions),
            contact=self.contact.text().strip(),
            activity=self._activity.currentData() or "",
            status=self._status.currentData() or "",
            start=_moment(self._start.text()),
            end=end + timedelta(days=1) if end else None,
        )

    @property
    def is_narrowed(self) -> bool:
        whole = Sought(self._connection_id, tuple(self._versions))
        return self.sought != whole

    def clear(self) -> None:
        """Look for everything again."""
        for field in (self.contact, self._start, self._end):
            field.clear()
        for box in (self._version, self._activity, self._status):
            box.setCurrentIndex(0)


def _moment(text: str) -> datetime | None:
    """The beginning of a day by this computer's clock; None for what is no date."""
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").astimezone()
    except ValueError:
        return None


def _choice(name: str, everything: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedHeight(theme.CONTROL_HEIGHT)
    made.setMinimumContentsLength(8)
    made.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.addItem(everything, "")
    return made


def _date(name: str) -> DateEditor:
    made = DateEditor(FieldSpec(name, placeholder=name))
    made.setAccessibleName(name)
    made.setToolTip(f"{name} this day, as 2026-03-31")
    made.setFixedHeight(theme.CONTROL_HEIGHT)
    made.setFixedWidth(_DATE)
    return made
