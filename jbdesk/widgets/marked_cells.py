"""Marks cells of a table: an icon before the text, and the reason as tooltip."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from jbdesk.widgets import icons
from jbdesk.widgets.paged_model import PagedModel
from jbdesk.widgets.table_model import RowsModel

_SIZE = QSize(14, 14)


@dataclass(frozen=True)
class Mark:
    """What a marked cell shows, and why it is marked."""

    icon: str
    token: str
    reason: str


class MarkedCells(QStyledItemDelegate):
    """Asks of each row whether its cell is marked."""

    def __init__(self, mark: Callable[[Any], Mark | None], parent: QObject) -> None:
        super().__init__(parent)
        self._mark = mark

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        if (mark := self._mark_of(index)) is not None:
            kind = QStyleOptionViewItem.ViewItemFeature.HasDecoration
            option.features |= kind
            option.icon = icons.icon(mark.icon, mark.token)
            option.decorationSize = _SIZE

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        mark = self._mark_of(index) if index.isValid() else None
        if event.type() is not QEvent.Type.ToolTip or mark is None:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), f"{index.data()}\n{mark.reason}", view)
        return True

    def _mark_of(self, index: QModelIndex | QPersistentModelIndex) -> Mark | None:
        model = index.model()
        assert isinstance(model, RowsModel | PagedModel)
        row = model.row(index.row())
        return None if row is None else self._mark(row)
