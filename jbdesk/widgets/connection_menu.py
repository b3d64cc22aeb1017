"""The list that the environment switch opens: grouped, filtered by typing."""

from itertools import groupby

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from jbdesk.widgets import environments, theme
from jbdesk.widgets.environments import Environment
from jbdesk.widgets.surfaces import Line, make_surface

MANAGE = "Manage connections…"
_ROW = Qt.ItemDataRole.UserRole
_WIDTH = 380
_MOST = 14  # rows seen at once
_MOVES = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 10,
    Qt.Key.Key_PageUp: -10,
}


class ConnectionMenu(QFrame):
    """Stands below the switch; the keyboard is in its filter, Esc leaves."""

    chosen = Signal(str)  # a connection's id
    managed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName("Switch connection")
        make_surface(self)
        self.setFrameShape(QFrame.Shape.Box)
        self._choices: tuple[Environment, ...] = ()
        self._current = ""
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Name, business unit or environment")
        self.filter.setAccessibleName("Filter connections")
        self.list = QListWidget()
        self.list.setAccessibleName("Connections to switch to")
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_2] * 4)
        column.setSpacing(theme.SPACE_2)
        for each in (self.filter, Line("line-soft"), self.list):
            column.addWidget(each)
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(self._show)
        self.filter.returnPressed.connect(self._take)
        self.list.itemClicked.connect(self._take)

    def show_choices(self, choices: tuple[Environment, ...], current: str) -> None:
        self._choices, self._current = choices, current
        self._show()

    def open_at(self, place: QPoint) -> None:
        """Open with everything in sight, at the one in use."""
        self.filter.clear()
        self._show()
        self.move(place)
        self.show()
        self.filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show(self) -> None:
        wanted = self.filter.text().strip().casefold()
        self.list.clear()
        found = [each for each in self._choices if wanted in each.told.casefold()]
        for package, group in groupby(found, key=lambda each: each.package):
            if package:
                self._add(package, package, None)
            for each in group:
                mark = "In use. " if each.id == self._current else ""
                self._add(each.name, f"{mark}{each.told}", each)
        if not found:
            self._add("Nothing has this in its name.", "", None)
        self._add(MANAGE, MANAGE, Environment("", MANAGE))
        rows = min(self.list.count(), _MOST)
        self.list.setFixedHeight(rows * theme.ROW_HEIGHT + 2)
        self.setFixedWidth(_WIDTH)
        self.adjustSize()
        usable = [row for row in range(self.list.count()) if self._at(row)]
        used = [row for row in usable if self._id_at(row) == self._current]
        self.list.setCurrentRow(used[0] if used and not wanted else usable[0])

    def _add(self, text: str, told: str, row: Environment | None) -> None:
        item = QListWidgetItem(text)
        item.setData(_ROW, (row, row is not None and row.id == self._current))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, told or text)
        if row is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _at(self, row: int) -> bool:
        return bool(self.list.item(row).flags() & Qt.ItemFlag.ItemIsEnabled)

    def _id_at(self, row: int) -> str:
        found: Environment | None = self.list.item(row).data(_ROW)[0]
        return found.id if found else ""

    def _take(self, *_: object) -> None:
        row = self.list.currentRow()
        if row < 0 or not self._at(row):
            return
        self.hide()
        if found := self._id_at(row):
            self.chosen.emit(found)
        else:
            self.managed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys that move in a list move in it from the filter."""
        is_press = event.type() is QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self._move(_MOVES[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        usable = [row for row in range(self.list.count()) if self._at(row)]
        place = usable.index(self.list.currentRow()) + step
        self.list.setCurrentRow(usable[max(0, min(place, len(usable) - 1))])


class _Rows(QStyledItemDelegate):
    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt calls it so
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002 - Qt calls it so
    ) -> QSize:
        return QSize(0, theme.ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, is_used = index.data(_ROW)
        painter.save()
        if row is None:
            area = option.rect.adjusted(8, 6, -8, 0)
            _words(painter, area, index.data(), "caption-strong", "muted")
        else:
            super().paint(painter, _bare(option), index)
            _paint_row(painter, option.rect.adjusted(10, 0, -10, 0), row, is_used)
        painter.restore()


def _bare(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    """Give the option without its words: they are painted in parts."""
    made = QStyleOptionViewItem(option)
    made.palette.setColor(made.palette.ColorRole.Text, Qt.GlobalColor.transparent)
    made.palette.setColor(
        made.palette.ColorRole.HighlightedText, Qt.GlobalColor.transparent
    )
    return made


def _paint_row(painter: QPainter, area: QRect, row: Environment, is_used: bool) -> None:
    words = area.adjusted(22, 0, 0, 0)
    if row.id:
        middle = area.center().y() - 5
        environments.dot(row.colour).paint(painter, area.left(), middle, 12, 12)
    right = words
    for text, token in (
        (row.keys, "muted"),
        (row.word, environments.token(row.colour)),
    ):
        width = QFontMetrics(theme.font("caption")).horizontalAdvance(text) + 2
        side = right.adjusted(right.width() - width, 0, 0, 0)
        _words(painter, side, text, "caption", token)
        right = right.adjusted(0, 0, -width - (theme.SPACE_3 if text else 0), 0)
    _words(
        painter, right, row.unit or row.name, "strong" if is_used else "body", "text"
    )


def _words(painter: QPainter, area: QRect, text: str, set_as: str, token: str) -> None:
    font = theme.font(set_as)
    shown = QFontMetrics(font).elidedText(
        text, Qt.TextElideMode.ElideRight, area.width()
    )
    painter.setFont(font)
    painter.setPen(theme.colour(token))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)
