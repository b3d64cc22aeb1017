"""From a file to rows that can be sent: look, map, check, choose how to fire."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.firing import contact_rows
from jbdesk.model.firing.contact_rows import Record, Row, Unreadable
from jbdesk.panes.fire.many.mapping import MappingForm
from jbdesk.panes.fire.many.report import ReportCard
from jbdesk.panes.fire.many.settings import SettingsRow
from jbdesk.services.rows.rows_file import RowsFile
from jbdesk.services.runs.rows_check import Report
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, primary_button
from jbdesk.widgets.labels import ElidedLabel, caption, strong
from jbdesk.widgets.paged_table import PagedTable
from jbdesk.widgets.surfaces import Card, Line, make_surface
from jbdesk.widgets.table import Column

LOOKED_AT = 100  # rows of the preview
_LEFT = 340
_HEIGHTS = (260, 300)
_LETTER, _NARROWEST, _WIDEST = 8, 80, 240


class Preview(Card):
    """The first rows as they stand in the file."""

    def __init__(self) -> None:
        super().__init__()
        self._about = ElidedLabel(set_as="label", colour="muted")
        self._table = PagedTable("First rows", (), lambda pair: pair[0])
        self._table.set_empty("No rows here", "Choose another file.")
        self._table.view.horizontalHeader().setStretchLastSection(True)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(strong("First rows"))
        head.addWidget(self._about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(self._table, 1)

    def show_records(
        self,
        columns: tuple[str, ...],
        unit: str,
        records: tuple[tuple[int, Record], ...],
    ) -> None:
        number = Column(unit, lambda pair: f"{pair[0]:,}", width=64, is_number=True)
        self._table.begin((number, *(_column(each, records) for each in columns)))
        self._table.show_page(0, records, len(records))
        is_whole = len(records) < LOOKED_AT
        self._about.setText("" if is_whole else f"{len(records)} of them")


def _column(name: str, records: tuple[tuple[int, Record], ...]) -> Column:
    cell = _cell_of(name)
    read = [e for e in records[:LOOKED_AT] if not isinstance(e[1], Unreadable)]
    longest = max((len(cell(each)) for each in read), default=0)
    width = max(_NARROWEST, min(_LETTER * max(longest, len(name)) + 24, _WIDEST))
    return Column(name, cell, width=width)


def _cell_of(name: str) -> Callable[[tuple[int, Record]], str]:
    def cell(pair: tuple[int, Record]) -> str:
        record = pair[1]
        if isinstance(record, Unreadable):
            return record.why
        return (contact_rows.text_of(record.get(name)) or "").replace("\n", " ")

    return cell


class Prepare(QWidget):
    """Left what is chosen, right what is there; the next step at the lower right."""

    back_wanted = Signal()
    check_wanted = Signal()
    stop_wanted = Signal()
    fire_wanted = Signal()
    changed = Signal()  # the mapping: what was checked counts no more

    def __init__(self, file_card: QWidget) -> None:
        super().__init__()
        self._file_card = file_card
        self.mapping = MappingForm()
        self.preview = Preview()
        self.report = ReportCard()
        self.settings = SettingsRow()
        self._bar = QProgressBar(maximum=1000, textVisible=False)
        self._bar.setAccessibleName("Progress of the check")
        self._hint = caption()
        self._back = button("Back", self.back_wanted.emit)
        self._stop = button("Stop checking", self.stop_wanted.emit)
        self._check = primary_button("Check rows", self.check_wanted.emit, icon="check")
        self._fire = primary_button("Fire", self.fire_wanted.emit, icon="send")
        self._is_checked = False
        self._not_checked = ""
        self._lay_out()
        self.mapping.changed.connect(self.changed)
        self.settings.changed.connect(self._show_fire)
        self.report.answered.connect(self._show_fire)
        self.begin("Line", has_mapping=True)

    def _lay_out(self) -> None:
        left = make_surface(QWidget())
        column = QVBoxLayout(left)
        column.setContentsMargins(*[theme.SPACE_4] * 4)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self._file_card)
        column.addWidget(self.mapping)
        column.addStretch(1)
        self._left = QScrollArea()
        self._left.setFrameShape(QFrame.Shape.NoFrame)
        self._left.setWidgetResizable(True)
        self._left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._left.setWidget(left)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.addWidget(self._left)
        across.addWidget(self._right())
        across.setStretchFactor(1, 1)
        across.setSizes([_LEFT, 2 * _LEFT])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(across, 1)
        whole.addWidget(Line())
        whole.addWidget(self._foot())

    def _right(self) -> QWidget:
        down = QSplitter(Qt.Orientation.Vertical)
        down.setChildrenCollapsible(False)
        down.setHandleWidth(theme.SPACE_3)
        for card, height in zip((self.preview, self.report), _HEIGHTS, strict=True):
            card.setMinimumHeight(height // 2)
            down.addWidget(card)
        down.setSizes(_HEIGHTS)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.addWidget(down)
        return right

    def _foot(self) -> QWidget:
        foot = make_surface(QWidget())
        row = QHBoxLayout(foot)
        row.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_4, theme.SPACE_2
        )
        row.setSpacing(theme.SPACE_3)
        below = Qt.AlignmentFlag.AlignBottom
        row.addWidget(self._back, 0, below)
        row.addWidget(self._bar, 1)
        self._hint.setFixedHeight(theme.BUTTON_HEIGHT)
        row.addWidget(self._hint, 1, below)
        row.addWidget(self.settings)
        for each in (self._stop, self._check, self._fire):
            row.addWidget(each, 0, below)
        return foot

    # What the page calls.

    def begin(self, unit: str, *, has_mapping: bool, why_not: str = "") -> None:
        """Nothing is checked yet; `why_not` tells what keeps it from being checked."""
        self._not_checked = why_not
        self._is_checked = False
        self.mapping.setVisible(has_mapping)
        self.report.hide()
        self.report.begin(unit)
        self._show_step(is_checking=False)

    def show_file(
        self, file: RowsFile, records: tuple[tuple[int, Record], ...]
    ) -> None:
        self.preview.show_records(file.columns, file.unit, records)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show generated rows as they will be sent."""
        names = dict.fromkeys(name for row in rows for name in row.data)
        records = [(row.number, {_KEY: row.contact_key, **row.data}) for row in rows]
        self.preview.show_records((_KEY, *names), "Row", tuple(records))

    def take_keyboard(self) -> None:
        """Let the keyboard begin with what is to be chosen first."""
        if self.mapping.isVisibleTo(self):
            self.mapping.take_keyboard()
        else:
            self._check.setFocus()

    def show_checking(self, report: Report | None = None) -> None:
        self.report.show()
        if report is not None:
            self.report.show_counts(report)
        self.show_share(report.share if report else 0.0, is_checking=True)

    def show_share(self, share: float, *, is_checking: bool) -> None:
        """Tell how far the reading is, of the check or for the run."""
        self._bar.setValue(int(1000 * share))
        self._show_step(is_checking=is_checking, is_taking=not is_checking)

    def show_report(self, report: Report) -> None:
        self._is_checked = True
        self.report.show_report(report)
        self._show_step(is_checking=False)
        if self._fire.isEnabled():
            self._fire.setFocus()
        else:
            self.report.ask()

    def show_stopped(self) -> None:
        self._show_step(is_checking=False)

    def _show_step(self, *, is_checking: bool, is_taking: bool = False) -> None:
        is_idle = not (is_checking or is_taking)
        self._bar.setVisible(not is_idle)
        self._stop.setText("Stop checking" if is_checking else "Stop")
        self._stop.setAccessibleName(self._stop.text())
        self._stop.setVisible(not is_idle)
        self._back.setEnabled(is_idle)
        self._left.setEnabled(is_idle)
        self._hint.setVisible(is_idle)
        self._check.setVisible(is_idle and not self._is_checked)
        for each in (self._fire, self.settings):
            each.setVisible(is_idle and self._is_checked)
        self._show_fire()

    def _show_fire(self) -> None:
        text = f"Fire {self.report.to_send:,} rows"
        self._fire.setText(text)
        self._fire.setAccessibleName(text)
        why = self._why_not()
        self._hint.setText(why)
        self._fire.setEnabled(not why)
        self._check.setEnabled(not why)

    def _why_not(self) -> str:
        if not self._is_checked:
            return self._not_checked
        if not self.report.to_send:
            return "No row can be sent."
        if not self.report.is_answered:
            return "Choose what becomes of the twins."
        return self.settings.problem


_KEY = "Contact key"
