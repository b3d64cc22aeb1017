"""The journey as a tree; by keyboard or screen reader it can do it all."""

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.canvas.card_face import CardFace, face_of, header_face
from jbdesk.editor.change import Change
from jbdesk.editor.geometry import PathKey, headers_of, is_header
from jbdesk.editor.labels import outcome_name
from jbdesk.editor.lists import row_access
from jbdesk.editor.lists.outline_access import OutlineRows
from jbdesk.editor.lists.outline_drag import OutlineDrag, Place
from jbdesk.editor.operations import Operations
from jbdesk.editor.tile import tile
from jbdesk.model import catalogue
from jbdesk.widgets import buttons, labels, shortcuts, surfaces
from jbdesk.widgets.tooltips import tooltip

_REF = Qt.ItemDataRole.UserRole
_PATH = Qt.ItemDataRole.UserRole + 1


class OutlineTree(QTreeWidget):
    """Activities in the order of their paths; a split holds its paths.

    Every activity stands once; where paths meet again the later ones say where
    they go.
    """

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._is_showing = False
        self._items: dict[str, QTreeWidgetItem] = {}
        self._paths: dict[PathKey, QTreeWidgetItem] = {}
        self._is_stale = True
        row_access.install(
            OutlineTree, lambda view: OutlineRows(view, _names_something)
        )
        self.setAccessibleName("Outline")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setIconSize(QSize(18, 18))
        self.setIndentation(16)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.itemSelectionChanged.connect(self._clicked)
        self.itemChanged.connect(self._renamed)
        operations.document.changed.connect(self._changed)
        operations.selection.changed.connect(self._show_selection)
        # Not while an item is being edited: filling takes that item away.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._freshen)
        self.drag = OutlineDrag(self, operations, _place_of)

    def _changed(self, change: Change) -> None:  # noqa: ARG002 - the tree is filled anew
        self._is_stale = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._freshen()

    @property
    def items_by_ref(self) -> dict[str, QTreeWidgetItem]:
        """The item of each activity in the journey as it is now."""
        self._freshen()
        return self._items

    def _freshen(self) -> None:
        if self._is_stale:
            self._fill()

    def _fill(self) -> None:
        self._is_stale = False
        self._is_showing = True
        self.clear()
        self._items, self._paths = {}, {}
        journey = self._operations.document.journey
        for ref in headers_of(journey):
            head = self._item(self.invisibleRootItem(), header_face(ref, journey), ref)
            self._items[ref] = head
            head.setFlags(head.flags() & ~Qt.ItemFlag.ItemIsEditable)
        for root in (*journey.roots, *journey.by_ref):
            if root not in self._items:
                self._fill_from(root)
        self.expandAll()
        self._is_showing = False
        self._show_selection()

    def _fill_from(self, root: str) -> None:
        """Along the paths without recursion: journeys can be deep."""
        journey = self._operations.document.journey
        waiting: list[tuple[str, QTreeWidgetItem]] = [(root, self.invisibleRootItem())]
        while waiting:
            ref, parent = waiting.pop()
            if ref in self._items:
                self._note(parent, f"goes on at “{catalogue.title(journey[ref])}”")
                continue
            item = self._item(parent, face_of(journey[ref]), ref)
            self._items[ref] = item
            outcomes = journey[ref].outcomes
            following = []
            for position, outcome in enumerate(outcomes):
                under = parent
                if len(outcomes) > 1:
                    name = outcome_name(journey[ref], position)
                    under = self._note(item, name)
                    under.setData(0, _PATH, (ref, position))
                    self._paths[ref, position] = under
                if outcome.next is not None and outcome.next in journey:
                    following.append((outcome.next, under))
            waiting.extend(reversed(following))

    @staticmethod
    def _item(parent: QTreeWidgetItem, face: CardFace, ref: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [face.title])
        item.setIcon(0, tile(face.icon, face.token))
        item.setData(0, _REF, ref)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, face.spoken)
        item.setToolTip(0, tooltip(face.spoken))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    @staticmethod
    def _note(parent: QTreeWidgetItem, text: str) -> QTreeWidgetItem:
        return QTreeWidgetItem(parent, [text])

    def _show_selection(self) -> None:
        if self._is_stale:
            return
        self._is_showing = True
        self.clearSelection()
        selection = self._operations.selection
        for ref in selection.refs:
            if ref in self._items:
                self._items[ref].setSelected(True)
                self.setCurrentItem(self._items[ref])
        if selection.path in self._paths:
            self._paths[selection.path].setSelected(True)
            self.setCurrentItem(self._paths[selection.path])
        self._is_showing = False

    def _clicked(self) -> None:
        chosen = self.selectedItems()
        if self._is_showing or not chosen:
            return
        refs = [each.data(0, _REF) for each in chosen if each.data(0, _REF) is not None]
        path = chosen[0].data(0, _PATH)
        if refs:
            self._operations.selection.choose(*refs)
        elif path is not None:
            self._operations.selection.choose_path(tuple(path))

    def _renamed(self, item: QTreeWidgetItem) -> None:
        ref = item.data(0, _REF)
        if not self._is_showing and ref is not None and not is_header(ref):
            self._operations.rename(ref, item.text(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What a name's field passes on is not meant for the tree.
        if not self.hasFocus() or not shortcuts.press(self, event):
            super().keyPressEvent(event)


def _place_of(item: QTreeWidgetItem) -> Place:
    """The card or path that a row stands for; None where it says what goes on."""
    path = item.data(0, _PATH)
    found: Place = item.data(0, _REF) if path is None else tuple(path)
    return found


def _names_something(item: QTreeWidgetItem) -> bool:
    return _place_of(item) is not None


class Outline(QWidget):
    """The tree with its buttons."""

    add_requested = Signal()
    menu_requested = Signal(QPoint)  # beside the button

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        surfaces.make_surface(self)
        self.tree = OutlineTree(operations)
        self.hint = labels.message()
        self.hint.hide()
        self.tree.drag.hinted.connect(self._tell)
        self._buttons = (
            buttons.button("Add after", self.add_requested.emit),
            buttons.button("Rename", self.rename),
            buttons.button("Remove", operations.remove_selected),
        )
        self.more = buttons.icon_button("ellipsis-vertical", "More", self._ask_for_menu)
        row = QHBoxLayout()
        row.setSpacing(4)
        for each in self._buttons:
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            row.addWidget(each, 1)
        row.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 12)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.hint)
        layout.addLayout(row)

    def _ask_for_menu(self) -> None:
        """Open the menu of what is selected, beside the button."""
        self.menu_requested.emit(self.more.rect().topLeft())

    def _tell(self, text: str, is_refusal: bool) -> None:
        self.hint.set_colour("bad" if is_refusal else "muted")
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def set_editable(self, editable: bool) -> None:
        for each in self._buttons:
            each.setEnabled(editable)

    def rename(self) -> None:
        """Let the selected activity's name be typed in its row."""
        only = self._operations.selection.only
        if only in self.tree.items_by_ref and not is_header(only):
            self.tree.setFocus()
            self.tree.editItem(self.tree.items_by_ref[only], 0)
