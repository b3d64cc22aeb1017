"""A small table: each button, the scopes for it, and whether they are held."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from jbdesk.widgets import icons, theme
from jbdesk.widgets.labels import Label, body, caption, section
from jbdesk.widgets.surfaces import Line

_HEADINGS = ("Button", "Scopes needed", "Package")
_NARROW_HEADINGS = ("Button", "", "Package")
_NARROW, _NARROWEST = 380, 220  # pixels
_LINES = 4  # of the grid for one row
_ICON = 14


@dataclass(frozen=True)
class ScopeRow:
    """One button of jbdesk, as the test found it."""

    label: str
    scopes: str
    is_held: bool
    remark: str = ""  # what is missing, or what may be needed besides
    is_known: bool = True
    lacking: tuple[str, ...] = ()


class ScopeTable(QWidget):
    """Shows the rows as labels, so that each can be read and copied."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Scopes needed")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_3)
        self._grid.setVerticalSpacing(theme.SPACE_1 + 1)
        for column, stretch in enumerate((4, 5, 2)):
            self._grid.setColumnStretch(column, stretch)
        self._rows: tuple[ScopeRow, ...] = ()
        self._is_narrow = False
        # Pictures are drawn once, so they are drawn anew in another scheme.
        theme.notice.changed.connect(self._draw_again)

    @property
    def rows(self) -> tuple[ScopeRow, ...]:
        return self._rows

    def show_rows(self, rows: Iterable[ScopeRow]) -> None:
        self._rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        headings = _HEADINGS if not self._is_narrow else _NARROW_HEADINGS
        for column, text in enumerate(headings):
            self._grid.addWidget(section(text), 0, column)
        for position, row in enumerate(self._rows):
            self._add(row, _LINES * position + 1)

    def _draw_again(self) -> None:
        self.show_rows(self._rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow is not (self.width() < _NARROW):
            self._is_narrow = not self._is_narrow
            self._draw_again()

    def _add(self, row: ScopeRow, line: int) -> None:
        """Add a row; where it is narrow, the scopes stand below what they are for."""
        whole = len(_HEADINGS)
        top = Qt.AlignmentFlag.AlignTop
        scopes = Label(row.scopes, set_as="fixed", colour="muted", wraps=True)
        scopes.setAlignment(top)
        scopes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(Line("line-soft"), line, 0, 1, whole)
        deed = body(row.label)
        deed.setAlignment(top)
        self._grid.addWidget(deed, line + 1, 0)
        self._grid.addWidget(_verdict(row), line + 1, 2, top)
        if self._is_narrow:
            self._grid.addWidget(scopes, line + 2, 0, 1, whole)
        else:
            self._grid.addWidget(scopes, line + 1, 1)
        if row.remark:
            remark = caption(row.remark, wraps=True)
            self._grid.addWidget(remark, line + 3, 0, 1, whole)


def _verdict(row: ScopeRow) -> QWidget:
    """Say whether the scopes are held, with an icon and in the state's colour."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.SPACE_1)
    name, token, word = _look(row)
    picture = QLabel()
    picture.setPixmap(
        icons.icon(name, token).pixmap(QSize(_ICON, _ICON), made.devicePixelRatioF())
    )
    line.addWidget(picture)
    line.addWidget(Label(word, set_as="label", colour=token))
    line.addStretch(1)
    return made


def _look(row: ScopeRow) -> tuple[str, str, str]:
    if not row.is_known:
        return "minus", "muted", "not known"
    if not row.is_held:
        return "x", "bad", "missing"
    if row.remark:
        return "triangle-alert", "warn", "perhaps"
    return "check", "ok", "held"
