"""The bar at the top: which tenant, search for a command, the token's time."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QWidget,
)

from jbdesk.widgets import environments, icons, theme
from jbdesk.widgets.buttons import ROLE, button, icon_button
from jbdesk.widgets.connection_menu import ConnectionMenu
from jbdesk.widgets.environments import Environment
from jbdesk.widgets.labels import muted, strong
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.tooltips import tooltip

HEIGHT = 44
_LONGEST_TOKEN = "Token 00:00"  # noqa: S105 - words


class EnvironmentSwitch(QAbstractButton):
    """Names the tenant in use with its environment; opens the list of the others."""

    chosen = Signal(str)  # a connection's id
    managed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._colour, self._word = "", ""
        self._choices: tuple[Environment, ...] = ()
        self._current = ""
        self._menu: ConnectionMenu | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.BUTTON_HEIGHT)
        self.setText("Not connected")
        self.setAccessibleName("Connection")
        self.clicked.connect(self.open)
        theme.notice.changed.connect(self.update)

    def show_choices(self, choices: tuple[Environment, ...], current: str) -> None:
        """Take what can be chosen, and which of it is in use."""
        self._choices, self._current = choices, current
        for each in choices:
            if each.id == current:
                self._show(each)

    def _show(self, current: Environment) -> None:
        self._colour, self._word = current.colour, current.word
        self.setText(current.name)
        told = ", ".join(filter(None, (current.name, current.word)))
        self.setToolTip(tooltip(f"Connection: {told}"))
        self.setAccessibleDescription(told)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(min(words, 320) + 62 + self._word_width(), theme.BUTTON_HEIGHT)

    def _word_width(self) -> int:
        if not self._word:
            return 0
        metrics = QFontMetrics(theme.font("caption-strong"))
        return metrics.horizontalAdvance(self._word) + theme.SPACE_2

    def open(self) -> None:
        """List what can be switched to."""
        menu = self._menu = self._menu or self._made()
        menu.show_choices(self._choices, self._current)
        menu.open_at(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _made(self) -> ConnectionMenu:
        made = ConnectionMenu(self)
        made.chosen.connect(self.chosen)
        made.managed.connect(self.managed)
        return made

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.colour("accent" if self.hasFocus() else "line"))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)
        middle = self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(environments.token(self._colour)))
        painter.drawEllipse(QRectF(12, middle - 4, 8, 8))
        words = self.rect().adjusted(28, 0, -28 - self._word_width(), 0)
        self._paint_words(painter, words)
        icons.icon("chevron-down", "muted").paint(
            painter, self.width() - 24, int(middle - 7), 14, 14
        )

    def _paint_words(self, painter: QPainter, words: QRect) -> None:
        side = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.colour("text"))
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, side, text)
        painter.setFont(theme.font("caption-strong"))
        painter.setPen(theme.colour(environments.token(self._colour)))
        beside = words.adjusted(words.width() + theme.SPACE_2, 0, self._word_width(), 0)
        painter.drawText(beside, side, self._word)


class CommandSearch(QLineEdit):
    """Finds an action by any part of its name and runs it."""

    def __init__(self, actions: Callable[[], list[QAction]]) -> None:
        super().__init__()
        self._actions = actions
        self._found: dict[str, QAction] = {}
        self.setPlaceholderText("Search or run a command   Ctrl+K")
        self.setAccessibleName("Search or run a command")
        self.setFixedHeight(theme.BUTTON_HEIGHT)
        self.setMaximumWidth(420)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(14)
        completer.activated.connect(self._run)
        self.setCompleter(completer)
        self.textEdited.connect(self._refresh)
        self.returnPressed.connect(lambda: self._run(self.text()))

    def open(self) -> None:
        """Take the keyboard and list every command."""
        self._refresh()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.completer().setCompletionPrefix("")
        self.completer().complete()

    def _refresh(self) -> None:
        usable = (each for each in self._actions() if each.isEnabled())
        self._found = {_line(action): action for action in usable}
        if self._names.stringList() != list(self._found):
            self._names.setStringList(list(self._found))

    def _run(self, line: str) -> None:
        action = self._found.get(line) or self._nearest(line)
        if action is None:
            return
        self.clear()
        self.clearFocus()
        action.trigger()

    def _nearest(self, words: str) -> QAction | None:
        wanted = words.strip().lower()
        lines = [line for line in self._found if wanted and wanted in line.lower()]
        return self._found[lines[0]] if len(lines) == 1 else None


def _line(action: QAction) -> str:
    keys = action.shortcut().toString()
    name = action.text().replace("&", "")
    return f"{name}   {keys}" if keys else name


class TopBar(QWidget):
    """Environment switch, command search, token time and help."""

    def __init__(self, actions: Callable[[], list[QAction]], help_menu: QMenu) -> None:
        super().__init__()
        make_surface(self)
        self.setFixedHeight(HEIGHT)
        self.environment = EnvironmentSwitch()
        self.guard = button("Read-only", icon="lock")
        self.guard.hide()
        self.search = CommandSearch(actions)
        self._token = muted()
        # Its place is kept, so that nothing moves when the token comes.
        words = self._token.fontMetrics().horizontalAdvance(_LONGEST_TOKEN)
        self._token.setMinimumWidth(words)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._token.setAlignment(side)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_3, 0, theme.SPACE_3, 0)
        row.setSpacing(theme.SPACE_3)
        row.addWidget(strong("jbdesk"))
        row.addWidget(self.environment)
        row.addWidget(self.guard)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addStretch(1)
        row.addWidget(self._token)
        row.addWidget(_help_button(help_menu))

    def show_guard(self, seconds: int | None) -> None:
        """How long production stays armed; 0: read-only; None: no production."""
        self.guard.setVisible(seconds is not None)
        told = f"Armed {_minutes(seconds)}" if seconds else "Read-only"
        if told != self.guard.text():
            self.guard.setText(told)
            self.guard.setAccessibleName(told)
            self.guard.setIcon(
                icons.icon("lock-open", "bad")
                if seconds
                else icons.icon("lock", "muted")
            )
            self.guard.setProperty(ROLE, "danger" if seconds else "")

    def show_token(self, seconds: int | None) -> None:
        """How long the token still lives; None where there is no token."""
        if seconds is None:
            self._token.setText("")
            return
        self._token.setText(f"Token {_minutes(seconds)}")


def _minutes(seconds: int) -> str:
    minutes, rest = divmod(max(seconds, 0), 60)
    return f"{minutes}:{rest:02}"


def _help_button(menu: QMenu) -> QWidget:
    made = icon_button("circle-help", "Help")
    made.clicked.connect(
        lambda: menu.popup(made.mapToGlobal(QPoint(0, made.height() + 2)))
    )
    return made
