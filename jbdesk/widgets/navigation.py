"""The rail at the left: one entry a pane, collapsible to icons."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from jbdesk.widgets import icons, theme
from jbdesk.widgets.surfaces import make_surface

WIDTH = 176
COLLAPSED_WIDTH = 52
ENTRY_HEIGHT = 32


@dataclass(frozen=True)
class Entry:
    """What the rail shows of a pane."""

    name: str
    icon: str
    shortcut: str


class NavigationEntry(QAbstractButton):
    """A row of the rail: icon and name, tinted while its pane is open."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._icon = entry.icon
        self.is_collapsed = False
        self.is_open = False
        self.setText(entry.name)
        self.setAccessibleName(entry.name)
        self.setToolTip(f"{entry.name} ({entry.shortcut})")
        self.setFixedHeight(ENTRY_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.notice.changed.connect(self.update)

    def show_open(self, *, is_open: bool) -> None:
        """Mark it as the one whose pane is in front."""
        # A button that can be checked would be told as a check box.
        self.is_open = is_open
        self.setAccessibleDescription("open" if is_open else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, ENTRY_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.is_open or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-soft" if self.is_open else "hover"))
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        token = "accent" if self.is_open else "muted"
        top = (ENTRY_HEIGHT - theme.ICON) // 2
        left = (
            (self.width() - theme.ICON) // 2 if self.is_collapsed else theme.SPACE_3 - 2
        )
        icons.icon(self._icon, token).paint(painter, left, top, theme.ICON, theme.ICON)
        if not self.is_collapsed:
            self._paint_name(painter)

    def _paint_name(self, painter: QPainter) -> None:
        painter.setFont(theme.font("strong" if self.is_open else "body"))
        painter.setPen(theme.colour("accent" if self.is_open else "muted"))
        area = self.rect().adjusted(theme.SPACE_3 + theme.ICON + theme.SPACE_1, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.text())


class NavigationRail(QWidget):
    """All panes' entries; arrows move, `chosen` tells the entry's name."""

    chosen = Signal(str)

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        super().__init__()
        make_surface(self)
        self.setAccessibleName("Panes")
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_1 // 2)
        self._entries: dict[str, NavigationEntry] = {}
        for entry in entries:
            button = NavigationEntry(entry)
            button.clicked.connect(
                lambda _=False, name=entry.name: self.chosen.emit(name)
            )
            self._entries[entry.name] = button
            column.addWidget(button)
        column.addStretch(1)
        self.collapse(on=False)

    def show_chosen(self, name: str) -> None:
        """Mark an entry as open without telling it as chosen."""
        for each, entry in self._entries.items():
            entry.show_open(is_open=each == name)

    @property
    def is_collapsed(self) -> bool:
        return self.width() == COLLAPSED_WIDTH

    def collapse(self, *, on: bool) -> None:
        self.setFixedWidth(COLLAPSED_WIDTH if on else WIDTH)
        for entry in self._entries.values():
            entry.is_collapsed = on
            entry.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        focused = self.focusWidget()
        if step is None or not isinstance(focused, NavigationEntry):
            super().keyPressEvent(event)
            return
        names = list(self._entries.values())
        names[(names.index(focused) + step) % len(names)].setFocus()
