"""The page of a copy: the plan with its choices, what is written, how it stands."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.copying import plan_check, writes
from jbdesk.model.copying.plan import Choice, Plan, Row
from jbdesk.panes.journeys.copying.parts import Arming, Side, named_line, told_step
from jbdesk.panes.journeys.copying.rows import (
    COLUMNS,
    TYPED,
    choice_words,
    needed,
    step_of,
    typed_choice,
    waiting_step,
)
from jbdesk.services.copying.copies import Copy
from jbdesk.widgets import surfaces, theme
from jbdesk.widgets.buttons import button, danger_button, primary_button
from jbdesk.widgets.labels import Label, field_label, section
from jbdesk.widgets.step_list import StepList
from jbdesk.widgets.surfaces import Line
from jbdesk.widgets.table import RowsTable

_SIDE = 340


class CopyView(QWidget):
    """Shows a plan until it is written, and then how the writing stands."""

    closed = Signal()
    decided = Signal(str, object)  # the row's ref and a Choice
    named = Signal(str, str)  # name and key

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Copy to another business unit")
        self._plan: Plan | None = None
        self._row: Row | None = None
        self._make_controls()
        self._lay_out()
        self._order()
        self.setFocusProxy(self.name)  # Tab begins there, so nothing stands before it
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.closed.emit)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _make_controls(self) -> None:
        self.told = Label(colour="muted", wraps=True)
        self.close_ = button("Close", self.closed.emit, icon="x")
        self.dry_run = button("Dry run")
        self.write = primary_button("Write the copy")
        self.go_there = primary_button("Go there and open it")
        self.go_there.hide()
        self.undo = danger_button("Undo the copy…")
        self.drop = button("Forget this copy")
        self.drop.setToolTip("It can’t be undone then; what was written stays there")  # noqa: RUF001 - typographic
        self.name, self.key = (
            named_line("Name of the copy"),
            named_line("Key of the copy"),
        )
        self.key.setFont(theme.font("fixed"))
        self.table = RowsTable("What the journey refers to", COLUMNS)
        self.table.set_empty("It refers to nothing outside itself")
        self.asked = Label("Choose a row to decide what becomes of it.", wraps=True)
        self.choice = QComboBox()
        self.choice.setAccessibleName("In the copy")
        self.choice.setFixedHeight(theme.CONTROL_HEIGHT)
        self.id = named_line("Its id there")
        self.id.hide()
        self.steps = StepList()
        self.problems = StepList()
        self.arming = Arming()
        self.table.chosen.connect(self._row_chosen)
        self.choice.activated.connect(self._choice_made)
        self.id.editingFinished.connect(self._id_typed)
        for line in (self.name, self.key):
            line.editingFinished.connect(
                lambda: self.named.emit(self.name.text(), self.key.text())
            )

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.setHandleWidth(1)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self._plan_part())
        parts.addWidget(self._writes_part())
        parts.setStretchFactor(0, 1)
        parts.setSizes([1000, _SIDE])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(surfaces.strip(self.told, *self._deeds))
        column.addWidget(Line())
        column.addWidget(self.arming)
        column.addWidget(parts, 1)

    def _order(self) -> None:
        """Let Tab go the way one reads: names, plan, choice, then what is done."""
        plan = (self.name, self.key, self.table.filter_field, self.table.view)
        deeds = self._deeds
        arming = (self.arming.line, self.arming.arm)
        order = (*plan, self.choice, self.id, *deeds, *arming)
        for one, other in pairwise(order):
            self.setTabOrder(one, other)

    @property
    def _deeds(self) -> tuple[QPushButton, ...]:
        ends = (self.close_, self.drop, self.undo)
        return (*ends, self.dry_run, self.write, self.go_there)

    def _plan_part(self) -> QWidget:
        names = QHBoxLayout()
        names.setSpacing(theme.SPACE_3)
        for line in (self.name, self.key):
            one = QVBoxLayout()
            one.setSpacing(theme.SPACE_1)
            one.addWidget(field_label(line.accessibleName()))
            one.addWidget(line)
            names.addLayout(one, 1)
        choice = QHBoxLayout()
        choice.setSpacing(theme.SPACE_2)
        choice.addWidget(self.choice, 2)
        choice.addWidget(self.id, 1)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(names)
        column.addWidget(self.table, 1)
        column.addWidget(self.asked)
        column.addLayout(choice)
        return made

    def _writes_part(self) -> QWidget:
        inner = QWidget()
        surfaces.make_surface(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(section("What is written, in this order"))
        column.addWidget(self.steps)
        column.addSpacing(theme.SPACE_3)
        self.about = section("What to know")
        column.addWidget(self.about)
        column.addWidget(self.problems)
        column.addStretch(1)
        return Side(inner)

    # What the doer calls.

    def show_plan(self, plan: Plan, ways: str) -> None:
        """Show a plan of which nothing is written yet."""
        self._show(plan)
        self.told.setText(f"{ways}. {plan_check.summary(plan)}.")
        planned = writes.writes(plan)
        self.steps.show_steps(tuple(map(waiting_step, planned)))
        self._allow(is_written=False)
        self.write.setEnabled(not plan_check.stops(plan))

    def show_copy(self, copy: Copy, told: str) -> None:
        """Show how far a copy is; nothing of its plan can be changed any more."""
        self._show(copy.plan)
        self.told.setText(told)
        self.steps.show_steps(tuple(map(step_of, copy.entries)))
        self._allow(is_written=True)
        self.write.setVisible(copy.is_begun)
        self.write.setText("Go on writing")
        self.write.setAccessibleName("Go on writing")
        self.undo.setVisible(copy.can_be_undone)
        self.go_there.setVisible(copy.is_whole)

    def _show(self, plan: Plan) -> None:
        chosen = self._row.ref if self._row else ""
        self._plan = plan
        rows = needed(plan)
        self.name.setText(plan.name)
        self.key.setText(plan.key)
        self.table.load(rows)
        row = next((each for each in rows if each.ref == chosen), None)
        if row is not None:
            self.table.choose(row)
        self._row_chosen(row)
        found = plan_check.problems(plan)
        self.about.setVisible(bool(found))
        self.problems.show_steps(tuple(map(told_step, found)))

    def _allow(self, *, is_written: bool) -> None:
        for each in (self.name, self.key):
            each.setReadOnly(is_written)
        self.choice.setEnabled(not is_written and self._row is not None)
        self.id.setReadOnly(is_written)
        self.dry_run.setVisible(not is_written)
        self.undo.setVisible(is_written)
        self.drop.setVisible(is_written)
        self.write.setVisible(True)

    def lock(self) -> Iterable[QWidget]:
        """Give what must not be used while something is written."""
        return (self.write, self.undo, self.dry_run, self.drop)

    def take_keyboard(self) -> None:
        """Keep the keyboard here, where the button that had it is gone or locked."""
        if self.isVisible():
            is_due = self.go_there.isVisible()
            (self.go_there if is_due else self.close_).setFocus()

    # What a person chooses.

    def _row_chosen(self, row: Row | None) -> None:
        self._row = row
        self.choice.clear()
        self.choice.setEnabled(row is not None and not self.name.isReadOnly())
        self.id.hide()
        if row is None:
            self.asked.setText("Choose a row to decide what becomes of it.")
            return
        why = row.why_unseen or row.why_not_created
        hint = f" {why} {row.by_hand}" if why and row.used is None else ""
        self.asked.setText(f"“{row.title}”, {row.reference.kind.value}.{hint}")
        chosen = row.choice
        is_typed = chosen is not None and bool(chosen.id) and row.used is None
        for each in (*row.choices, *typed_choice(row)):
            self.choice.addItem(choice_words(row, each), each)
        if chosen is None:
            self.choice.setCurrentIndex(-1)
        elif is_typed:
            self.choice.setCurrentIndex(self.choice.count() - 1)
        else:
            self.choice.setCurrentIndex(row.choices.index(chosen))
        self.id.setVisible(is_typed)
        self.id.setText(chosen.id if chosen is not None and is_typed else "")

    def _choice_made(self, place: int) -> None:
        chosen = self.choice.itemData(place)
        if self._row is None or not isinstance(chosen, Choice):
            return
        self.id.setVisible(chosen == TYPED)
        if chosen == TYPED:
            self.id.setFocus()
        else:
            self.decided.emit(self._row.ref, chosen)

    def _id_typed(self) -> None:
        is_asked = self._row is not None and not self.id.isReadOnly()
        if is_asked and self._row and self.id.text().strip() and self.id.isVisible():
            typed = Choice(TYPED.how, self.id.text().strip())
            if typed != self._row.choice:
                self.decided.emit(self._row.ref, typed)
