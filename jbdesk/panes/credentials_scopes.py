"""A small table: what jbdesk does, the scopes for it, and whether they are held."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jbdesk.widgets import icons, theme
from jbdesk.widgets.labels import Label, body, caption, section
from jbdesk.widgets.surfaces import Line

_HEADINGS = ("What jbdesk does", "Scopes needed", "Package")
_ICON = 14


@dataclass(frozen=True)
class ScopeRow:
    """One thing jbdesk does, as the test found it."""

    label: str
    scopes: str
    is_held: bool
    remark: str = ""  # what is missing, or what may be needed besides


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
        # Pictures are drawn once, so they are drawn anew in another scheme.
        theme.notice.changed.connect(lambda: self.show_rows(self._rows))

    @property
    def rows(self) -> tuple[ScopeRow, ...]:
        return self._rows

    def show_rows(self, rows: Iterable[ScopeRow]) -> None:
        self._rows = tuple(rows)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for column, text in enumerate(_HEADINGS):
            self._grid.addWidget(section(text), 0, column)
        for position, row in enumerate(self._rows):
            self._add(row, 2 * position + 1)

    def _add(self, row: ScopeRow, line: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(Line("line-soft"), line, 0, 1, len(_HEADINGS))
        self._grid.addWidget(_deed(row), line + 1, 0)
        scopes = Label(row.scopes, set_as="fixed", colour="muted", wraps=True)
        scopes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scopes.setAlignment(top)
        self._grid.addWidget(scopes, line + 1, 1)
        self._grid.addWidget(_verdict(row), line + 1, 2, top)


def _deed(row: ScopeRow) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(body(row.label))
    if row.remark:
        column.addWidget(caption(row.remark, wraps=True))
    column.addStretch(1)
    return made


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
    if not row.is_held:
        return "x", "bad", "missing"
    if row.remark:
        return "triangle-alert", "warn", "perhaps"
    return "check", "ok", "held"
