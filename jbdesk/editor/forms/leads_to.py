"""Where a path leads, as a choice: what its head does on the canvas, without aim."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from jbdesk.editor.canvas.steps import upstream
from jbdesk.editor.geometry import PathKey
from jbdesk.editor.operations import Operations
from jbdesk.model import catalogue
from jbdesk.model.journey import Journey
from jbdesk.widgets import labels, theme

ENDS = "Ends here"
NAME = "Leads to"


class _Targets(QComboBox):
    """What one path can lead to; listed once somebody wants to choose."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._path: PathKey = ("", 0)
        self.setAccessibleName(NAME)
        self.setFixedHeight(theme.CONTROL_HEIGHT)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.activated.connect(self._chosen)

    def show_path(self, path: PathKey) -> None:
        """Show the one target alone: a large journey has a long list of others."""
        self._path = path
        journey = self._operations.document.journey
        target = _target(journey, path)
        self.clear()
        self.addItem(_told(journey, target), target)
        self.setEnabled(self._operations.document.is_editable)

    def _fill(self) -> None:
        journey, (source, _) = self._operations.document.journey, self._path
        if self.count() > 1 or source not in journey:
            return
        target = self.currentData()
        barred = upstream(journey, source)
        found = [each for each in journey.by_ref if each not in barred]
        if target is not None and target not in found:
            found.insert(0, target)
        self.clear()
        for each in (None, *found):
            self.addItem(_told(journey, each), each)
        self.setCurrentIndex(self.findData(target) if target is not None else 0)

    def _chosen(self) -> None:
        target = self.currentData()
        if target == _target(self._operations.document.journey, self._path):
            return
        if target is None:
            self._operations.disconnect_path(self._path)
        elif not self._operations.connect_path(self._path, target):
            self.show_path(self._path)

    def showPopup(self) -> None:
        self._fill()
        super().showPopup()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._fill()
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change what it holds.
        event.ignore()


class LeadsTo(QWidget):
    """The choice with its label."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self.targets = _Targets(operations)
        self.targets.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(labels.field_label(NAME))
        column.addWidget(self.targets)

    def show_path(self, path: PathKey) -> None:
        self.targets.show_path(path)


def _target(journey: Journey, path: PathKey) -> str | None:
    ref, position = path
    if ref not in journey or position >= len(journey[ref].outcomes):
        return None
    return journey[ref].outcomes[position].next


def _told(journey: Journey, target: str | None) -> str:
    if target is None:
        return ENDS
    return catalogue.title(journey[target]) if target in journey else target
