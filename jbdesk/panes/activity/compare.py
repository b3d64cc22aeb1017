"""Two answers side by side: each place where they differ, and both values whole."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.exchange import Exchange
from jbdesk.model.exchanges import exchange_difference
from jbdesk.model.exchanges.exchange_difference import MOST, Change
from jbdesk.model.texts.words import counted
from jbdesk.panes.activity import rows
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.buttons import button
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.json_view import JsonView
from jbdesk.widgets.labels import ElidedLabel, section
from jbdesk.widgets.table import RowsTable
from jbdesk.widgets.table_model import Column

_ABSENT = "not there"
_SHOWN = 300  # characters of a value in its cell
_SPLIT = (660, 440)


def _place(change: Change) -> str:
    return f"{change.part} {change.where}".strip() if change.where else change.part


def _value(value: str | None) -> str:
    return _ABSENT if value is None else value[:_SHOWN].replace("\n", " ")


def _token(change: Change) -> str:
    return "muted" if change.is_usual else ""


_COLUMNS = (
    Column("Where", _place, width=220, is_fixed=True, token=_token),
    Column("Before", lambda each: _value(each.before), width=200, token=_token),
    Column("After", lambda each: _value(each.after), is_stretched=True, token=_token),
)


class CompareView(QWidget):
    """Shows a comparison until it is left."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._about = ElidedLabel(set_as="strong")
        self._badge = Badge()
        self._usual = Badge()
        self.table = RowsTable("Differences", _COLUMNS)
        self._before, self._after = JsonView("Before"), JsonView("After")
        self._same = EmptyState("Both answers mean the same")
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.chosen.connect(self._show_values)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(
            button("Back to the request", self.left.emit, icon="chevron-left")
        )
        head.addWidget(self._about, 1)
        head.addWidget(self._badge)
        head.addWidget(self._usual)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self._values())
        self.splitter.setSizes(_SPLIT)
        self.splitter.setChildrenCollapsible(False)
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self._same)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _values(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(theme.SPACE_3, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        for name, view in (("Before", self._before), ("After", self._after)):
            column.addWidget(section(name))
            column.addWidget(view, 1)
        return made

    def compare(self, before: Exchange, after: Exchange) -> None:
        """Show what differs; what differs with every answer stands last."""
        changes = exchange_difference.compare(before, after)
        telling = [each for each in changes if not each.is_usual]
        usual = [each for each in changes if each.is_usual]
        self._about.setText(f"{rows.name_of(before)} → {rows.name_of(after)}")
        several = "differences" if len(changes) < MOST else "differences and more"
        told = counted(len(telling), "difference", several) if telling else "Same"
        self._badge.show_state(told, "warn" if telling else "ok")
        self._usual.show_state(f"{len(usual)} usual" if usual else "")
        self._usual.setToolTip("These differ with every answer, like its date")
        self.table.load((*telling, *usual))
        self._stack.setCurrentIndex(0 if changes else 1)
        if changes:
            self.table.choose((*telling, *usual)[0])

    def _show_values(self, change: Change | None) -> None:
        for view, name in ((self._before, "before"), (self._after, "after")):
            value = None if change is None else getattr(change, name)
            view.show_text(_ABSENT if value is None else value, is_pretty=True)
