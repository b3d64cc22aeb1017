"""Keeps the canvas's own selection and the shared one in step."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QGraphicsItem
from shiboken6 import isValid

from jbdesk.editor.canvas.activity_item import ActivityItem
from jbdesk.editor.canvas.path_item import PathItem
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.selection import Selection


class SelectionLight(QObject):
    """Selects the items of what is selected, and tells what was clicked."""

    def __init__(self, scene: JourneyScene, selection: Selection) -> None:
        super().__init__(scene)
        self._scene = scene
        self._selection = selection
        self._is_showing = False
        scene.selectionChanged.connect(self._clicked)
        scene.laid_out.connect(self._show)
        selection.changed.connect(self._show)

    def _show(self) -> None:
        scene = self._scene
        wanted: list[QGraphicsItem] = [
            scene.cards[ref] for ref in self._selection.refs if ref in scene.cards
        ]
        if self._selection.path in scene.paths:
            wanted.append(scene.paths[self._selection.path])
        self._is_showing = True
        blocked = scene.blockSignals(True)  # Qt would tell of each item
        for item in scene.selectedItems():
            item.setSelected(False)
        for item in wanted:
            item.setSelected(True)
        scene.blockSignals(blocked)
        scene.selectionChanged.emit()
        self._is_showing = False

    def _clicked(self) -> None:
        # Qt tells of a changed selection even while the scene is being destroyed.
        if self._is_showing or not isValid(self._scene):
            return
        items = self._scene.selectedItems()
        refs = [item.ref for item in items if isinstance(item, ActivityItem)]
        paths = [item.key for item in items if isinstance(item, PathItem)]
        path = paths[0] if paths and not refs else None
        self._selection.choose_all(refs, path)
