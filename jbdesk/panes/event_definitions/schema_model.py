"""The rows of the schema's table: what was typed, and each mistake at its cell."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush

from jbdesk.model.events import schema_draft
from jbdesk.model.events.schema_draft import BY_NAME, FieldDraft
from jbdesk.model.problem import Problem
from jbdesk.widgets import icons, theme
from jbdesk.widgets.tooltips import tooltip

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROLE = Qt.ItemDataRole
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked

# The member of a row that each column shows, and its heading.
COLUMNS = (
    ("name", "Name"),
    ("type", "Type"),
    ("length", "Length"),
    ("is_required", "Required"),
    ("is_primary_key", "Primary key"),
    ("is_contact_key", "Contact key"),
)
TYPE = 1
_FIRST_TICK = 3
NAMES = tuple(name for name, _ in COLUMNS)


class SchemaModel(QAbstractTableModel):
    """Keeps what was typed, right or wrong; a row tells its mistakes once touched."""

    checked = Signal()  # what is wrong may have changed

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[FieldDraft] = []
        self._touched: set[int] = set()
        self._problems: dict[tuple[int, str], str] = {}
        self._before: list[tuple[FieldDraft, ...]] = []  # of each change
        self._after: list[tuple[FieldDraft, ...]] = []  # of each that was undone

    @property
    def rows(self) -> tuple[FieldDraft, ...]:
        return tuple(self._rows)

    def load(self, rows: tuple[FieldDraft, ...]) -> None:
        self._touched = set()
        self._before, self._after = [], []
        self._replace(rows)

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    def undo(self) -> None:
        """Bring back what was there before the last change."""
        if self._before:
            self._after.append(self.rows)
            self._replace(self._before.pop())

    def redo(self) -> None:
        if self._after:
            self._before.append(self.rows)
            self._replace(self._after.pop())

    def _note(self) -> None:
        """Remember what is there before it is changed."""
        self._before.append(self.rows)
        self._after.clear()

    def _replace(self, rows: tuple[FieldDraft, ...]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()
        self._check()

    def add(self) -> int:
        """Add an empty row at the end; gives its number."""
        self._note()
        number = len(self._rows)
        self.beginInsertRows(_NOWHERE, number, number)
        self._rows.append(FieldDraft())
        self.endInsertRows()
        self._check()
        return number

    def remove(self, number: int) -> None:
        self._note()
        self.beginRemoveRows(_NOWHERE, number, number)
        del self._rows[number]
        self._touched = {n - (n > number) for n in self._touched if n != number}
        self.endRemoveRows()
        self._check()

    def touch_all(self) -> tuple[Problem, ...]:
        """Tell every mistake from now on; gives them."""
        self._touched = set(range(len(self._rows)))
        return self._check()

    def problem_at(self, row: int, column: int) -> str:
        """What is wrong with a cell; "" where nothing is, or nobody was there yet."""
        if row not in self._touched:
            return ""
        return self._problems.get((row, NAMES[column]), "")

    @property
    def first_wrong(self) -> tuple[int, int] | None:
        """The first cell that tells a mistake; None where none does."""
        found = [
            (row, NAMES.index(name))
            for row, name in self._problems
            if row in self._touched
        ]
        return min(found, default=None)

    def _check(self) -> tuple[Problem, ...]:
        found = schema_draft.check(self._rows)
        self._problems = {
            (each.where.outcome or 0, each.where.field): each.text
            for each in reversed(found)
        }
        if self._rows:
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.checked.emit()
        return found

    # What the view asks.

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = _ROLE.DisplayRole,
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _ROLE.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return COLUMNS[section][1] if role == _ROLE.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() >= _FIRST_TICK:
            return plain | Qt.ItemFlag.ItemIsUserCheckable
        return plain | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> Any:
        value = getattr(self._rows[index.row()], NAMES[index.column()])
        wrong = self.problem_at(index.row(), index.column())
        is_tick = isinstance(value, bool)
        if role == _ROLE.CheckStateRole:
            return (_CHECKED if value else _UNCHECKED) if is_tick else None
        if role in (_ROLE.DisplayRole, _ROLE.EditRole) and not is_tick:
            is_type = index.column() == TYPE and role == _ROLE.DisplayRole
            return BY_NAME[value].label if is_type else value
        if role == _ROLE.AccessibleTextRole:
            return self._spoken(index, value, wrong)
        return _wrong_look(wrong, role) if wrong else None

    def _spoken(self, index: Index, value: Any, wrong: str) -> str:
        told = {True: "yes", False: "no"}.get(value, value)
        heading = COLUMNS[index.column()][1]
        return " ".join(filter(None, (f"{heading}: {told}.", wrong)))

    def setData(self, index: Index, value: Any, role: int = _ROLE.EditRole) -> bool:
        name = NAMES[index.column()]
        if role == _ROLE.CheckStateRole:
            value = Qt.CheckState(value) is _CHECKED
        elif role != _ROLE.EditRole:
            return False
        if getattr(self._rows[index.row()], name) != value:
            self._note()
        self._put(index.row(), name, value)
        self._touched.add(index.row())
        self._check()
        return True

    def _put(self, number: int, name: str, value: Any) -> None:
        changed = replace(self._rows[number], **{name: value})
        if name == "type":
            changed = replace(changed, length=changed.kind.length)
        if name in ("is_primary_key", "is_contact_key") and value:
            changed = replace(changed, is_required=True)
        if name == "is_contact_key" and value:
            # One field holds it: to tick another takes the tick away here.
            self._rows = [replace(e, is_contact_key=False) for e in self._rows]
        self._rows[number] = changed


def _wrong_look(wrong: str, role: int) -> Any:
    if role == _ROLE.DecorationRole:
        return icons.icon("circle-alert", "bad")
    if role == _ROLE.ForegroundRole:
        return QBrush(theme.colour("bad"))
    return tooltip(wrong) if role == _ROLE.ToolTipRole else None
