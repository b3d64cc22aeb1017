"""The head of the journeys pane: what can be done with a list or a journey."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from jbdesk.editor.document import Document
from jbdesk.model.journeys.journey_acts import STOP
from jbdesk.model.journeys.journey_row import status_word
from jbdesk.model.problem import Severity
from jbdesk.model.texts.words import counted
from jbdesk.panes.journeys.opened.page import JourneyPage
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, icon_button, primary_button
from jbdesk.widgets.pane_head import PaneHead
from jbdesk.widgets.tooltips import tooltip

_STATES = {"Draft": "neutral", "Published": "ok", "Stopped": "bad"}


@dataclass(frozen=True)
class Deed:
    """One row of the table: what can be done, its keys and whose method does it."""

    text: str
    keys: str
    method: str
    is_of_journey: bool = True
    is_in_menu: bool = False  # behind “More”: seldom used


DEEDS = (
    Deed("New journey", "Ctrl+N", "new_journey", is_of_journey=False),
    Deed(
        "New from template…", "Ctrl+Shift+N", "new_from_template", is_of_journey=False
    ),
    Deed("Open journey", "", "open_chosen", is_of_journey=False),
    Deed("Open file…", "Ctrl+O", "choose_file", is_of_journey=False),
    Deed("Refresh the list", "F5", "refresh", is_of_journey=False),
    Deed("Back to the list", "Alt+Left", "back"),
    Deed("Undo", "Ctrl+Z", "undo"),
    Deed("Redo", "Ctrl+Shift+Z", "redo"),
    Deed("Save", "Ctrl+S", "save"),
    Deed("Save to file…", "Ctrl+Shift+S", "save_to_file"),
    Deed("Copy as new journey", "", "copy_journey", is_in_menu=True),
    Deed("Copy to another business unit…", "", "copy_elsewhere", is_in_menu=True),
    Deed("Validate", "", "validate", is_in_menu=True),
    Deed("Versions", "Ctrl+Shift+L", "show_versions", is_in_menu=True),
    Deed("History", "Ctrl+H", "show_history", is_in_menu=True),
    Deed(
        "Contact history and audit log",
        "Ctrl+Shift+H",
        "show_records",
        is_in_menu=True,
    ),
    Deed("Compare…", "Ctrl+Shift+D", "compare", is_in_menu=True),
    Deed("Export…", "Ctrl+E", "export", is_in_menu=True),
    Deed("Publish…", "", "publish"),
    Deed("New version", "", "new_version"),
    Deed("Stop…", "", "ask_to_stop"),
)


class JourneysHead:
    """Fills the pane's head and keeps it true to what is open."""

    def __init__(
        self, pane: QWidget, doers: tuple[object, ...], head: PaneHead
    ) -> None:
        self._head = head
        self.actions = {row.method: _action(pane, doers, row) for row in DEEDS}
        self._status = head.add_badge()
        self._errors = head.add_badge()
        self._warnings = head.add_badge()
        self._unsaved = head.add_badge()
        self._is_chosen = False  # a journey of the list
        self._of_list = self._list_buttons()
        self._of_journey = self._journey_buttons()
        head.add_action(self._of_list)
        head.add_action(self._of_journey)

    def _list_buttons(self) -> QWidget:
        trigger = {name: action.trigger for name, action in self.actions.items()}
        self.open = button("Open journey", trigger["open_chosen"])
        return _row(
            button("Open file…", trigger["choose_file"]),
            self.open,
            button("New from template…", trigger["new_from_template"]),
            primary_button("New journey", trigger["new_journey"]),
        )

    def _journey_buttons(self) -> QWidget:
        trigger = {name: action.trigger for name, action in self.actions.items()}
        self.back = button("Back to the list", trigger["back"], icon="chevron-left")
        self.undo = icon_button("undo-2", "Undo", trigger["undo"])
        self.redo = icon_button("redo-2", "Redo", trigger["redo"])
        self.to_file = button("Save to file…", trigger["save_to_file"])
        self.more = button("More", self._open_more, icon="ellipsis")
        self._menu = QMenu(self.more)
        self._menu.addActions(
            [self.actions[row.method] for row in DEEDS if row.is_in_menu]
        )
        self.stop = button("Stop…", trigger["ask_to_stop"])
        self.new_version = button("New version", trigger["new_version"])
        self.save = button("Save", trigger["save"])
        self.publish = primary_button("Publish…", trigger["publish"])
        return _row(
            self.back,
            self.undo,
            self.redo,
            self.to_file,
            self.more,
            self.stop,
            self.new_version,
            self.save,
            self.publish,
        )

    def _open_more(self) -> None:
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))

    def show_list(self) -> None:
        self._head.set_title("Journeys")
        for badge in (self._status, self._errors, self._warnings, self._unsaved):
            badge.show_state("")
        self._of_list.show()
        self._of_journey.hide()
        self._allow(has_journey=False)
        self.allow_open(is_chosen=self._is_chosen)

    def show_title(self, title: str) -> None:
        """Name what stands in front of the journey; nothing is done to it meanwhile."""
        self._head.set_title(title)
        for badge in (self._status, self._errors, self._warnings, self._unsaved):
            badge.show_state("")
        self._of_list.hide()
        self._of_journey.hide()
        for action in self.actions.values():
            action.setEnabled(False)

    def allow_open(self, *, is_chosen: bool) -> None:
        """Let the chosen journey of the list be opened, where one is chosen."""
        self._is_chosen = is_chosen
        self.open.setEnabled(is_chosen)
        can_open = is_chosen and not self._of_list.isHidden()
        self.actions["open_chosen"].setEnabled(can_open)

    def show_journey(self, page: JourneyPage) -> None:
        """Say what is open, how it stands and what may be done."""
        document = page.document
        if document is None:
            self.show_list()
            return
        about = page.file.path.name if page.file else ""
        self._head.set_title(document.journey.name or "No name", about)
        self._of_list.hide()
        self._of_journey.show()
        self._allow(has_journey=True)
        self._show_badges(document, is_unsaved=page.is_unsaved)
        self._show_buttons(document, page)

    def _allow(self, *, has_journey: bool) -> None:
        for row in DEEDS:
            self.actions[row.method].setEnabled(row.is_of_journey is has_journey)

    def _show_badges(self, document: Document, *, is_unsaved: bool) -> None:
        stamp = document.stamp
        text = f"{status_word(stamp.status)} · v{stamp.version}"
        self._status.show_state(text, _STATES.get(stamp.status, "warn"))
        kinds = [problem.severity for problem in document.known_problems]
        warnings = kinds.count(Severity.WARNING)
        errors = len(kinds) - warnings
        self._errors.show_state(counted(errors, "error") if errors else "", "bad")
        told = counted(warnings, "warning") if warnings else ""
        self._warnings.show_state(told, "warn")
        self._unsaved.show_state("unsaved" if is_unsaved else "", "accent")

    def _show_buttons(self, document: Document, page: JourneyPage) -> None:
        history, stamp = document.undo_stack, document.stamp
        is_draft, is_file = document.is_editable, page.file is not None
        shown = {
            "undo": (self.undo, is_draft, history.canUndo()),
            "redo": (self.redo, is_draft, history.canRedo()),
            "save": (self.save, is_draft, page.is_unsaved or is_file),
            "publish": (self.publish, is_draft, True),
            "save_to_file": (self.to_file, True, True),
            "new_version": (self.new_version, not is_draft, True),
            "ask_to_stop": (self.stop, stamp.status in STOP.statuses, True),
        }
        for name, (widget, is_shown, is_usable) in shown.items():
            widget.setVisible(is_shown)
            self.actions[name].setEnabled(is_shown and is_usable)
            widget.setEnabled(is_usable)
        self.actions["validate"].setEnabled(is_draft)
        self.undo.setToolTip(tooltip(f"Undo {history.undoText()}".strip()))
        self.redo.setToolTip(tooltip(f"Redo {history.redoText()}".strip()))


def _row(*widgets: QWidget) -> QWidget:
    group = QWidget()
    row = QHBoxLayout(group)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.SPACE_2)
    for widget in widgets:
        row.addWidget(widget)
    return group


def _action(pane: QWidget, doers: tuple[object, ...], row: Deed) -> QAction:
    action = QAction(row.text, pane)
    if row.keys:
        action.setShortcut(QKeySequence(row.keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    doer = next(each for each in doers if hasattr(each, row.method))
    method = getattr(doer, row.method)
    # Without what Qt says of the check mark.
    action.triggered.connect(lambda _checked=False: method())
    pane.addAction(action)
    return action
