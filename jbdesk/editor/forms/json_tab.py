"""The selected activity as JSON: to read, and on a draft to edit."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from jbdesk.editor.document import Document
from jbdesk.model import catalogue, edits, wire
from jbdesk.model.fields import Kind
from jbdesk.model.journey import Activity, JsonObject
from jbdesk.model.problem import Failure
from jbdesk.widgets import buttons, field_spec, labels, theme


class JsonTab(QWidget):
    """Checks while typing; “Apply” makes it one edit.

    What has no form is shown to be read, until somebody wants to edit it here.
    """

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ref: str | None = None
        self._shown = ""
        self._opened = ""  # of what has no form: the one that is edited all the same
        self.text = QPlainTextEdit()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName("JSON")
        self.text.setFont(theme.font("fixed"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabStopDistance(
            4 * QFontMetricsF(theme.font("fixed")).horizontalAdvance(" ")
        )
        self.message = labels.message()
        self.apply = buttons.primary_button("Apply", self._apply)
        self.unlock = buttons.button("Edit as JSON", self.edit)
        self.revert = buttons.button("Revert", self._revert)
        self._soon = QTimer(self, singleShot=True, interval=250)
        self._soon.timeout.connect(self.check)
        self.text.textChanged.connect(self._typed)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addStretch(1)
        row.addWidget(self.unlock)
        row.addWidget(self.revert)
        row.addWidget(self.apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 12)
        layout.addWidget(self.text, 1)
        self.message.setContentsMargins(12, 0, 12, 0)
        layout.addWidget(self.message)
        layout.addLayout(row)

    def show_ref(self, ref: str | None) -> None:
        """Show an activity, or with None what cannot be edited here."""
        journey = self._document.journey
        body: Any = journey[ref].body if ref is not None else {}
        is_locked = ref is not None and catalogue.of(journey[ref]).is_locked
        can_open = is_locked and self._document.is_editable and ref != self._opened
        self.unlock.setVisible(can_open)
        self._show(ref, body, can_edit=ref is not None and not can_open)
        can_type = ref is not None and not can_open and self._document.is_editable
        self.text.setReadOnly(not can_type)

    def edit(self) -> None:
        """Let the JSON of what has no form be typed."""
        if self._ref is not None:
            self._opened = self._ref
            self.show_ref(self._ref)
            self.text.setFocus()

    def show_body(self, body: Any) -> None:
        """Show other JSON, read-only."""
        self.unlock.hide()
        self._show(None, body, can_edit=False)

    def _show(self, ref: str | None, body: Any, *, can_edit: bool) -> None:
        text = wire.dumps(body)
        is_typing = ref == self._ref and self.text.toPlainText() != self._shown
        if text == self._shown and ref == self._ref:
            return
        if is_typing and self.text.hasFocus():
            return
        self._ref, self._shown = ref, text
        self.text.setPlainText(text)
        self.text.setReadOnly(not (can_edit and self._document.is_editable))
        self.check()

    def _typed(self) -> None:
        self.apply.setEnabled(False)
        self._soon.start()

    def check(self) -> bool:
        """Whether what stands there can be applied; else the message says why."""
        is_new = self.text.toPlainText() != self._shown
        self.revert.setVisible(is_new)
        self.apply.setVisible(is_new)
        wrong = doubts = ""
        try:
            body = self._body()
            doubts = " ".join(_doubts(body)) if is_new else ""
        except Failure as failure:
            wrong = str(failure) if is_new else ""
        self.message.setText(wrong or doubts)
        self.message.set_colour("bad" if wrong else "warn")
        self.message.setVisible(bool(wrong or doubts))
        self.apply.setEnabled(is_new and not wrong)
        return self.apply.isEnabled()

    def _body(self) -> JsonObject:
        body = wire.loads(self.text.toPlainText())
        if not isinstance(body, dict):
            raise Failure("An activity is a JSON object.")
        for name in ("key", "type"):
            if not isinstance(body.get(name), str) or not body[name]:
                raise Failure(f"“{name}” must be a text that is not empty.")
        if not isinstance(body.get("outcomes", []), list):
            raise Failure("“outcomes” must be a list.")
        return body

    def _apply(self) -> None:
        if self._ref is None or not self.check():
            return
        title = catalogue.title(self._document.journey[self._ref])
        body, self._shown = self._body(), self.text.toPlainText()
        self._document.attempt(
            f"Edit {title} as JSON", edits.replace_body, self._ref, body
        )
        self.check()

    def _revert(self) -> None:
        self.text.setPlainText(self._shown)
        self.check()


def _doubts(body: JsonObject) -> Iterator[str]:
    """What does not fit the type's fields, as far as the catalogue knows them."""
    activity = Activity(body)
    row = catalogue.of(activity)
    if row is catalogue.UNKNOWN:
        yield f"jbdesk doesn't know the type “{activity.type}”."
    for field in row.fields:
        value = field.read(body)
        is_bound = isinstance(value, str) and "{{" in value
        if is_bound or field.kind in (Kind.JSON, Kind.MESSAGE):
            continue
        known = [each.value for each in field.choices]
        if value is not None and known and value not in known:
            yield f"{field.label}: “{value}” is none of the values that are known."
        elif told := field_spec.of_catalogue(field).check(value):
            yield told
