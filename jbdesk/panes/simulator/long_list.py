"""A long list in a card: its count, what narrows it, and the pages one sees."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from jbdesk.model.journey import JsonObject
from jbdesk.services.simulated.simulator_controls import SimulatorControls
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.paged_model import PAGE
from jbdesk.widgets.paged_table import PagedTable
from jbdesk.widgets.surfaces import Card
from jbdesk.widgets.table import FilterField
from jbdesk.widgets.tooltips import tooltip

_TYPED = 200  # milliseconds after the last key
_FIND_WIDTH = 240


class ListCard(Card):
    """A row of what narrows a list, and the list below it."""

    def __init__(self, find: str) -> None:
        super().__init__()
        self.finder = FilterField(find)
        self.finder.setFixedHeight(theme.BUTTON_HEIGHT)
        self.finder.setMinimumWidth(120)
        self.finder.setMaximumWidth(_FIND_WIDTH)
        self.count = Badge()
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.SPACE_2)
        self.head.addWidget(self.finder, 1)
        self.head.addWidget(self.count)
        self.head.addStretch()
        self.column = QVBoxLayout(self)
        edge = theme.SPACE_2
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(theme.SPACE_2)
        self.column.addLayout(self.head)

    def add_choice(self, box: QComboBox) -> None:
        """Put a choice before the field that finds."""
        self.head.insertWidget(self.head.count() - 3, box)

    def add_action(self, widget: QWidget) -> None:
        self.head.addWidget(widget)


class LongList(ListCard):
    """Reads the pages that one sees of what the choices and the field leave."""

    narrowed = Signal()  # another list is wanted

    def __init__(self, find: str, table: PagedTable) -> None:
        super().__init__(find)
        self.table = table
        self.column.addWidget(table, 1)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED)
        self._typed.timeout.connect(self.begin)
        self.finder.textChanged.connect(lambda _: self._typed.start())
        self.finder.rows_wanted.connect(self._to_rows)
        self._generation = 0

    @property
    def sought(self) -> str:
        return self.finder.text().strip()

    def begin(self) -> None:
        """Read from the start: the list has become another one."""
        self._typed.stop()
        self._generation += 1
        self.table.begin()
        self.narrowed.emit()

    async def read(
        self,
        controls: SimulatorControls,
        *parts: str,
        made: Callable[[JsonObject], Any],
        **query: Any,
    ) -> None:
        """Read every page that can be seen and is not here."""
        generation = self._generation
        while (number := self.table.next_wanted()) is not None:
            told = await controls.page(
                *parts, number=number, size=PAGE, search=self.sought, **query
            )
            if generation != self._generation:
                return
            self.show_page(number, [made(item) for item in told["items"]], told)

    def show_page(self, number: int, rows: list[Any], told: JsonObject) -> None:
        self.table.show_page(number, rows, told["count"])
        self.count.show_state(f"{told['count']:,}")

    def _to_rows(self) -> None:
        if self.table.count:
            if not self.table.view.currentIndex().isValid():
                self.table.view.selectRow(0)
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)


def choice(name: str, least: int = 10) -> QComboBox:
    """Make a box to choose from, named for screen readers."""
    made = QComboBox()
    made.setAccessibleName(name)
    # What is too long for the box can be read where it is pointed at.
    made.currentTextChanged.connect(
        lambda text: made.setToolTip(tooltip(f"{name}: {text}"))
    )
    made.setFixedHeight(theme.BUTTON_HEIGHT)
    made.setMinimumContentsLength(least)
    policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    made.setSizeAdjustPolicy(policy)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made
