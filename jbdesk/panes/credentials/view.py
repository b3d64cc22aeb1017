"""What the credentials pane looks like: list, form, report, side by side."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import kinds, units
from jbdesk.panes.credentials.form import SECRET, CredentialsForm
from jbdesk.panes.credentials.list import ConnectionList
from jbdesk.panes.credentials.report import ConnectionReport
from jbdesk.panes.credentials.sign_in import SignInCard, asked_for
from jbdesk.panes.credentials.simulator import SimulatorFacts
from jbdesk.panes.credentials.store import PassphraseCard, StoreLine
from jbdesk.panes.credentials.unit_form import UnitForm
from jbdesk.services.connections.connection_step import Step
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, icon_button, link_button
from jbdesk.widgets.surfaces import Line, make_surface

_WIDTHS = (264, 352, 488)


class CredentialsView(QSplitter):
    """Three columns; the pane says what stands in them."""

    def __init__(self, above_form: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._above_form = above_form
        self.list = ConnectionList()
        self.form = CredentialsForm()
        self.unit = UnitForm()
        self.store = StoreLine()
        self.passphrase = PassphraseCard()
        self.simulator = SimulatorFacts()
        self.report = ConnectionReport()
        self.sign_in = SignInCard()
        self.new = button("New connection", icon="plus")
        self.add_unit = link_button("Add business unit")
        self.take_in = _small("upload", "Import connections…")
        self.hand_on = _small("download", "Export connections…")
        self.remove = button("Remove connection", icon="trash-2")
        self.discard = link_button("Discard changes")
        self.setChildrenCollapsible(False)
        for column, least in (
            (self._left(), 170),
            (_scrolled(self._middle(), is_surface=True), 250),
            (_scrolled(self.report, is_surface=False), 300),
        ):
            column.setMinimumWidth(least)
            self.addWidget(column)
        self.setSizes(list(_WIDTHS))
        for position, stretch in enumerate((0, 2, 2)):
            self.setStretchFactor(position, stretch)

    def _left(self) -> QWidget:
        made = QWidget()
        make_surface(made)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(*[theme.SPACE_2] * 4)
        buttons.setSpacing(theme.SPACE_2)
        buttons.addWidget(self.new)
        buttons.addStretch(1)
        for each in (self.take_in, self.hand_on):
            buttons.addWidget(each)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, theme.SPACE_2, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(Line("line-soft"))
        column.addLayout(buttons)
        column.addWidget(Line("line-soft"))
        column.addWidget(self.store)
        return made

    def _middle(self) -> QWidget:
        self._form_page = self._made_form_page()
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(*[theme.SPACE_4] * 4)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.passphrase)
        column.addWidget(self._above_form)
        column.addWidget(self.sign_in)
        # Not stacked: the longer of the two would make a scroll bar for both.
        column.addWidget(self._form_page)
        column.addWidget(self.simulator)
        column.addStretch(1)
        return made

    def _made_form_page(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self.remove)
        row.addWidget(self.add_unit)
        row.addStretch(1)
        last = QHBoxLayout()  # beside the others it would not fit into the column
        last.addStretch(1)
        last.addWidget(self.discard)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_4)
        column.addWidget(self.form)
        column.addWidget(self.unit)
        column.addLayout(row)
        column.addLayout(last)
        column.addStretch(1)
        return made

    @property
    def links(self) -> tuple[QAbstractButton, ...]:
        """What stands in small at the foot of the list."""
        return (self.add_unit, self.take_in, self.hand_on, *self.store.buttons)

    @property
    def sheet(self) -> CredentialsForm | UnitForm:
        """The form that is filled in: of a package, or of a business unit."""
        return self.form if self.unit.isHidden() else self.unit

    def show_settings(
        self, settings: PackageSettings, typed: Mapping[str, Any], package: str = ""
    ) -> None:
        """Show a connection; the simulator's facts where it is the simulator."""
        is_unit = units.APART in settings.id
        self.unit.setVisible(is_unit)
        self.form.setHidden(is_unit)
        self.remove.setText("Remove business unit" if is_unit else "Remove connection")
        self.remove.setAccessibleName(self.remove.text())
        self._form_page.setHidden(settings.is_simulator)
        self.simulator.setVisible(settings.is_simulator)
        if settings.is_simulator:
            self.simulator.show_settings(settings)
        elif is_unit:
            self.unit.show_settings(settings, typed, package)
        else:
            self.form.show_settings(settings, typed)
        self.report.clear()

    def show_sign_in(self, settings: PackageSettings, *, is_signed_in: bool) -> None:
        """Let the card for it stand there, where the type that is chosen has it."""
        kind = settings.kind if settings.is_simulator else self.sheet.kind
        is_wanted = kinds.signs_in(kind)
        self.sign_in.show_state(is_wanted=is_wanted, is_signed_in=is_signed_in)

    def ask_for(self, settings: PackageSettings) -> tuple[str, str]:
        """Give the keyboard to what is lacking, and say what it is, with a title."""
        if settings.signs_in:
            self.sign_in.begin.setFocus()
        else:
            self.sheet.focus(SECRET)
        return asked_for(settings)

    def show_tried(self, step: Step) -> None:
        """Show a step of a test, and at its field what is wrong."""
        self.report.show_tried(step)
        if step.problems:
            self.sheet.fields.set_problems(step.problems)

    def begin_test(self, settings: PackageSettings) -> None:
        """Let the report wait for a new test, and forget what the last one said."""
        self.sheet.fields.clear_problems()
        self.report.begin(settings)


def _small(icon: str, text: str) -> QAbstractButton:
    made = icon_button(icon, text)
    made.setText(text)  # not shown beside the icon, but found by the command search
    return made


def _scrolled(content: QWidget, *, is_surface: bool) -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if is_surface:
        make_surface(content)
    made.setWidget(content)
    return made
