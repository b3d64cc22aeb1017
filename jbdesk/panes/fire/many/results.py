"""The rows of a run by pages: what became of each, narrowed by state and by text."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout

from jbdesk.model.firing.run import RowState, Run, RunRow
from jbdesk.panes.fire.many.words import EVENT_ID, ROW_COLUMNS, STATES
from jbdesk.services.runs.runs import Runs
from jbdesk.services.work import Work
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.paged_model import PAGE
from jbdesk.widgets.paged_table import PagedTable
from jbdesk.widgets.surfaces import Card
from jbdesk.widgets.table import FilterField

_TYPED = 200  # milliseconds after the last key
_FIND_WIDTH = 200
_ALL = "All"
_WIDE = 1200  # from here there is room for ids beside the reasons


class Results(Card):
    """Reads the pages that one sees; the buttons are filters with their counts."""

    wanted = Signal()  # `read` has something to do

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[RowState, int] = {}
        self._found = 0
        self.table = PagedTable("Rows", ROW_COLUMNS, _number_of)
        self._finder = FilterField("Find row")
        self._finder.setFixedHeight(theme.BUTTON_HEIGHT)
        self._finder.setMaximumWidth(_FIND_WIDTH)
        self._filters = QButtonGroup(self)
        self._buttons: dict[RowState | None, QPushButton] = {}
        self._words: dict[RowState | None, str] = {None: _ALL}
        self._words |= {state: word for state, word, _ in STATES}
        self._typed = QTimer(self, singleShot=True, interval=_TYPED)
        self._lay_out()
        self._typed.timeout.connect(self.begin)
        self._finder.textChanged.connect(lambda _: self._typed.start())
        QShortcut(QKeySequence("Ctrl+F"), self, self._search)
        self._finder.rows_wanted.connect(self._to_rows)
        self._filters.buttonClicked.connect(lambda _: self.begin())
        self.table.wanted.connect(self.wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_1)
        for state, word in self._words.items():
            made = button(word)
            made.setCheckable(True)
            self._filters.addButton(made)
            self._buttons[state] = made
            head.addWidget(made)
        self._buttons[None].setChecked(True)
        head.addStretch(1)
        head.addWidget(self._finder, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_2] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    @property
    def state(self) -> RowState | None:
        """The state that is looked at; None: all."""
        chosen = self._filters.checkedButton()
        return next(state for state, each in self._buttons.items() if each is chosen)

    def show_all(self) -> None:
        """Forget what narrowed the list."""
        self._finder.blockSignals(True)
        self._finder.clear()
        self._finder.blockSignals(False)
        self._buttons[None].setChecked(True)
        self.begin()

    def begin(self) -> None:
        """Read from the start: the list has become another one."""
        self._typed.stop()
        self.table.begin()
        self.wanted.emit()

    def outdate(self) -> None:
        """Let what one sees be read again."""
        self.table.outdate()
        self.wanted.emit()

    def show_counts(self, counts: Mapping[RowState, int]) -> None:
        """Tell on each filter how many it leaves; those that leave none are away."""
        self._counts = counts
        total = sum(counts.values())
        for state, each in self._buttons.items():
            count = total if state is None else counts.get(state, 0)
            text = f"{self._words[state]} {count:,}"
            each.setText(text)
            each.setAccessibleName(text)
            each.setVisible(state is None or bool(count) or each.isChecked())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.view.setColumnHidden(EVENT_ID, self.width() < _WIDE)

    async def read(self, work: Work, runs: Runs, run: Run) -> None:
        """Read every page that can be seen and is not here."""
        asked = self._asked
        while (number := self.table.next_wanted()) is not None:
            state, find = asked
            rows = await work.run(
                runs.rows,
                run.id,
                state=state,
                find=find,
                offset=number * PAGE,
                limit=PAGE,
            )
            if asked != self._asked:
                return
            self.table.show_page(number, rows, self._count_with(number, rows))

    @property
    def _asked(self) -> tuple[RowState | None, str]:
        return self.state, self._finder.text().strip()

    def _count_with(self, number: int, rows: tuple[RunRow, ...]) -> int:
        """Tell how long the list is; what is found by text is only known so far."""
        state, find = self._asked
        if not find:
            known = self._counts.get(state, 0) if state else sum(self._counts.values())
            return max(known, number * PAGE + len(rows))
        here = number * PAGE + len(rows)
        is_more = len(rows) == PAGE
        self._found = max(self._found if number else 0, here + is_more)
        return self._found

    def _search(self) -> None:
        self._finder.setFocus()
        self._finder.selectAll()

    def _to_rows(self) -> None:
        if self.table.count:
            if not self.table.view.currentIndex().isValid():
                self.table.view.selectRow(0)
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _number_of(row: RunRow) -> int:
    return row.number
