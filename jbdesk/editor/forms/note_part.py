"""The field for a note in the inspector."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.editor.notes import JourneyNotes
from jbdesk.widgets import labels, theme
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.line_editors import LongTextEditor

NOTE = FieldSpec(
    "note",
    "Note",
    kind="long text",
    placeholder="For yourself; kept on this computer, never sent",
)


class NotePart(QWidget):
    """Shows and takes the note on one activity, in any version."""

    def __init__(self, notes: JourneyNotes) -> None:
        super().__init__()
        self._notes = notes
        self._key = ""
        self.field = LongTextEditor(NOTE)
        self.field.setAccessibleName("Note")
        self.field.textChanged.connect(self._typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.SPACE_3, 0, 0)
        layout.setSpacing(theme.SPACE_1)
        layout.addWidget(labels.field_label("Note"))
        layout.addWidget(self.field)
        notes.shown.connect(self._show)

    def show_key(self, key: str) -> None:
        self._key = key
        self._show()

    def _show(self) -> None:
        text = self._notes.of(self._key)
        if self.field.toPlainText() != text:
            key, self._key = self._key, ""  # what is shown is not typed
            self.field.setPlainText(text)
            self._key = key

    def _typed(self) -> None:
        if self._key:
            self._notes.write(self._key, self.field.toPlainText())
