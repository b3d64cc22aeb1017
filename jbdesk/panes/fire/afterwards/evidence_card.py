"""Asks which values are taken out of evidence before it is written."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout

from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, icon_button, primary_button
from jbdesk.widgets.labels import muted, strong
from jbdesk.widgets.surfaces import Card

_COLUMNS = 5
_HELP = (
    "Request, answer, event definition, journey versions and trace go into one file."
    " Secrets, client ID, subdomain and MID never do. Ticked values are replaced by"
    " others of their kind, the same everywhere; look through the file before you"
    " pass it on."
)


class EvidenceCard(Card):
    """Hidden until evidence was gathered."""

    confirmed = Signal(tuple)  # the names whose values are replaced
    came_or_went = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._title = strong(wraps=True)
        self._boxes: list[QCheckBox] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.SPACE_4)
        self._grid.setVerticalSpacing(theme.SPACE_1)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(icon_button("x", "Close", self.leave))
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_2)
        foot.addStretch(1)
        foot.addWidget(button("Cancel", self.leave))
        foot.addWidget(primary_button("Choose a file…", self._confirm, icon="save"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(muted(_HELP, wraps=True))
        column.addLayout(self._grid)
        column.addLayout(foot)
        self.hide()

    def ask(
        self, contact_key: str, names: Sequence[str], chosen: Sequence[str]
    ) -> None:
        """Offer the values that may be personal."""
        self._title.setText(f"Save evidence of “{contact_key}”")
        for box in self._boxes:
            box.hide()
            box.deleteLater()
        self._boxes = []
        for position, name in enumerate(names):
            box = QCheckBox(name)
            box.setAccessibleName(f"Replace {name}")
            box.setChecked(name in chosen)
            self._grid.addWidget(box, position // _COLUMNS, position % _COLUMNS)
            self._boxes.append(box)
        self.show()
        self.came_or_went.emit(True)

    def leave(self) -> None:
        self.hide()
        self.came_or_went.emit(False)

    def _confirm(self) -> None:
        self.confirmed.emit(tuple(e.text() for e in self._boxes if e.isChecked()))
