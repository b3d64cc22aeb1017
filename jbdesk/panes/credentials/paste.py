"""Fills a connection's form from whatever was copied elsewhere."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model import package_paste
from jbdesk.model.package import PACKAGE_FIELDS
from jbdesk.model.package_paste import Pasted
from jbdesk.model.problem import Failure
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import caption

_HELP = (
    "From any address of the tenant, a Postman environment, an mcdev or .env file, a"
    " cURL line."
)
_LABELS = {each.name: each.label for each in PACKAGE_FIELDS}


class PasteStrip(QWidget):
    """A button that reads the clipboard, and what it found there."""

    found = Signal(Pasted)

    def __init__(self) -> None:
        super().__init__()
        self._told = caption(_HELP, wraps=True)
        row = QHBoxLayout()
        row.addWidget(button("Paste settings", self.paste))
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addLayout(row)
        column.addWidget(self._told)

    def paste(self) -> None:
        """Fill in what the clipboard tells; what it does not tell stays."""
        try:
            pasted = package_paste.read(QGuiApplication.clipboard().text())
        except Failure as failure:
            self._say(str(failure), "bad")
            return
        self.found.emit(pasted)
        told = f"Filled in from {pasted.kind}: {_names(pasted)}."
        self._say(f"{told} {pasted.remark}".strip(), "warn" if pasted.remark else "ok")

    def clear(self) -> None:
        self._say(_HELP, "muted")

    def _say(self, text: str, colour: str) -> None:
        self._told.setText(text)
        self._told.set_colour(colour)


def _names(pasted: Pasted) -> str:
    names = [label for name, label in _LABELS.items() if name in pasted.values]
    if pasted.units:
        listed = ", ".join(each.name for each in pasted.units)
        names.append(f"the business units {listed}, kept when you save")
    return ", ".join(names)
