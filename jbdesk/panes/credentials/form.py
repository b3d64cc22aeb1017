"""The form of a connection: a row for each of PACKAGE_FIELDS, checked as it is left."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from jbdesk.model.package import (
    PACKAGE_FIELDS,
    PackageSettings,
    Subdomain,
    scopes_in,
)
from jbdesk.model.package_paste import Pasted
from jbdesk.model.packages import allow_list, authorization, kinds, pasted_units
from jbdesk.model.packages.units import BusinessUnit
from jbdesk.model.problem import Failure
from jbdesk.panes.credentials.paste import PasteStrip
from jbdesk.widgets import environments, field_spec, icons, theme
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.labels import ElidedLabel, Label, caption

SECRET = "client_secret"  # noqa: S105 - the name of a field
UNITS = "units"  # that were pasted, among what is typed
_READ_FROM_ADDRESS = "Read from the address that you pasted."


class CredentialsForm(QWidget):
    """Shows a connection's settings and its secret; tells what is typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.paste = PasteStrip()
        self.fields = FieldForm()
        self.fields.show_fields(field_spec.of_package(each) for each in PACKAGE_FIELDS)
        self._helps = {each.name: each.help for each in PACKAGE_FIELDS}
        self._captions = {name: self._caption(name) for name in self._helps}
        self._kept: dict[str, Any] = {}
        self._units: tuple[BusinessUnit, ...] = ()
        self.is_secret_known = False
        self._is_filling = False
        self.reveal = _reveal_action(self._editor(SECRET))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.paste)
        column.addWidget(self.fields)
        self.paste.found.connect(self._take_pasted)
        self.fields.changed.connect(self._changed)
        self.fields.left.connect(self._left)
        self._show_colours()
        theme.notice.changed.connect(self._show_colours)

    def _caption(self, name: str) -> Label:
        is_long = name in (SECRET, "redirect_url")  # they take more than a line
        made = caption(wraps=True) if is_long else ElidedLabel()
        made.set_type("caption")
        made.set_colour("muted")
        made.setText(self._helps[name])
        row = self.fields.row(name).layout()
        assert row is not None
        row.addWidget(made)
        made.setVisible(bool(self._helps[name]))
        return made

    def _editor(self, name: str) -> QLineEdit:
        editor = self.fields.row(name).editor
        assert isinstance(editor, QLineEdit)
        return editor

    # What the pane calls.

    def show_settings(
        self, settings: PackageSettings, typed: Mapping[str, Any]
    ) -> None:
        """Show what is kept, and over it what was typed before and not saved."""
        self._kept = {SECRET: "", **_texts(settings)}
        self.is_secret_known = False
        values = {**self._kept, **typed}
        self._units = values.pop(UNITS, ())
        self._fill(values)
        self.fields.clear_problems()
        self.reveal.setChecked(False)
        self.paste.clear()
        self._say("subdomain", self._helps["subdomain"])

    def show_secret(self, secret: str) -> None:
        """Fill in the kept secret, unless another one is being typed."""
        is_untouched = self._editor(SECRET).text() == self._kept[SECRET]
        self._kept[SECRET] = secret
        self.is_secret_known = True
        if is_untouched:
            self._fill({SECRET: secret})

    def _fill(self, values: Mapping[str, Any]) -> None:
        """Fill fields without telling it as typed."""
        self._is_filling = True
        self.fields.set_values(values)
        self._is_filling = False
        self._tell_way_back()
        self._show_fields_of_kind()

    def _show_fields_of_kind(self) -> None:
        for name in self.fields.names:
            self.fields.row(name).setVisible(kinds.has_field(self.kind, name))

    def say_where_secrets_are_kept(self, text: str) -> None:
        self._say(SECRET, text)

    @property
    def typed(self) -> dict[str, Any]:
        """All that stands here, with the business units that were pasted."""
        return self.fields.values() | ({UNITS: self._units} if self._units else {})

    @property
    def is_changed(self) -> bool:
        return self.typed != self._kept

    @property
    def kind(self) -> str:
        """Which type of package is chosen."""
        return str(self.fields.values()["kind"] or kinds.SERVER)

    @property
    def secret(self) -> str:
        """The client secret that is typed; "" where this type has none."""
        if not kinds.has_secret(self.kind):
            return ""
        return str(self.fields.values()[SECRET]).strip()

    def settings(self, of: PackageSettings) -> PackageSettings:
        """Give the settings with what is typed; call it after a check."""
        typed = self.fields.values()
        return replace(
            of,
            name=typed["name"].strip(),
            subdomain=str(Subdomain.parse(typed["subdomain"])),
            client_id=typed["client_id"].strip(),
            kind=typed["kind"] or kinds.SERVER,
            redirect_url=typed["redirect_url"].strip(),
            account_id=typed["account_id"].strip(),
            scopes=scopes_in(typed["scopes"]),
            colour=typed["colour"] or "",
            allowed=allow_list.listed(typed["allowed"]),
            units=pasted_units.added(
                of.units, self._units, typed["account_id"].strip()
            ),
        )

    def is_ready(self, *, without: str = "") -> bool:
        """Check every field but one; where one is wrong, go there."""
        has = partial(kinds.has_field, self.kind)
        names = [each for each in self.fields.names if each != without and has(each)]
        wrong = [name for name in names if self.fields.row(name).check()]
        if wrong:
            self.fields.focus_first_problem()
        return not wrong

    def focus(self, name: str) -> None:
        self._editor(name).setFocus(Qt.FocusReason.OtherFocusReason)

    # What happens in the fields.

    def _take_pasted(self, pasted: Pasted) -> None:
        self._units = pasted.units or self._units
        self.fields.set_values(pasted.values)
        for name in pasted.values:
            self.fields.row(name).check()
        self._tell_way_back()
        self.changed.emit()

    def _changed(self, name: str) -> None:
        if self._captions[name].text() == _READ_FROM_ADDRESS:
            self._say(name, self._helps[name])
        if name == "kind":
            self._show_fields_of_kind()
        if not self._is_filling:
            self.changed.emit()

    def _left(self, name: str) -> None:
        typed = str(self.fields.values()[name] or "")
        if name == "subdomain":
            self._take_subdomain(typed)
        elif name == "redirect_url":
            self._tell_way_back()
        elif name == "scopes":
            self.fields.set_values({name: " ".join(scopes_in(typed))})

    def _tell_way_back(self) -> None:
        row = self.fields.row("redirect_url")
        url = str(self.fields.values()["redirect_url"] or "").strip()
        told = "" if row.message else authorization.by_hand(url)
        self._say("redirect_url", told or self._helps["redirect_url"])

    def _take_subdomain(self, typed: str) -> None:
        try:
            bare = str(Subdomain.parse(typed))
        except Failure:
            return
        if bare != typed:
            self.fields.set_values({"subdomain": bare})
            if len(typed.strip()) > len(bare):
                self._say("subdomain", _READ_FROM_ADDRESS, "ok")

    def _say(self, name: str, text: str, colour: str = "muted") -> None:
        self._captions[name].setText(text)
        self._captions[name].set_colour(colour)
        self._captions[name].setVisible(bool(text))

    def _show_colours(self) -> None:
        environments.show_dots(self.fields.row("colour").editor)


def _texts(settings: PackageSettings) -> dict[str, Any]:
    return {
        "name": settings.name,
        "subdomain": settings.subdomain,
        "client_id": settings.client_id,
        "kind": settings.kind,
        "redirect_url": settings.redirect_url,
        "account_id": settings.account_id,
        "scopes": " ".join(settings.scopes),
        "colour": settings.colour or None,
        "allowed": "\n".join(settings.allowed),
    }


def _reveal_action(editor: QLineEdit) -> QAction:
    """Add the eye that shows what is typed, or hides it again."""
    action = editor.addAction(
        icons.icon("eye"), QLineEdit.ActionPosition.TrailingPosition
    )
    action.setCheckable(True)
    action.setText("Show client secret")
    action.setToolTip("Show client secret")

    def toggled(is_shown: bool) -> None:
        mode = QLineEdit.EchoMode
        editor.setEchoMode(mode.Normal if is_shown else mode.Password)
        action.setIcon(icons.icon("eye-off" if is_shown else "eye"))
        action.setText("Hide client secret" if is_shown else "Show client secret")
        action.setToolTip(action.text())

    action.toggled.connect(toggled)
    return action
