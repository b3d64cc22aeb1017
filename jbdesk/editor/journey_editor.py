"""The journey editor: palette, canvas over problems, inspector and outline."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from jbdesk.editor.actions import Actions
from jbdesk.editor.canvas import canvas_access, steps
from jbdesk.editor.canvas.canvas import Canvas
from jbdesk.editor.canvas.canvas_view import STEP
from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.canvas.trace_light import TraceLight, Visit
from jbdesk.editor.clipping import Clipping
from jbdesk.editor.document import Document
from jbdesk.editor.forms.inspector import Inspector
from jbdesk.editor.geometry import card_of
from jbdesk.editor.lists.crumbs import Crumbs
from jbdesk.editor.lists.history_panel import HistoryPanel
from jbdesk.editor.lists.outline import Outline
from jbdesk.editor.lists.palette import WIDTH, Palette
from jbdesk.editor.lists.problem_list import ProblemList
from jbdesk.editor.notes import JourneyNotes
from jbdesk.editor.operations import Operations
from jbdesk.editor.preview.preview import Preview
from jbdesk.editor.reorder import Reorder
from jbdesk.editor.selection import Selection
from jbdesk.model.asset import Asset
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.journey import Journey
from jbdesk.model.journeys import journey_ends
from jbdesk.model.problem import Problem
from jbdesk.model.types.activity_type import ActivityType
from jbdesk.widgets import surfaces
from jbdesk.widgets.notice import Notice

INSPECTOR_WIDTH = 300


class JourneyEditor(QWidget):
    """One document with all that shows and changes it."""

    event_requested = Signal()  # the person wants another entry event
    zoomed = Signal(float)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        canvas_access.install()
        self.document = document
        document.setParent(self)
        self.selection = Selection(document)
        self.operations = Operations(document, self.selection)
        self.scene = JourneyScene(document, self)
        self.canvas = Canvas(self.scene, self.operations)
        self.palette_panel = Palette()
        self.notes = JourneyNotes(document)
        self._inspector = Inspector(self.operations, self.notes)
        self.outline = Outline(self.operations)
        self.preview = Preview(document, self.scene)
        self.history = HistoryPanel(document)
        self.problem_list = ProblemList(document)
        self.notice = Notice()
        self.clipping = Clipping(self.operations)
        self.reorder = Reorder(self.operations)
        self.crumbs = Crumbs(self.operations)
        self.actions_part = Actions(self, self._doers())
        self._lay_out()
        self.setFocusProxy(self.canvas)
        self._join()
        self._show_editable()

    @property
    def inspector(self) -> Inspector:
        """The inspector, with what is selected now."""
        self._inspector.freshen()
        return self._inspector

    def _doers(self) -> dict[str, Callable[[], object]]:
        """Whose method does each row of the editor's menu."""
        return {
            "edit": lambda: self._with_only(self._edit),
            "rename": lambda: self._with_only(self._rename),
            "note": lambda: self._with_only(self._write_note),
            "add": self.canvas.open_quick_add,
            "connect": lambda: self._choose_target(self.canvas.keys.aim.connect),
            "move": lambda: self._choose_target(self.canvas.keys.aim.move),
            "earlier": self.reorder.earlier,
            "later": self.reorder.later,
            "cut": self.clipping.cut,
            "copy": self.clipping.copy,
            "paste": self.clipping.paste,
            "duplicate": self.clipping.duplicate,
            "remove": self.operations.remove_selected,
            "find": self.canvas.find_bar.open,
            "next_problem": self.problem_list.next,
            "previous_problem": self.problem_list.previous,
            "add_goal": partial(self.operations.add_end, journey_ends.GOAL),
            "add_exit": partial(self.operations.add_end, journey_ends.EXIT),
            **self._lookers(),
        }

    def _lookers(self) -> dict[str, Callable[[], object]]:
        """What changes the selection or the view, and nothing else."""
        view, selection = self.canvas, self.selection
        return {
            "select_all": lambda: selection.choose_all(self.document.journey.by_ref),
            "select_before": lambda: self._select(steps.upstream),
            "select_after": lambda: self._select(steps.downstream),
            "fit": view.fit,
            "fit_selection": lambda: view.fit_to(selection.refs),
            "full_size": lambda: view.set_zoom(1.0),
            "zoom_in": lambda: view.set_zoom(view.zoom * STEP),
            "zoom_out": lambda: view.set_zoom(view.zoom / STEP),
        }

    def _select(self, reach: Callable[[Journey, str], set[str]]) -> None:
        """Select what leads here, or what follows; the selected one stays last."""
        if self.selection.refs:
            last = self.selection.refs[-1]
            found = reach(self.document.journey, last) - {last}
            self.selection.choose_all((*sorted(found), last))

    def _choose_target(self, begin: Callable[[], object]) -> None:
        """Let the arrow keys choose; they do it on the canvas."""
        self.canvas.setFocus()
        begin()

    def commands(self) -> list[QAction]:
        """All that can be done, for the command search."""
        return list(self.actions_part.of.values())

    def _with_only(self, deed: Callable[[str], None]) -> None:
        if self.selection.only is not None:
            deed(self.selection.only)

    def _lay_out(self) -> None:
        middle = QSplitter(Qt.Orientation.Vertical)
        over = QWidget()
        column = QVBoxLayout(over)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.crumbs)
        column.addWidget(self.canvas, 1)
        middle.addWidget(over)
        middle.addWidget(self.problem_list)
        middle.setStretchFactor(0, 1)
        middle.setStretchFactor(1, 0)
        self.side = QTabWidget(documentMode=True)
        self.side.setAccessibleName("Side panel")
        self.side.addTab(self._inspector, "Inspector")
        self.side.addTab(self.outline, "Outline")
        self.side.addTab(self.preview, "Preview")
        self.side.addTab(self.history, "History")
        surfaces.make_surface(self.side)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        for part, stretch in ((self.palette_panel, 0), (middle, 1), (self.side, 0)):
            self.parts.addWidget(part)
            self.parts.setStretchFactor(self.parts.count() - 1, stretch)
        for splitter in (middle, self.parts):
            splitter.setHandleWidth(1)
        self.parts.setSizes([WIDTH, 800, INSPECTOR_WIDTH])
        self.rows = middle
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.parts)

    def _join(self) -> None:
        palette = self.palette_panel.list
        palette.picked.connect(self._add)
        palette.carried.connect(self.canvas.carry)
        palette.moved.connect(self.canvas.carry_to)
        palette.dropped.connect(self.canvas.carry_ends)
        palette.cancelled.connect(self.canvas.gestures.cancel)
        drag = self.outline.tree.drag
        palette.carried.connect(drag.carry)
        palette.moved.connect(drag.carry_to)
        palette.dropped.connect(drag.carry_ends)
        palette.cancelled.connect(drag.cancel)
        pages = self._inspector.pages
        pages.tell, pages.of_contacts = self.preview.tell, self.preview.attributes
        for changed in (self.preview.cases.chosen, self.preview.cases.changed):
            changed.connect(pages.show_values)
        self.canvas.edit_requested.connect(self._edit)
        self.canvas.zoomed.connect(self.zoomed)
        self.outline.add_requested.connect(self.canvas.open_quick_add)
        self.outline.menu_requested.connect(self._open_outline_menu)
        self.problem_list.went_to.connect(self.go_to)
        self._inspector.event_requested.connect(self.event_requested)
        self.document.refused.connect(self.notice.show_problems)
        self.document.changed.connect(self.notice.clear)
        self.document.stamp_changed.connect(self._show_editable)
        for widget in (self.canvas, self.outline.tree):
            self.actions_part.put_on(widget)
        self.selection.changed.connect(self._allow_actions)
        self.selection.changed.connect(
            partial(canvas_access.tell_selection, self.canvas)
        )
        self.notes.shown.connect(lambda: self.scene.show_notes(self.notes.texts))
        self.notes.shown.connect(
            lambda: self.canvas.find_bar.show_notes(self.notes.texts)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the forms back to the canvas."""
        if event.key() == Qt.Key.Key_Escape and not self.canvas.hasFocus():
            self.canvas.setFocus()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(1104, 690)

    def _show_editable(self) -> None:
        editable = self.document.is_editable
        self.palette_panel.set_editable(editable)
        self.palette_panel.setVisible(editable)
        wanted = self.problem_list.wanted_height(editable=editable)
        self.rows.setSizes([max(self.rows.height() - wanted, wanted), wanted])
        self.outline.set_editable(editable)
        self._allow_actions()

    def _allow_actions(self) -> None:
        is_draft = self.document.is_editable
        self.actions_part.allow(self.selection, is_draft=is_draft)

    def _add(self, row: ActivityType) -> None:
        self.operations.add(row)

    def _edit(self, ref: str) -> None:
        self.selection.choose(ref)
        self.side.setCurrentWidget(self._inspector)
        self.inspector.focus_form()

    def _open_outline_menu(self, place: QPoint) -> None:
        self.actions_part.open_menu(self.outline.more, place)

    def _write_note(self, ref: str) -> None:
        self.selection.choose(ref)
        self.side.setCurrentWidget(self._inspector)
        self.inspector.focus_note()

    def _rename(self, ref: str) -> None:
        if self.outline.tree.hasFocus():
            self.outline.rename()
            return
        self.selection.choose(ref)
        self.side.setCurrentWidget(self._inspector)
        self.inspector.focus_name()

    def go_to(self, problem: Problem) -> None:
        """Select where a problem is and let it be mended."""
        where = problem.where
        self.selection.choose_all(filter(None, [card_of(self.document.journey, where)]))
        self.side.setCurrentWidget(self._inspector)
        self.inspector.focus_form(where.field)

    def show_history(self) -> None:
        """Bring the list of edits to the front."""
        self.side.setCurrentWidget(self.history)
        self.history.steps.setFocus()

    def show_trace(self, steps: Sequence[Visit]) -> None:
        """Light the path that a contact took."""
        self.scene.show_trace(steps)
        self.canvas.follow([step.ref for step in steps if step.ref])

    def clear_trace(self) -> None:
        self.scene.light(TraceLight())

    def set_attributes(self, names: Sequence[str]) -> None:
        """Tell what filters can ask about, as full keys (Event.KEY.Field)."""
        self._inspector.set_attributes(tuple(names))

    def set_known(self, journeys: Iterable[Journey]) -> None:
        """Tell other journeys, to choose emails and messages from that they use."""
        self._inspector.pages.set_known(journeys)

    def set_emails(self, emails: tuple[Asset, ...]) -> None:
        """Tell the e-mails of the business unit, to choose from."""
        self._inspector.pages.set_emails(emails)

    def set_event_fields(self, fields: Sequence[DataExtensionField]) -> None:
        """Tell the fields of the entry event, for the preview's form."""
        self.preview.set_fields(fields)
