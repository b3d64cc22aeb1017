"""A label on one line that ends in an ellipsis where its text doesn't fit."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from jbdesk.editor.tooltips import tooltip
from jbdesk.widgets.labels import Label


class ElidedLabel(Label):
    """The whole text stands in the tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        set_as: str = "body",
        colour: str = "text",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, set_as=set_as, colour=colour)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(tooltip(text))

    def tell(self, text: str) -> None:
        self.setText(text)
        self.setToolTip(tooltip(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), self._mode, room.width())
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, middle, text)
