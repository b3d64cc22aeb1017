"""The strip of one journey: its versions, and what may be done with the chosen one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.journeys.journey_acts import ACTS, Act, Permit
from jbdesk.model.journeys.journey_effects import Life
from jbdesk.model.journeys.journey_row import JourneyRow, folder_word
from jbdesk.panes.journeys.columns import moment, number, status_token
from jbdesk.panes.journeys.question import Question, QuestionPanel
from jbdesk.widgets import buttons, theme
from jbdesk.widgets.empty_state import EmptyState
from jbdesk.widgets.labels import ElidedLabel, Label
from jbdesk.widgets.surfaces import make_surface
from jbdesk.widgets.table import Column, RowsTable

_VERSIONS_WIDTH = 548
_LEAST_HEIGHT = 200
USUAL_HEIGHT = 356  # all acts can be seen


def _inside(row: JourneyRow) -> int:
    return row.inside or 0


def _ever(row: JourneyRow) -> int:
    return row.ever or 0


_VERSIONS = (
    Column("Version", lambda row: f"v{row.version}", lambda e: e.version, width=68),
    Column("Status", lambda e: e.status_word, width=84, token=status_token),
    Column("Inside", lambda e: number(e.inside), _inside, width=60, is_number=True),
    Column("Ever", lambda e: number(e.ever), _ever, width=56, is_number=True),
    Column("Published", lambda row: moment(row.published_date), width=140),
    Column("Modified", lambda e: moment(e.modified_date), is_stretched=True),
)


@dataclass(frozen=True)
class Deed:
    """A button beside the journey's name: for what no single version is the matter."""

    text: str
    done: Callable[[], object]
    hint: str = ""


