"""Asks before an act: what it does, what is to be chosen or typed, and two buttons."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model.journey import JsonObject
from jbdesk.widgets import buttons, theme
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import body, caption, strong


@dataclass(frozen=True)
class Question:
    """What is asked; `done` hears the values of the form."""

    title: str
    text: str
    button: str
    done: Callable[[JsonObject], object]
    specs: tuple[FieldSpec, ...] = ()
    values: JsonObject = field(default_factory=dict)
    caution: str = ""
    is_final: bool = False  # nothing brings back what it takes


class QuestionPanel(QWidget):
    """Stands where the buttons stood until it is answered; Esc answers no."""

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self._leave = leave
        self._asked: Question | None = None
        self._title = strong(wraps=True)
        self._text = body()
        self._caution = caption(wraps=True)
        self.form = FieldForm(columns=2)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.SPACE_2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        for part in (self._title, self._text, self.form, self._caution):
            column.addWidget(part)
        column.addLayout(self._buttons)
        column.addStretch(1)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, leave)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._yes: Any = None

    def ask(self, asked: Question) -> None:
        """Show a question, with the keyboard where the answer begins."""
        self._asked = asked
        self._title.setText(asked.title)
        self._text.setText(asked.text)
        self._text.setVisible(bool(asked.text))
        self._caution.setText(asked.caution)
        self._caution.setVisible(bool(asked.caution))
        self.form.show_fields(())
        self.form.show_fields(asked.specs)
        self.form.set_values(asked.values)
        self.form.clear_problems()
        self.form.setVisible(bool(asked.specs))
        self._show_buttons(asked)
        self.setAccessibleName(asked.title)

    def focus(self) -> None:
        """Give the keyboard to the first field, else to the button that does it."""
        if self._asked is not None and self._asked.specs:
            self.form.focus_first_problem()
        else:
            self._yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self, asked: Question) -> None:
        while (item := self._buttons.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        make = buttons.danger_button if asked.is_final else buttons.primary_button
        self._yes = make(asked.button, self._answered)
        no = buttons.button("Cancel", self._leave)
        for each in (self._yes, no):
            self._buttons.addWidget(each)
        self._buttons.addStretch(1)
        self.form.tab_on_to(self._yes, no)

    def _answered(self) -> None:
        asked = self._asked
        if asked is None or self.form.check():
            self.form.focus_first_problem()
            return
        values = self.form.values()
        self._leave()
        asked.done(values)
