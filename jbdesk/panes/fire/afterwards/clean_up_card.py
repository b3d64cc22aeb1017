"""Tells what can be cleaned up, and waits for the word."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from jbdesk.model.package import COLOURS, PackageSettings
from jbdesk.model.texts.words import counted
from jbdesk.services.afterwards.clean_up import Plan
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, danger_button, icon_button
from jbdesk.widgets.labels import Label, muted, strong
from jbdesk.widgets.surfaces import Card

_PRODUCTION = COLOURS[0].value
_WHY_ROWS_STAY = (
    "the service's calls add rows, change them, or clear a whole data extension; none"
    " deletes single ones."
)
_DELETE = "Delete these contacts, too"
_DELETE_HELP = (
    "The service deletes them in all business units, with their rows in sendable data"
    " extensions, for good after 14 days."
)


class CleanUpCard(Card):
    """Hidden until it is asked for; the deeds are done elsewhere."""

    confirmed = Signal(bool)  # whether the contacts are deleted, too
    came_or_went = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._title = strong(wraps=True)
        self._told = Label(wraps=True)
        self._told.setAccessibleName("What is left")
        self._others = muted(wraps=True)
        self._deletes = QCheckBox(_DELETE)
        self._deletes.setAccessibleName(_DELETE)
        self._deletes.setToolTip(_DELETE_HELP)
        self._sure = QCheckBox()
        self._go = danger_button("Clean up now", self._confirm)
        self._lay_out()
        self._sure.toggled.connect(lambda _: self._allow())
        self._is_ready = False
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(icon_button("x", "Close", self.leave))
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_4)
        foot.addWidget(self._deletes)
        foot.addWidget(self._sure)
        foot.addStretch(1)
        foot.addWidget(button("Cancel", self.leave))
        foot.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addWidget(self._others)
        column.addLayout(foot)

    def show_looking(self, settings: PackageSettings) -> None:
        """Come, and say that the service is being asked."""
        name = settings.name
        self._title.setText(f"Clean up what was fired through “{name}”")
        self._told.setText("Asking where the contacts are …")
        self._others.hide()
        self._sure.setText(f"“{name}” is a production connection: do it there")
        self._sure.setAccessibleName(self._sure.text())
        self._sure.setChecked(False)
        self._sure.setVisible(settings.colour == _PRODUCTION)
        self._deletes.setChecked(False)
        self._is_ready = False
        self._allow()
        self.show()
        self.came_or_went.emit(True)

    def show_nothing(self) -> None:
        self._told.setText("Nothing is left: nobody was fired since the last time.")

    def show_plan(self, plan: Plan, *, has_rows: bool) -> None:
        names = ", ".join(f"“{each}”" for each in plan.data_extensions)
        rows = ""
        if names:
            rows = f" Rows in {names} " + (
                "are deleted." if has_rows else f"stay: {_WHY_ROWS_STAY}"
            )
        self._told.setText(f"{plan}{rows}")
        self._is_ready = True
        self._allow()

    def show_others(self, others: Sequence[tuple[str, int]]) -> None:
        """Tell of other connections, which must be chosen for it."""
        told = ", ".join(
            f"{counted(number, 'contact')} through “{name}”" for name, number in others
        )
        self._others.setText(f"Elsewhere: {told}. Choose that connection for it.")
        self._others.setVisible(bool(others))

    def tell(self, text: str) -> None:
        """Say how far it is."""
        self._told.setText(text)

    def leave(self) -> None:
        self.hide()
        self.came_or_went.emit(False)

    def _allow(self) -> None:
        is_sure = self._sure.isHidden() or self._sure.isChecked()
        self._go.setEnabled(self._is_ready and is_sure)

    def _confirm(self) -> None:
        self.confirmed.emit(self._deletes.isChecked())
