"""What narrows the list of journeys: one row of controls above it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from jbdesk.model.fields import Choice
from jbdesk.model.journeys import journey_filter
from jbdesk.model.journeys.journey_filter import AGES, ANY, JourneyFilter
from jbdesk.model.journeys.journey_row import FOLDERS, JourneyRow
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.table import FilterField
from jbdesk.widgets.tooltips import tooltip

_WIDTH = 168
_MOST_SHOWN = 20  # lines of an open list


class JourneyFilters(QWidget):
    """Tells when other rows are wanted; knows no rows itself."""

    changed = Signal()

    def __init__(self, field: FilterField, columns: QWidget) -> None:
        super().__init__()
        self._status = _box("Status")
        self._event = _box("Entry event")
        self._tag = _box("Tag")
        self._folder = _box("Folder", FOLDERS)
        self._age = _box("Changed since")
        self.boxes = (self._status, self._event, self._tag, self._folder, self._age)
        self._clear = button("Clear filters", self.clear)
        self._clear.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(field, 3)
        for box in self.boxes:
            row.addWidget(box, 1)
            box.currentIndexChanged.connect(self._chosen)
        row.addWidget(self._clear)
        row.addWidget(columns)
        self.offer((), {})

    def offer(self, rows: Iterable[JourneyRow], names: dict[str, str]) -> None:
        """Fill the lists with what the rows have; what is chosen stays."""
        found = journey_filter.offered(rows, names)
        lists = (found.statuses, found.events, found.tags, found.folders, AGES)
        for box, choices in zip(self.boxes, lists, strict=True):
            _fill(box, choices)

    @property
    def chosen(self) -> JourneyFilter:
        return JourneyFilter(*(box.currentData() or ANY for box in self.boxes))

    def clear(self) -> None:
        """Let every journey through again."""
        for box in self.boxes:
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self._chosen()

    def _chosen(self) -> None:
        self._clear.setVisible(not self.chosen.is_open)
        self.changed.emit()


def _fill(box: QComboBox, choices: tuple[Choice, ...]) -> None:
    before = box.currentData()
    known = [each.value for each in choices]
    box.blockSignals(True)
    box.clear()
    for choice in choices:
        box.addItem(choice.label, choice.value)
    box.setCurrentIndex(known.index(before) if before in known else 0)
    box.blockSignals(False)


def _box(name: str, about: str = "") -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(tooltip(about or name))
    made.setAccessibleDescription(about)
    made.setFixedHeight(theme.CONTROL_HEIGHT)
    made.setMaxVisibleItems(_MOST_SHOWN)
    # Nothing moves when another text is chosen, and a small window has room.
    made.setMinimumContentsLength(6)
    made.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    made.setMaximumWidth(_WIDTH)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made
