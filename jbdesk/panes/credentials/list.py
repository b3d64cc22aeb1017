"""The list of connections: environment colour, name, and which one is in use."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from jbdesk.model.package import COLOURS, PackageSettings
from jbdesk.model.packages import units
from jbdesk.services.connections.connections import SIMULATOR_ID
from jbdesk.widgets import environments, theme
from jbdesk.widgets.tooltips import tooltip

NEW = "New connection"
NEW_UNIT = "New business unit"
_INSET = 18  # of business units under their package
_ROW = Qt.ItemDataRole.UserRole
_HEIGHT = 48
_DOT = 8


@dataclass(frozen=True)
class ConnectionRow:
    """What the list shows of a connection; a new one has no id yet."""

    id: str
    name: str
    about: str
    colour: str
    is_in_use: bool = False
    is_unsaved: bool = False
    unit: str = ""  # a business unit's own name; it stands under its package

    @property
    def mark(self) -> str:
        return "in use" if self.is_in_use else "unsaved" if self.is_unsaved else ""

    @property
    def told(self) -> str:
        return ", ".join(filter(None, (self.name, self.about, self.mark)))


def row_of(
    settings: PackageSettings, *, in_use: str, is_unsaved: bool
) -> ConnectionRow:
    """Describe a connection in the list's words."""
    is_in_use = bool(settings.id) and settings.id == in_use
    is_unit = units.APART in settings.id
    return ConnectionRow(
        settings.id,
        settings.name or (NEW_UNIT if is_unit else NEW),
        _about(settings),
        settings.colour,
        is_in_use,
        is_unsaved,
        (settings.unit or NEW_UNIT) if is_unit else "",
    )


def _about(settings: PackageSettings) -> str:
    if settings.id == SIMULATOR_ID:
        return "Works at once"
    if settings.is_simulator:
        begins = "Sign in first" if settings.signs_in else "Works at once"
        return f"{begins} · MID {settings.account_id}"
    if not settings.id or settings.id.endswith(units.APART):
        return "Not saved yet"
    colour = next((e.label for e in COLOURS if e.value == settings.colour), "")
    if not settings.account_id:
        return " · ".join(filter(None, (colour, settings.subdomain)))
    # The narrow list leaves out the end: the MID counts more than the colour's name.
    return " · ".join(filter(None, (f"MID {settings.account_id}", colour)))


class ConnectionList(QListWidget):
    """Tells which connection is chosen, by its id."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Connections")
        self.setItemDelegate(_Rows(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self._rows: tuple[ConnectionRow, ...] = ()
        self.currentRowChanged.connect(self._current_changed)
        theme.notice.changed.connect(self.viewport().update)

    def show_rows(self, rows: Iterable[ConnectionRow], chosen: str) -> None:
        """Show the rows with one chosen, without telling it as chosen."""
        self.blockSignals(True)
        self._rows = tuple(rows)
        self._fit(len(self._rows))
        for position, row in enumerate(self._rows):
            item = self.item(position)
            item.setText(row.name)
            item.setToolTip(tooltip(row.told))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.told)
            item.setData(_ROW, row)
            if row.id == chosen:
                self.setCurrentRow(position)
        self.blockSignals(False)

    def _fit(self, count: int) -> None:
        while self.count() > count:
            self.takeItem(self.count() - 1)
        while self.count() < count:
            self.addItem(QListWidgetItem())

    def _current_changed(self, position: int) -> None:
        if 0 <= position < len(self._rows):
            self.chosen.emit(self._rows[position].id)


class _Rows(QStyledItemDelegate):
    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt calls it so
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt calls it so
    ) -> QSize:
        return QSize(0, _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: ConnectionRow = index.data(_ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect.adjusted(4, 1, -4, -1)
        left = area.left() + (_INSET if row.unit else 0)
        state = option.state
        _paint_ground(painter, QRectF(area), state)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(environments.token(row.colour)))
        painter.drawEllipse(QRectF(left + 10, area.top() + 11, _DOT, _DOT))
        words = area.adjusted(left - area.left() + 28, 5, -10, -6)
        name = row.unit or row.name
        _paint_line(painter, words, name, "strong", "text", is_top=True)
        mark = _paint_mark(painter, words, row)
        rest = words.adjusted(0, 0, mark - words.right() - theme.SPACE_2, 0)
        _paint_line(painter, rest, row.about, "label", "muted", is_top=False)
        painter.restore()


def _paint_ground(painter: QPainter, area: QRectF, state: QStyle.StateFlag) -> None:
    token = ""
    if state & QStyle.StateFlag.State_MouseOver:
        token = "hover"  # noqa: S105 - a colour's name
    if state & QStyle.StateFlag.State_Selected:
        token = "accent-soft"  # noqa: S105 - a colour's name
    if token:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(token))
        painter.drawRoundedRect(area, theme.RADIUS, theme.RADIUS)
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.colour("accent"))
        frame = area.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)


def _paint_mark(painter: QPainter, area: QRect, row: ConnectionRow) -> int:
    """Write “in use” or “unsaved” at the right; gives where it begins."""
    if not row.mark:
        return area.right()
    font = theme.font("caption-strong")
    width = QFontMetrics(font).horizontalAdvance(row.mark)
    painter.setFont(font)
    painter.setPen(theme.colour("ok" if row.is_in_use else "warn"))
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
    painter.drawText(area, side, row.mark)
    return area.right() - width


def _paint_line(
    painter: QPainter, area: QRect, text: str, set_as: str, token: str, *, is_top: bool
) -> None:
    font = theme.font(set_as)
    edge = Qt.AlignmentFlag.AlignTop if is_top else Qt.AlignmentFlag.AlignBottom
    shown = QFontMetrics(font).elidedText(
        text, Qt.TextElideMode.ElideRight, area.width()
    )
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    painter.drawText(area, edge | Qt.AlignmentFlag.AlignLeft, shown)
