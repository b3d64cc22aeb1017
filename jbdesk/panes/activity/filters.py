"""What narrows the list of requests: words, connection, kind, answer, time."""

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from jbdesk.services.exchanges.exchange_query import NO_ANSWER, Query
from jbdesk.widgets import theme
from jbdesk.widgets.table import FilterField

_TYPED = 200  # milliseconds after the last key
_KINDS = (("Reads and writes", None), ("Reads", False), ("Writes", True))
_FAILED = "failed"
_ANSWERS = (
    ("Any answer", None),
    ("All that failed", _FAILED),
    ("Yes (2xx)", 2),
    ("Refused (4xx)", 4),
    ("Service failed (5xx)", 5),
    ("No answer", NO_ANSWER),
)
_START, _TODAY = "start", "today"
_TIMES = (
    ("Any time", None),
    ("Since jbdesk started", _START),
    ("Last hour", timedelta(hours=1)),
    ("Today", _TODAY),
    ("Last 7 days", timedelta(days=7)),
)
_WIDTH = 176
_ONE = 2  # entries where one connection is known: all, and that one


class Filters(QWidget):
    """One row of controls; tells when another query is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._started = datetime.now().astimezone()
        self.field = FilterField("Find request")
        self.field.setToolTip(
            "Looks at method, path, what it was for, and all that was sent and answered"
        )
        self._connection = _choice("Connection", (("All connections", ""),))
        self._kind = _choice("Kind", _KINDS)
        self._answer = _choice("Answer", _ANSWERS)
        self._time = _choice("Time", _TIMES)
        self._boxes = (self._connection, self._kind, self._answer, self._time)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_2, 0, theme.SPACE_3, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.field, 3)
        for box in self._boxes:
            row.addWidget(box, 1)
            box.currentIndexChanged.connect(self._told)
        self.field.textChanged.connect(lambda _: self._typed.start())
        self._typed.timeout.connect(self.changed)

    @property
    def query(self) -> Query:
        """What is looked for now."""
        answer = self._answer.currentData()
        return Query(
            text=self.field.text().strip(),
            connection_id=self._connection.currentData() or "",
            is_write=self._kind.currentData(),
            status_class=None if answer == _FAILED else answer,
            is_failed=answer == _FAILED,
            since=self._since(),
        )

    @property
    def words(self) -> str:
        """Name what narrows, besides the typed text; "" where nothing does."""
        chosen = (each.currentText() for each in self._boxes if each.currentIndex())
        return ", ".join(chosen)

    @property
    def has_connections(self) -> bool:
        """Whether requests of more than one connection are kept."""
        return self._connection.count() > _ONE

    def clear(self) -> None:
        """Look for everything again."""
        for each in (self.field, *self._boxes):
            each.blockSignals(True)
        self.field.clear()
        for box in self._boxes:
            box.setCurrentIndex(0)
        for each in (self.field, *self._boxes):
            each.blockSignals(False)
        self._told()

    def search(self) -> None:
        """Stand in the field; typing replaces what was sought before."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_connections(self, connections: tuple[tuple[str, str], ...]) -> None:
        """Offer these; the chosen one stays chosen while it is there."""
        box = self._connection
        wanted = [("All connections", ""), *((name, id_) for id_, name in connections)]
        shown = [(box.itemText(n), box.itemData(n)) for n in range(box.count())]
        if wanted == shown:
            return
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for name, id_ in wanted:
            box.addItem(name, id_)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)
        if box.currentData() != chosen:
            self._told()

    def _since(self) -> datetime | None:
        chosen, now = self._time.currentData(), datetime.now().astimezone()
        if chosen == _START:
            return self._started
        if chosen == _TODAY:
            return now.replace(hour=0, minute=0, second=0, microsecond=0)
        return now - chosen if isinstance(chosen, timedelta) else None

    def _told(self) -> None:
        self._typed.stop()
        self.changed.emit()


def _choice(name: str, items: tuple[tuple[str, object], ...]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFixedHeight(theme.CONTROL_HEIGHT)
    # Nothing moves when another text is chosen, and a small window has room.
    made.setMinimumContentsLength(6)
    made.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    made.setMaximumWidth(_WIDTH)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for text, data in items:
        made.addItem(text, data)
    return made
