"""Find on the canvas: a field over it, and the find that is in view."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from jbdesk.editor.canvas.overlays import Overlay
from jbdesk.editor.geometry import ENTRY, end_card
from jbdesk.editor.labels import outcome_label
from jbdesk.editor.operations import Operations
from jbdesk.model.journeys import journey_search
from jbdesk.model.journeys.journey_search import Find
from jbdesk.widgets import buttons, theme
from jbdesk.widgets.labels import ElidedLabel

WIDTH = 200
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(Overlay):
    """Enter goes to the next activity that holds the words, Shift+Enter back."""

    closed = Signal()

    def __init__(self, parent: QWidget, operations: Operations) -> None:
        super().__init__(parent, at_top=True)
        self._operations = operations
        self._finds: tuple[Find, ...] = ()
        self._notes: Mapping[str, str] = {}
        self._at = 0
        self.field = QLineEdit(placeholderText="Find on the canvas")
        self.field.setAccessibleName("Find on the canvas")
        self.field.setFixedSize(WIDTH, theme.CONTROL_HEIGHT)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._look)
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.place = ElidedLabel(colour="muted")
        self.place.setMaximumWidth(WIDTH)
        self.row.setSpacing(theme.SPACE_2)
        self.row.addWidget(self.field)
        self.row.addWidget(self.count)
        self.row.addWidget(self.place)
        for icon, name, step in (
            ("chevron-up", "Previous find", self._back),
            ("chevron-down", "Next find", self._on),
            ("x", "Close", self.dismiss),
        ):
            self.row.addWidget(buttons.icon_button(icon, name, step))
        operations.document.changed.connect(self._journey_changed)

    def open(self) -> None:
        """Let the keyboard say what is looked for."""
        self.appear()
        self.field.setFocus()
        self.field.selectAll()
        self._look()

    def dismiss(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _journey_changed(self) -> None:
        if not self.isHidden():
            self._find()
            self._tell()

    def _find(self) -> None:
        journey = self._operations.document.journey
        self._finds = journey_search.find(journey, self.field.text(), self._more)
        self._at = min(self._at, max(len(self._finds) - 1, 0))

    def show_notes(self, texts: Mapping[str, str]) -> None:
        """Look into the notes on activities, too."""
        self._notes = texts
        self._journey_changed()

    def _more(self, ref: str) -> Iterator[tuple[str, str]]:
        """The names of an activity's paths as they are drawn, and the note on it."""
        activity = self._operations.document.journey[ref]
        for position in range(len(activity.outcomes)):
            yield "path", outcome_label(activity, position)
        yield "note", self._notes.get(ref, "")

    def _look(self) -> None:
        """Begin with what is called so, with the selected card if it is."""
        self._find()
        called = [each for each in self._finds if each.place == "name"]
        among = called or self._finds
        only = self._operations.selection.only
        first = next((each for each in among if _card(each) == only), None)
        if among:
            self._at = self._finds.index(first or among[0])
        self._show()

    def _on(self) -> None:
        self._step(1)

    def _back(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        if self._finds:
            self._at = (self._at + by) % len(self._finds)
            self._show()

    def _show(self) -> None:
        if self._finds:
            self._operations.selection.choose(_card(self._finds[self._at]))
        self._tell()

    def _tell(self) -> None:
        has_words = bool(self.field.text().strip())
        count = f"{self._at + 1} of {len(self._finds)}" if self._finds else "Not found"
        self.count.setText(count if has_words else "")
        found = self._finds[self._at] if self._finds else None
        is_seen = found is None or found.place in ("name", "summary")
        self.place.setText("" if is_seen or found is None else _told(found))
        self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
        ):
            key = Qt.Key(event.key())
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if key in _ENTER:
                self._step(-1 if back else 1)
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._step(1 if key is Qt.Key.Key_Down else -1)
                return True
            if key is Qt.Key.Key_Escape:
                self.dismiss()
                return True
        return super().eventFilter(watched, event)


def _card(found: Find) -> str:
    if found.ref:
        return found.ref
    is_entry = found.kind == "trigger"
    return ENTRY if is_entry else end_card(found.kind, found.at)


def _told(found: Find) -> str:
    return f"{found.place}: {found.text}"
