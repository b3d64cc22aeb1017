"""One open journey: the editor, what is unsaved, and where it came from."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.editor.document import Document
from jbdesk.editor.journey_editor import JourneyEditor
from jbdesk.model.firing.trace import Trace
from jbdesk.model.journey import Journey, Stamp
from jbdesk.services.journeys.journey_files import JourneyFile
from jbdesk.widgets import surfaces

AUTOSAVE = 1000  # milliseconds after the first edit that is not kept


class JourneyPage(QWidget):
    """Holds the editor of the journey that is open, one at a time."""

    changed = Signal()  # anything that title, badges or buttons show
    draft_due = Signal()  # what is unsaved should be kept now
    event_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.editor: JourneyEditor | None = None
        self.file: JourneyFile | None = None
        self.position = 0  # in the file
        self.trace: Trace | None = None
        self.arrangement: list[str] = []  # of the editor, from one to the next
        self._seen: dict[str, Journey] = {}  # by key, since the window was opened
        self._kept: Journey | None = None  # as the server or the file has it
        self.base: Journey | None = None  # as it had it when the edits were begun
        self._autosave = QTimer(self, singleShot=True, interval=AUTOSAVE)
        self._autosave.timeout.connect(self.draft_due)

    def open(
        self,
        journey: Journey,
        stamp: Stamp,
        file: JourneyFile | None = None,
        position: int = 0,
    ) -> Document:
        """Show a journey in an editor of its own."""
        self.close_editor()
        document = Document(journey, stamp)
        self.editor = JourneyEditor(document)
        self.file, self.position, self.trace = file, position, None
        self._kept = journey if stamp.is_saved or file is not None else None
        self.base = self._kept
        self.editor.set_known(e for k, e in self._seen.items() if k != journey.key)
        self._seen[journey.key] = journey
        self._column.addWidget(self.editor)
        surfaces.arrange(self.editor, self.arrangement)
        document.changed.connect(self._edited)
        for signal in (document.problems_changed, document.stamp_changed):
            signal.connect(self.changed)
        document.stepped.connect(lambda _: self.changed.emit())
        self.editor.event_requested.connect(self.event_requested)
        self.editor.setFocus()
        self.changed.emit()
        return document

    def close_editor(self) -> None:
        """Let the editor go; the caller has kept what is unsaved."""
        self._autosave.stop()
        if self.editor is not None:
            self.note_arrangement()
            self._column.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = None

    def note_arrangement(self) -> None:
        """Remember how the editor's parts stand."""
        if self.editor is not None:
            self.arrangement = surfaces.arrangement(self.editor)

    @property
    def document(self) -> Document | None:
        return self.editor.document if self.editor is not None else None

    @property
    def is_unsaved(self) -> bool:
        """Whether anything is here that neither the server nor the file has."""
        document = self.document
        if document is None:
            return False
        is_begun = bool(document.journey.activities or document.undo_stack.count())
        return document.journey is not self._kept and (
            self._kept is not None or is_begun
        )

    @property
    def kept(self) -> Journey | None:
        """The journey as the server or the file has it, as far as is known."""
        return self._kept

    def note_kept(self, journey: Journey) -> None:
        """Take it that the server or the file has this journey now."""
        self._kept = self.base = journey
        self._autosave.stop()
        self.changed.emit()

    def show_trace(self, trace: Trace) -> None:
        """Light the path of a contact, as far as it is known."""
        self.trace = trace
        if self.editor is not None:
            self.editor.show_trace(trace.steps)

    def clear_trace(self) -> None:
        self.trace = None
        if self.editor is not None:
            self.editor.clear_trace()

    def _edited(self) -> None:
        if not self._autosave.isActive():  # who types on and on is kept meanwhile, too
            self._autosave.start()
        self.changed.emit()
