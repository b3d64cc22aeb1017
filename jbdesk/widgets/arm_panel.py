"""The panel that arms a production connection: for how long, and its name typed."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model.fields import Choice
from jbdesk.model.problem import Problem
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, danger_button
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import body, strong
from jbdesk.widgets.surfaces import Card

WIDTH = 380


class ArmPanel(Card):
    """Stands over the window below the top bar; Esc leaves."""

    armed = Signal(int, str)  # minutes, the name that was typed
    disarmed = Signal()

    def __init__(self, parent: QWidget, minutes: Iterable[int]) -> None:
        super().__init__("raised")
        self.setParent(parent)
        self.setAccessibleName("Arm connection")
        self._title = strong()
        self._text = body()
        self._form = FieldForm()
        times = tuple(Choice(each, f"{each} minutes") for each in minutes)
        self._minutes = FieldSpec(
            "minutes", "Arm for", "choice", choices=times, is_required=True
        )
        self._arm = danger_button("Arm", self._arm_pressed)
        self._disarm = button("Make read-only", self._disarm_pressed)
        self._lay_out()
        for keys, does in (
            (Qt.Key.Key_Escape, self.hide),
            (Qt.Key.Key_Return, self._arm_pressed),
            (Qt.Key.Key_Enter, self._arm_pressed),
        ):
            made = QShortcut(QKeySequence(keys), self, does)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addStretch(1)
        for each in (self._disarm, button("Cancel", self.hide), self._arm):
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_4] * 4)
        column.setSpacing(theme.SPACE_3)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addWidget(self._form)
        column.addLayout(row)
        self.setFixedWidth(WIDTH)

    def ask(self, name: str, kind: str, *, is_armed: bool) -> None:
        """Open for a connection, or a business unit, of this name."""
        named = FieldSpec("name", f"{kind.capitalize()}'s name", is_required=True)
        self._form.show_fields((named, self._minutes))
        self._title.setText(f"Production is {'armed' if is_armed else 'read-only'}")
        self._text.setText(
            f"Type “{name}” to let this window fire, save and publish there. After the"
            " time it is read-only again."
        )
        self._form.set_values({"name": ""})
        self._form.clear_problems()
        self._disarm.setVisible(is_armed)
        self.adjustSize()
        parent = self.parentWidget()
        assert parent is not None
        self.move((parent.width() - self.width()) // 2, theme.SPACE_6 * 2)
        self.show()
        self.raise_()
        self._form.row("name").editor.setFocus()

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Show what was wrong beside its field."""
        self._form.set_problems(problems)
        self._form.focus_first_problem()

    def _arm_pressed(self) -> None:
        if not self._form.check():
            values = self._form.values()
            self.armed.emit(int(values["minutes"]), str(values["name"]))

    def _disarm_pressed(self) -> None:
        self.hide()
        self.disarmed.emit()
