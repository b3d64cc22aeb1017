"""The form of one business unit of a package: its name, MID, colour and allow-list."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.model.package import COLOURS, PackageSettings
from jbdesk.model.packages import allow_list, units
from jbdesk.widgets import environments, theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import caption

ALLOWED = "Contact keys that may be fired"
ALLOWED_HELP = "One in a line; test-* or *@example.test, too. Empty: as its package."
_ABOUT = (
    "A business unit of the installed package “{}”: the same client ID and client"
    " secret, a token of its own."
)
_SPECS = (
    FieldSpec(
        "name",
        "Business unit",
        is_required=True,
        help="Your own name for it.",
        check=lambda typed: units.check_name(str(typed or "")),
    ),
    FieldSpec(
        "account_id",
        "MID",
        is_required=True,
        help="The number that Marketing Cloud shows beside its name.",
        check=lambda typed: units.check_mid(str(typed or "")),
    ),
    FieldSpec("colour", "Environment colour", "choice", choices=COLOURS),
    FieldSpec(
        "allowed",
        ALLOWED,
        "long text",
        help=ALLOWED_HELP,
        check=lambda typed: allow_list.fault(str(typed or "")),
    ),
)


class UnitForm(QWidget):
    """Stands in the package form's place, and is asked the same."""

    changed = Signal()
    mid_wanted = Signal()  # the token's own

    def __init__(self) -> None:
        super().__init__()
        self._about = caption("", wraps=True)
        self.fields = FieldForm()
        self.fields.show_fields(_SPECS)
        self.read = button("Read MID from token", self.mid_wanted.emit)
        self._kept: dict[str, Any] = {}
        self._package, self._secret = "", ""
        self._is_filling = False
        self.kind = ""
        self.is_secret_known = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self._about)
        column.addWidget(self.fields)
        column.addWidget(self.read, 0, Qt.AlignmentFlag.AlignLeft)
        row = self.fields.row("allowed").layout()
        assert row is not None
        row.addWidget(caption(ALLOWED_HELP, wraps=True))
        self.fields.changed.connect(self._changed)
        self._show_colours()
        theme.notice.changed.connect(self._show_colours)

    def show_settings(
        self, settings: PackageSettings, typed: Mapping[str, Any], package: str = ""
    ) -> None:
        """Show what is kept, and over it what was typed before and not saved."""
        self._package = package
        self._about.setText(_ABOUT.format(package))
        self.kind, self._secret, self.is_secret_known = settings.kind, "", False
        self._kept = {
            "name": settings.unit,
            "account_id": settings.account_id,
            "colour": settings.colour or None,
            "allowed": "\n".join(settings.allowed),
        }
        self.fill({**self._kept, **typed}, is_typed=False)
        self.fields.clear_problems()

    def fill(self, values: Mapping[str, Any], *, is_typed: bool = True) -> None:
        self._is_filling = not is_typed
        self.fields.set_values(values)
        self._is_filling = False

    def show_secret(self, secret: str) -> None:
        """Take the package's secret; it is not shown here."""
        self._secret, self.is_secret_known = secret, True

    def say_where_secrets_are_kept(self, text: str) -> None:
        """The package's own form says so."""

    @property
    def typed(self) -> dict[str, Any]:
        return self.fields.values()

    @property
    def is_changed(self) -> bool:
        return self.typed != self._kept

    @property
    def secret(self) -> str:
        return self._secret

    def settings(self, of: PackageSettings) -> PackageSettings:
        """Give the settings with what is typed; call it after a check."""
        typed = self.fields.values()
        name = str(typed["name"] or "").strip()
        return replace(
            of,
            name=f"{self._package}{units.BETWEEN}{name}",
            unit=name,
            account_id=str(typed["account_id"] or "").strip(),
            colour=typed["colour"] or "",
            allowed=allow_list.listed(str(typed["allowed"] or "")),
        )

    def is_ready(self, *, without: str = "") -> bool:
        """Check every field but one; where one is wrong, go there."""
        names = [each for each in self.fields.names if each != without]
        wrong = [name for name in names if self.fields.row(name).check()]
        if wrong:
            self.fields.focus_first_problem()
        return not wrong

    def focus(self, name: str) -> None:
        known = name if name in self.fields.names else "name"
        self.fields.row(known).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, _name: str) -> None:
        if not self._is_filling:
            self.changed.emit()

    def _show_colours(self) -> None:
        environments.show_dots(self.fields.row("colour").editor)
