"""The exact JSON that is sent: through which door, and editable by hand."""

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTextEdit, QVBoxLayout

from jbdesk.model import wire
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.firing import doors, pasted
from jbdesk.model.firing.doors import Door
from jbdesk.model.firing.pasted import Doubt, Pasted
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import link_button
from jbdesk.widgets.json_view import JsonView
from jbdesk.widgets.labels import caption, message, strong
from jbdesk.widgets.surfaces import Card

_AFTER = 250  # milliseconds after the last key


class PayloadCard(Card):
    """Shows what the form makes, and fills the form with what is typed here.

    What is typed stays as it is until it can be read; only then does the form's
    own JSON take its place, when the keyboard goes on.
    """

    edited = Signal(Pasted)
    door_changed = Signal(Door)
    reset_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fields: tuple[DataExtensionField, ...] = ()
        self._seen = ""  # the text as it was read or shown last
        self._is_typed = False  # since the form's own JSON was shown
        self._doubts: tuple[Doubt, ...] = ()
        self._door = QComboBox()
        self._says = caption(wraps=True)
        self.view = _Editor("Payload", is_editable=True)
        self._message = message()
        self._reset = link_button("As in the form", self._reset_clicked)
        self._soon = QTimer(self, singleShot=True, interval=_AFTER)
        self._soon.timeout.connect(self._read)
        self._lay_out()
        self.view.textChanged.connect(self._typed)
        self.view.left.connect(self._left)
        self._door.currentIndexChanged.connect(self._door_chosen)
        theme.notice.changed.connect(self._show_state)
        self._show_state()

    def _lay_out(self) -> None:
        self._door.setAccessibleName("Door")
        self._door.setFixedHeight(theme.BUTTON_HEIGHT)
        self._door.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for each in doors.DOORS:
            self._door.addItem(each.label, each.name)
        self._says.setText(self.door.says)
        self.view.setTabChangesFocus(True)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_3)
        head.addWidget(strong("Payload"))
        head.addStretch(1)
        head.addWidget(self._reset)
        head.addWidget(self._door)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_1)
        column.addLayout(head)
        column.addWidget(self._says)
        column.addWidget(self.view, 1)
        column.addWidget(self._message)

    @property
    def door(self) -> Door:
        return doors.DOORS[max(0, self._door.currentIndex())]

    @property
    def problem(self) -> Problem | None:
        """Why what stands here can't be sent as it is; None where it can."""
        if self._soon.isActive():
            self._soon.stop()
            self._read()
        if not self._doubts:
            return None
        text = f"The payload differs from the form. {_words(self._doubts[0])}"
        return Problem(text)

    @property
    def is_doubted(self) -> bool:
        """Whether what was read here last does not fit."""
        return bool(self._doubts)

    def show_body(
        self, body: JsonObject, fields: tuple[DataExtensionField, ...]
    ) -> None:
        """Show what the form makes, unless something is being typed here."""
        self._fields = fields
        if self._is_typed and (self._doubts or self.view.hasFocus()):
            return
        text = wire.dumps(body)
        self._seen = text
        if text != self.view.toPlainText():
            with QSignalBlocker(self.view):
                self.view.show_text(text)
        self._is_typed, self._doubts = False, ()
        self._show_state()

    def _typed(self) -> None:
        text = self.view.toPlainText()
        if text != self._seen:  # colouring the text tells of a change, too
            self._seen, self._is_typed = text, True
            self._soon.start()

    def _read(self) -> None:
        try:
            found = pasted.read_json(self.view.toPlainText(), self._fields)
        except pasted.Unreadable as failure:
            self._doubts = (Doubt(str(failure), failure.line),)
        else:
            self._doubts = found.doubts
            self.edited.emit(found)
        self._show_state()

    def _left(self) -> None:
        if self._is_typed and self.problem is None:
            self._is_typed = False
            self.reset_wanted.emit()

    def _reset_clicked(self) -> None:
        self._soon.stop()
        self._is_typed, self._doubts = False, ()
        self.reset_wanted.emit()

    def _door_chosen(self) -> None:
        if self.problem is None:  # what was typed is in the form by now
            self._is_typed = False
        self._says.setText(self.door.says)
        self._door.setToolTip(f"POST {self.door.path}")
        self.door_changed.emit(self.door)

    def _show_state(self) -> None:
        lines = "\n".join(_words(each) for each in self._doubts[:3])
        self._message.setText(lines)
        self._message.setVisible(bool(lines))
        self._reset.setVisible(bool(lines))
        self.view.setAccessibleDescription(lines)
        self.view.mark({each.line for each in self._doubts if each.line})


class _Editor(JsonView):
    """JSON that is typed; tells when the keyboard goes on."""

    left = Signal()

    def mark(self, lines: set[int]) -> None:
        """Draw lines as wrong."""
        marks = []
        for line in sorted(lines):
            made = QTextEdit.ExtraSelection()
            made.format.setBackground(theme.colour("bad-soft"))
            made.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            block = self.document().findBlockByNumber(line - 1)
            made.cursor = QTextCursor(block)
            if block.isValid():
                marks.append(made)
        self.setExtraSelections(marks)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def _words(doubt: Doubt) -> str:
    at = f"Line {doubt.line}: " if doubt.line and "line " not in doubt.text else ""
    return f"{at}{doubt.text}"
