"""A page for one task: what is asked from above, and its buttons below."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.widgets import theme
from jbdesk.widgets.surfaces import Line


def lay_out(
    page: QWidget, asked: QVBoxLayout, ends: Iterable[QWidget | None], width: int
) -> None:
    """Fill a page; None stands for the room between buttons."""
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(_narrow(asked, width), 1)
    column.addWidget(Line("line-soft"))
    column.addLayout(_row(ends))


def _narrow(asked: QVBoxLayout, width: int) -> QHBoxLayout:
    asked.setContentsMargins(0, 0, 0, 0)
    holder = QWidget()
    holder.setLayout(asked)
    holder.setMaximumWidth(width)
    made = QHBoxLayout()
    made.setContentsMargins(*[theme.SPACE_4] * 4)
    made.addWidget(holder, 1000)  # all the room, as far as it grows
    made.addStretch(1)
    return made


def _row(ends: Iterable[QWidget | None]) -> QHBoxLayout:
    made = QHBoxLayout()
    made.setContentsMargins(*[theme.SPACE_3] * 4)
    made.setSpacing(theme.SPACE_2)
    for each in ends:
        if each is None:
            made.addStretch(1)
        else:
            made.addWidget(each)
    return made
