"""The selected activity as JSON: to read, and on a draft to edit."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from jbdesk.editor.document import Document
from jbdesk.model import catalogue, edits, wire
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Failure
from jbdesk.widgets import buttons, labels, theme


class JsonTab(QWidget):
    """Checks while typing; “Apply” makes it one edit."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._ref: str | None = None
        self._shown = ""
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
        self.revert = buttons.button("Revert", self._revert)
        self._soon = QTimer(self, singleShot=True, interval=250)
        self._soon.timeout.connect(self.check)
        self.text.textChanged.connect(self._typed)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addStretch(1)
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
        self._show(ref, body, can_edit=ref is not None)

    def show_body(self, body: Any) -> None:
        """Show other JSON, read-only."""
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
        try:
            self._body()
            self.message.setText("")
        except Failure as failure:
            self.message.setText(str(failure) if is_new else "")
        self.message.setVisible(bool(self.message.text()))
        self.apply.setEnabled(is_new and not self.message.text())
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
