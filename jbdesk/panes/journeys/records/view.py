"""What is on record of a journey: contact history with its chart, and the audit log."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from jbdesk.model.records.audit_row import AuditRow
from jbdesk.model.records.history import KeptRow
from jbdesk.model.texts import service_time
from jbdesk.panes.journeys.records.chart import DaysChart
from jbdesk.panes.journeys.records.filters import HistoryFilters
from jbdesk.widgets import surfaces, theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import Label
from jbdesk.widgets.paged_table import PagedTable
from jbdesk.widgets.surfaces import Line
from jbdesk.widgets.table import Column, RowsTable


def _when(row: KeptRow) -> str:
    return f"{row.at.astimezone():%Y-%m-%d %H:%M:%S}"


def _status_token(row: KeptRow) -> str:
    return "bad" if row.is_trouble else ""


def history_columns(versions: dict[str, int]) -> tuple[Column, ...]:
    return (
        Column("Time", _when, width=164),
        Column("Contact key", lambda row: row.contact_key, width=220, is_fixed=True),
        Column(
            "Version",
            lambda row: str(versions.get(row.definition_id, "")),
            width=64,
            is_number=True,
        ),
        Column("Activity", lambda row: row.activity, width=200),
        Column("Type", lambda row: row.type, width=130),
        Column("Status", lambda row: row.status, width=170, token=_status_token),
        Column("Message", lambda row: row.message, is_stretched=True),
    )


def _audited(row: AuditRow) -> str:
    at = service_time.moment(row.date)
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}" if at else row.date


AUDIT_COLUMNS = (
    Column("Time", _audited, width=164),
    Column("Who", lambda row: row.user, width=180),
    Column("What", lambda row: row.action, width=200),
    Column("Version", lambda row: str(row.version or ""), width=64, is_number=True),
    Column("More", lambda row: row.details, is_stretched=True),
)


ALL = "Pull all journeys"


class RecordsView(QWidget):
    """Two pages; Esc closes it."""

    closed = Signal()

    def __init__(self, filters: HistoryFilters, table: PagedTable) -> None:
        super().__init__()
        self.setAccessibleName("History")
        self.filters = filters
        self.table = table
        self.chart = DaysChart()
        self.audit = RowsTable("Audit log", AUDIT_COLUMNS)
        self.audit.set_empty(
            "Nothing is in the audit log", "Each save, publish and stop is noted here."
        )
        self.told = Label(colour="muted", wraps=True)
        self.told.setAccessibleName("What the archive has")
        self.pull = button("Pull what is new", icon="refresh-cw")
        self.stop = button("Stop pulling", icon="circle-stop")
        self.stop.hide()
        self.everything = button(ALL, icon="download")
        self.everything.setToolTip(
            "Pulls the history of every journey; it goes on when this page is closed"
        )
        self.close_ = button("Close the history", self.closed.emit, icon="x")
        self.export = button("Export as CSV…", icon="download")
        self.pages = QTabWidget(documentMode=True)
        self.pages.tabBar().setAccessibleName("Pages of the history")
        self._lay_out()
        self._order()
        self.setFocusProxy(filters.contact)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        filters.contact.rows_wanted.connect(table.view.setFocus)

    def _lay_out(self) -> None:
        self.pages.addTab(self._history_page(), "Contact history")
        self.pages.addTab(_padded(self.audit), "Audit log")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(surfaces.strip(self.told, *self._deeds))
        column.addWidget(Line())
        column.addWidget(self.pages, 1)

    @property
    def _deeds(self) -> tuple[QWidget, ...]:
        return (self.pull, self.stop, self.everything, self.export, self.close_)

    def _order(self) -> None:
        """Let Tab reach what stands above, too: it begins with the contact key."""
        order = (self.table.view, *self._deeds, self.pages.tabBar())
        for one, other in pairwise(order):
            self.setTabOrder(one, other)

    def _history_page(self) -> QWidget:
        upper = QWidget()
        above = QVBoxLayout(upper)
        above.setContentsMargins(*[theme.SPACE_3] * 4)
        above.setSpacing(theme.SPACE_2)
        above.addWidget(self.filters)
        above.addWidget(self.chart, 1)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(upper)
        parts.addWidget(self.table)
        parts.setStretchFactor(1, 1)
        parts.setSizes([330, 500])
        return parts

    def show_audit(self, rows: Iterable[AuditRow]) -> None:
        self.audit.load(rows)

    def show_everything(self, done: float | None) -> None:
        """Show how far the pull of all journeys is; None: none is under way."""
        told = ALL if done is None else f"Stop pulling all, {done:.0%}"
        self.everything.setText(told)
        self.everything.setAccessibleName(told)

    def show_pulling(self, *, is_pulling: bool) -> None:
        self.pull.setVisible(not is_pulling)
        self.stop.setVisible(is_pulling)


def _padded(widget: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(*[theme.SPACE_3] * 4)
    column.addWidget(widget)
    return made
