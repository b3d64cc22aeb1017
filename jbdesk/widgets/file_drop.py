"""Files that are dragged onto a window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes one file of some endings, wherever in the window it is let go."""

    dropped = Signal(Path)

    def __init__(self, window: QWidget, *endings: str) -> None:
        super().__init__(window)
        self._endings = endings
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QDropEvent):  # entering and moving are drops, too
            return super().eventFilter(watched, event)
        path = self._file(event.mimeData())
        if path is None:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.dropped.emit(path)
        return True

    def _file(self, told: QMimeData) -> Path | None:
        paths = [Path(each.toLocalFile()) for each in told.urls() if each.isLocalFile()]
        is_one = len(paths) == 1 and paths[0].suffix.lower() in self._endings
        return paths[0] if is_one else None
