"""Forget a contact: counted first, then confirmed, then told what was removed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from jbdesk.model.texts.words import counted
from jbdesk.services.afterwards.forgetting import Count, Forgotten
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, danger_button, icon_button
from jbdesk.widgets.labels import Label, field_label, muted, strong
from jbdesk.widgets.surfaces import Card

_PLURALS = {
    "delivery": "deliveries of the ledger",
    "row of a run": "rows of runs",
    "line of the log": "lines of the log",
    "damaged file set aside": "damaged files set aside",
}
_SINGULARS = {"delivery": "delivery of the ledger"}
_LIMITS = (
    "Only what jbdesk keeps on this computer goes: the service, the simulator's tenant "
    "and what was exported are not touched. jbdesk then no longer knows that it fired "
    "this contact: clean up first, where that is wanted."
)
_FIELD = 280


class ForgetCard(Card):
    """Hidden until it is asked for; the pane does the looking and the removing."""

    count_wanted = Signal(str)  # the contact key
    confirmed = Signal(str)
    came_or_went = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setAccessibleName("Contact key to forget")
        self.field.setFixedSize(_FIELD, theme.CONTROL_HEIGHT)
        self.look_button = button("Look for it", self._look)
        self.forget_button = danger_button("Forget", self._forget)
        self._told = Label(wraps=True)
        self._counted = ""  # the key whose counts are shown
        self._lay_out()
        self.field.returnPressed.connect(self._look)
        self.field.textChanged.connect(lambda _: self._begin_anew())
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(strong("Forget a contact"))
        head.addStretch(1)
        head.addWidget(icon_button("x", "Close", self.leave))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        label = field_label("Contact key to forget")
        label.setBuddy(self.field)
        for widget in (label, self.field, self.look_button, self.forget_button):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        edge = theme.SPACE_2
        column.setContentsMargins(theme.SPACE_3, edge, edge, theme.SPACE_3)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(self._told)
        column.addWidget(muted(_LIMITS, wraps=True))

    # What the pane calls.

    def ask(self, contact_key: str = "") -> None:
        """Come up, with a key where one is known."""
        self.field.setText(contact_key)
        self._begin_anew()
        self.show()
        self.came_or_went.emit(True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def leave(self) -> None:
        self.hide()
        self.came_or_went.emit(False)

    def show_counts(self, contact_key: str, counts: tuple[Count, ...]) -> None:
        """Say how much there is; only then it can be forgotten."""
        if contact_key != self._key:
            return
        self._counted = contact_key if counts else ""
        self.forget_button.setVisible(bool(counts))
        if counts:
            text = f"Kept of “{contact_key}”: {_listed(counts)}. They go for good."
            self._tell(text, "text")
        else:
            self._tell(f"Nothing is kept of “{contact_key}”.", "muted")

    def show_forgotten(self, contact_key: str, forgotten: Forgotten) -> None:
        """Say what was removed, and what was not."""
        self._begin_anew()
        lines = [f"Removed of “{contact_key}”: {_listed(forgotten.removed)}."]
        lines += [f"Not removed: {each.text}" for each in forgotten.problems]
        if forgotten.left:
            files = ", ".join(f"“{each}”" for each in forgotten.left)
            lines.append(
                f"It still stands in {files}, perhaps as a part of another word."
            )
        is_whole = len(lines) == 1
        self._tell("\n".join(lines), "ok" if is_whole else "warn")

    # What happens.

    @property
    def _key(self) -> str:
        return self.field.text().strip()

    def _begin_anew(self) -> None:
        self._counted = ""
        self.forget_button.hide()
        self.look_button.setEnabled(bool(self._key))
        self._tell("", "text")

    def _tell(self, text: str, colour: str) -> None:
        self._told.setText(text)
        self._told.set_colour(colour)
        self._told.setVisible(bool(text))

    def _look(self) -> None:
        if self._key:
            self.count_wanted.emit(self._key)

    def _forget(self) -> None:
        if self._counted:
            self.confirmed.emit(self._counted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _listed(counts: tuple[Count, ...]) -> str:
    told = (
        counted(
            each.number,
            _SINGULARS.get(each.what, each.what),
            _PLURALS.get(each.what, ""),
        )
        for each in counts
    )
    return ", ".join(told) or "nothing"
