"""Where secrets are kept: said in a line, and the card that asks for a passphrase."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services.connections.vault import Vault
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, link_button, primary_button
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import caption, muted, strong
from jbdesk.widgets.surfaces import Card

NOW, NEW, AGAIN = "passphrase", "new", "again"


def _secret(name: str, label: str) -> FieldSpec:
    return FieldSpec(
        name,
        label,
        "secret",
        is_required=True,
        check=lambda typed: "" if typed else f"{label} is required.",
    )


@dataclass(frozen=True)
class Asking:
    """One thing that the card asks for."""

    title: str
    text: str
    fields: tuple[FieldSpec, ...]
    does: str


SEAL = Asking(
    "Keep secrets under a passphrase",
    "They are kept in a file of the home folder that only the passphrase opens. It is"
    " asked for once a session. Nobody can find out a passphrase that is forgotten.",
    (_secret(NOW, "Passphrase"), _secret(AGAIN, "Passphrase, once more")),
    "Begin vault",
)
UNLOCK = Asking(
    "The vault is locked",
    "Type its passphrase. Opening it takes a second on purpose.",
    (_secret(NOW, "Passphrase"),),
    "Unlock",
)
CHANGE = Asking(
    "Change the passphrase",
    "Everything in the vault is sealed anew.",
    (
        _secret(NOW, "Passphrase now"),
        _secret(NEW, "New passphrase"),
        _secret(AGAIN, "New passphrase, once more"),
    ),
    "Change passphrase",
)


class PassphraseCard(Card):
    """Hidden while nothing is asked; Esc leaves."""

    given = Signal(str, str)  # the passphrase, the new one
    anew = Signal()

    def __init__(self) -> None:
        super().__init__("accent-soft", "")
        self.setAccessibleName("Passphrase of the vault")
        self.asking = UNLOCK
        self._title = strong(wraps=True)
        self._text = muted(wraps=True)
        self._form = FieldForm()
        self.does = primary_button(UNLOCK.does, self._pressed)
        self._anew = button("Start anew…", self.anew.emit)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.does)
        row.addWidget(button("Cancel", self.leave))
        row.addStretch(1)
        row.addWidget(self._anew)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_3)
        for part in (self._title, self._text, self._form):
            column.addWidget(part)
        column.addLayout(row)
        for keys, does in ((Qt.Key.Key_Escape, self.leave), (Qt.Key.Key_Return, None)):
            made = QShortcut(QKeySequence(keys), self, does or self._pressed)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def ask(self, asking: Asking) -> None:
        """Stand there with empty fields, and take the keyboard."""
        self.asking = asking
        self._title.setText(asking.title)
        self._text.setText(asking.text)
        self._form.show_fields(asking.fields)
        self.does.setText(asking.does)
        self.does.setAccessibleName(asking.does)
        self._anew.setVisible(asking is UNLOCK)
        self.show()
        self._form.row(NOW).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Go, and keep nothing of what was typed."""
        self._form.show_fields(())
        self.hide()

    def refuse(self, failure: Failure) -> None:
        self._form.set_problems(failure.problems)
        self._form.focus_first_problem()

    def _pressed(self) -> None:
        if not self.isVisible() or self._form.check():
            self._form.focus_first_problem()
            return
        typed = {name: str(text) for name, text in self._form.values().items()}
        meant = typed.get(NEW, typed[NOW])
        if typed.get(AGAIN, meant) != meant:
            told = "This is not the same passphrase; type it again."
            where = Where("form", field=AGAIN)
            self.refuse(Failure(Problem(told, where=where)))
            return
        self.given.emit(typed[NOW], typed.get(NEW, ""))


class StoreLine(QWidget):
    """Names the store at the foot of the list, with what can be done about it."""

    def __init__(self) -> None:
        super().__init__()
        self._told = caption("", wraps=True)
        self._told.setAccessibleName("Where secrets are kept")
        self.seal = link_button("Use a passphrase…")
        self.again = link_button("Try again")
        self.unlock = link_button("Unlock…")
        self.change = link_button("Change passphrase…")
        self.lock = link_button("Lock")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_3)
        for each in self.buttons:
            row.addWidget(each)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_1)
        column.addWidget(self._told)
        column.addLayout(row)
        self.hide()  # until it is known

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        return (self.unlock, self.seal, self.again, self.change, self.lock)

    def show_store(self, vault: Vault) -> None:
        is_open = vault.is_sealed and not vault.is_locked
        locked = " It is locked." if vault.is_locked else ""
        told = vault.notice or f"Secrets: {vault.store_name}.{locked}"
        self._told.setText(told)
        self._told.setAccessibleDescription(told)
        self.seal.setVisible(vault.can_seal)
        self.again.setVisible(vault.is_session_only and not vault.is_sealed)
        self.unlock.setVisible(vault.is_locked)
        self.change.setVisible(is_open)
        self.lock.setVisible(is_open)
        self.show()
