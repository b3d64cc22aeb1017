"""What cards and paths share: they know when the pointer is over them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsSceneHoverEvent

_NO_PEN = QPen(Qt.PenStyle.NoPen)


class HoverItem(QGraphicsRectItem):
    """Drawn anew as the pointer comes and goes; tells more while it is there.

    Its rectangle is the room that it is painted in. Qt asks for that some four times
    for each item that moves, and a stock item answers without Python.
    """

    def __init__(self) -> None:
        super().__init__()
        self.is_hovered = False
        self.setPen(_NO_PEN)  # it would widen the rectangle

    def _tell(self) -> None:
        """Put what there is to tell into the tooltip."""

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self.is_hovered = True
        self._tell()
        self.update()
        super().hoverEnterEvent(event)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self.is_hovered = False
        self.update()
        super().hoverLeaveEvent(event)
