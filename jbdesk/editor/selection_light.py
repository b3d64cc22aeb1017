"""Keeps the canvas's own selection and the shared one in step."""

from PySide6.QtCore import QObject
from shiboken6 import isValid

from jbdesk.editor.activity_item import ActivityItem
from jbdesk.editor.path_item import PathItem
from jbdesk.editor.scene import JourneyScene
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
        self._is_showing = True
        chosen = set(self._selection.refs)
        for ref, card in self._scene.cards.items():
            card.setSelected(ref in chosen)
        for key, path in self._scene.paths.items():
            path.setSelected(key == self._selection.path)
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