class Strip(QWidget):
    """Shows what it is told of a journey; tells which act is wanted."""

    wanted = Signal(str)  # an act's name

    def __init__(self, deeds: Iterable[Deed] = ()) -> None:
        super().__init__()
        make_surface(self)
        self._permit = Permit(is_connected=False)
        self._versions: tuple[JourneyRow, ...] = ()
        self._name = ElidedLabel(set_as="title")
        self._about = ElidedLabel(colour="muted", set_as="label")
        self.table = RowsTable("Versions", _VERSIONS)
        self.table.filter_field.hide()
        self.table.chosen.connect(lambda _: self._show_acts())
        self.acts = ActsPanel(self.wanted.emit)
        self.question = QuestionPanel(self.leave_question)
        self._empty = EmptyState("No journey is chosen")
        self._right = QStackedWidget()
        self._whole = QStackedWidget()
        self._deeds = QHBoxLayout()
        self._lay_out()
        self.set_deeds(deeds)
        self.show_nothing("No journey is chosen", "Choose one to see its versions.")

    def _lay_out(self) -> None:
        for part in (self.acts, self.question):
            self._right.addWidget(_scrolled(part))
        self.table.setFixedWidth(_VERSIONS_WIDTH)
        parts = QHBoxLayout()
        parts.setSpacing(theme.SPACE_4)
        parts.addWidget(self.table)
        parts.addWidget(self._right, 1)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_2)
        column.addLayout(self._head())
        column.addLayout(parts, 1)
        self._whole.addWidget(full)
        self._whole.addWidget(self._empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole)
        self.setMinimumHeight(_LEAST_HEIGHT)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        for row in (head, self._deeds):
            row.setSpacing(theme.SPACE_2)
        head.addWidget(self._name)
        head.addWidget(self._about, 1)
        head.addLayout(self._deeds)
        return head

    def set_deeds(self, deeds: Iterable[Deed]) -> None:
        """Put buttons beside the journey's name."""
        for each in deeds:
            made = buttons.button(each.text, each.done)
            made.setToolTip(each.hint)
            self._deeds.addWidget(made)

    # What is shown.

    def show_nothing(self, title: str, hint: str = "") -> None:
        self._versions = ()
        self.leave_question()
        self._empty.show_text(title, hint)
        self._whole.setCurrentWidget(self._empty)

    def show_versions(self, versions: tuple[JourneyRow, ...], permit: Permit) -> None:
        """Show a journey; the version that was chosen before stays chosen."""
        before = self.chosen
        is_other = not self._versions or versions[0].key != self._versions[0].key
        self._permit, self._versions = permit, versions
        if is_other:
            self.leave_question()
        first = versions[0]
        self._name.setText(first.name or first.key)
        tags = " · ".join(first.tags)
        told = (first.key, folder_word(first.folder), tags)
        self._about.setText(" · ".join(filter(None, told)))
        self.table.load(versions)
        kept = None if is_other or before is None else before.version
        self.choose(kept)
        self._whole.setCurrentIndex(0)
        self._show_acts()

    def choose(self, version: int | None) -> None:
        """Choose a version by its number; else the latest."""
        wanted = next((e for e in self._versions if e.version == version), None)
        self.table.choose(wanted or self._versions[0])

    def permit(self, permit: Permit) -> None:
        """Take what else stands against acts by now."""
        if permit != self._permit:
            self._permit = permit
            self._show_acts()

    @property
    def chosen(self) -> JourneyRow | None:
        found = self.table.current
        return found if isinstance(found, JourneyRow) else None

    @property
    def life(self) -> Life | None:
        """The chosen version among all of its journey."""
        row = self.chosen
        return None if row is None else Life(row, self._versions)

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed goes to some part of it."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def is_asking(self) -> bool:
        return self._right.currentIndex() == 1

    def ask(self, asked: Question) -> None:
        """Ask in place of the buttons."""
        self.question.ask(asked)
        self._right.setCurrentIndex(1)
        self.question.focus()

    def leave_question(self) -> None:
        """Bring the buttons back, and the keyboard to the versions."""
        if self.is_asking:
            self._right.setCurrentIndex(0)
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the versions: buttons are locked now and then."""
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_acts(self) -> None:
        if (life := self.life) is not None:
            self.acts.show_life(life, self._permit)


class ActsPanel(QWidget):
    """A row an act: its button, and what it would do or why it can't be done."""

    def __init__(self, wanted: Callable[[str], None]) -> None:
        super().__init__()
        self._rows: dict[str, tuple[QPushButton, Label]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, theme.SPACE_2, 0)
        grid.setHorizontalSpacing(theme.SPACE_3)
        grid.setVerticalSpacing(theme.SPACE_1)
        grid.setColumnStretch(1, 1)
        for line, act in enumerate(ACTS):
            button = _button(act, wanted)
            words = Label(set_as="label", wraps=True)
            words.setSizePolicy(_flowing())
            grid.addWidget(button, line, 0)
            grid.addWidget(words, line, 1)
            self._rows[act.name] = (button, words)
        grid.setRowStretch(len(ACTS), 1)
        width = max(button.sizeHint().width() for button, _ in self._rows.values())
        for button, _ in self._rows.values():
            button.setFixedWidth(width)

    def show_life(self, life: Life, permit: Permit) -> None:
        for act in ACTS:
            button, words = self._rows[act.name]
            against = act.why_not(life, permit)
            doubt = act.doubt(permit)
            told = against or " ".join(filter(None, (act.effect(life), doubt)))
            words.setText(told)
            words.set_colour("muted" if against else "warn" if doubt else "text")
            button.setEnabled(not against)
            button.setToolTip(told)
            button.setAccessibleDescription(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from button to button, past those that can't be used."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


def _button(act: Act, wanted: Callable[[str], None]) -> QPushButton:
    make = buttons.danger_button if act.is_final else buttons.button
    return make(act.label, lambda: wanted(act.name))


def _flowing() -> QSizePolicy:
    """As high as its width takes, and no higher."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy


def _scrolled(part: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    area.setWidget(part)
    part.setAutoFillBackground(False)
    return area
