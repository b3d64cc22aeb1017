"""What cards and paths share: they know when the pointer is over them."""

from PySide6.QtWidgets import QGraphicsItem, QGraphicsSceneHoverEvent


class HoverItem(QGraphicsItem):
    """Drawn anew as the pointer comes and goes; tells more while it is there."""

    def __init__(self) -> None:
        super().__init__()
        self._is_hovered = False

    def _tell(self) -> None:
        """Put what there is to tell into the tooltip."""

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._is_hovered = True
        self._tell()
        self.update()
        super().hoverEnterEvent(event)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._is_hovered = False
        self.update()
        super().hoverLeaveEvent(event)
