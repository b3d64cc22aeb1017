"""Where many begin: a file dropped or chosen, rows made up, or a run of before."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.panes.fire.many.words import EVENT, RUN_COLUMNS, RunLine
from jbdesk.services.rows.rows_file import ENDINGS
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, primary_button
from jbdesk.widgets.field_form import FieldForm
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.labels import Label, caption, strong
from jbdesk.widgets.surfaces import Card
from jbdesk.widgets.table import RowsTable

MOST = 1_000_000  # generated rows
_LEFT = 360
_WIDE = 1250  # from here the list of runs has room for keys
_COUNT, _SEED = "Rows to generate", "Seed"
_FILES = " ".join(f"*.{each}" for each in ENDINGS)
_ABOUT = "Contacts that nobody is, with values that fit the fields."
_NOT_YET = "Choose an event definition: its fields say what rows look like."
_NO_RUNS = (
    "No runs yet",
    "Choose a file of contacts, or generate some. What became of each row stays here.",
)


class DropCard(Card):
    """Takes a file that is dropped on it, or asks for one."""

    chosen = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self._is_aimed_at = False
        self.setAcceptDrops(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_6] * 4)
        column.setSpacing(theme.SPACE_1)
        middle = Qt.AlignmentFlag.AlignHCenter
        kinds = Label("CSV, TSV, JSON, NDJSON or XLSX", set_as="label", colour="muted")
        column.addWidget(strong("Drop a file of contacts here"), 0, middle)
        column.addWidget(kinds, 0, middle)
        column.addSpacing(theme.SPACE_3)
        choose = primary_button("Choose file…", self.ask, icon="folder-open")
        column.addWidget(choose, 0, middle)

    def ask(self) -> None:
        dialog = QFileDialog(self.window(), "Choose a file of contacts")
        dialog.setNameFilter(f"Contacts ({_FILES});;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.chosen.emit(Path(name)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()
            self._aim(is_aimed_at=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._aim(is_aimed_at=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._aim(is_aimed_at=False)
        event.acceptProposedAction()
        self.chosen.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def _aim(self, *, is_aimed_at: bool) -> None:
        self._is_aimed_at = is_aimed_at
        self.set_token("accent-soft" if is_aimed_at else "surface", "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._line = ""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        token = "accent" if self._is_aimed_at else "line-strong"
        painter.setPen(QPen(theme.colour(token), 1.0, Qt.PenStyle.DashLine))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)


class GenerateCard(Card):
    """Asks how many rows are to be made up."""

    wanted = Signal(int, int)  # how many, and the seed

    def __init__(self) -> None:
        super().__init__()
        self._form = FieldForm(columns=2)
        self._form.show_fields(
            [
                FieldSpec(
                    _COUNT,
                    kind="number",
                    check=_count_fits,
                    help=f"At most {MOST:,}.",
                ),
                FieldSpec(
                    _SEED,
                    kind="number",
                    check=_seed_fits,
                    help="The same seed gives the same rows.",
                ),
            ]
        )
        self._form.set_values({_COUNT: "100", _SEED: "1"})
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_4] * 4)
        column.setSpacing(theme.SPACE_2)
        column.addWidget(strong("Generate rows"))
        self._about = caption(wraps=True)
        self._button = button("Generate", self._clicked, icon="dices")
        column.addWidget(self._about)
        column.addWidget(self._form)
        column.addWidget(self._button)
        self.show_whether(is_ready=False)

    def show_whether(self, *, is_ready: bool) -> None:
        """Tell whether it is known what the rows look like."""
        self._about.setText(_ABOUT if is_ready else _NOT_YET)
        self._button.setEnabled(is_ready)

    def _clicked(self) -> None:
        if not self._form.check():
            typed = self._form.values()
            self.wanted.emit(int(typed[_COUNT]), int(typed[_SEED]))


def _count_fits(text: object) -> str:
    typed = str(text).strip()
    if not typed.isdecimal() or not 0 < int(typed) <= MOST:
        return f"From 1 to {MOST:,}."
    return ""


def _seed_fits(text: object) -> str:
    return "" if str(text).strip().isdecimal() else "A whole number."


class Begin(QWidget):
    """The first look of the page."""

    file_wanted = Signal(Path)
    rows_wanted = Signal(int, int)
    run_wanted = Signal(RunLine)
    forget_wanted = Signal(RunLine)

    def __init__(self) -> None:
        super().__init__()
        drop, generate = DropCard(), GenerateCard()
        self.generate = generate
        drop.chosen.connect(self.file_wanted)
        generate.wanted.connect(self.rows_wanted)
        self.runs = RowsTable("Runs", RUN_COLUMNS)
        self.runs.set_empty(*_NO_RUNS)
        self._open = button("Open run", self._open_clicked)
        self._forget = button("Forget run…", self._forget_clicked, icon="trash-2")
        self.runs.opened.connect(self.run_wanted)
        self.runs.chosen.connect(lambda _: self._show_buttons())
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE_3)
        left.addWidget(drop)
        left.addWidget(generate)
        left.addStretch(1)
        for card in (drop, generate):
            card.setFixedWidth(_LEFT)
        row = QHBoxLayout(self)
        row.setContentsMargins(*[theme.SPACE_3] * 4)
        row.setSpacing(theme.SPACE_3)
        row.addLayout(left)
        row.addWidget(self._runs_card(), 1)
        self._show_buttons()

    def _runs_card(self) -> Card:
        card = Card()
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(strong("Runs"))
        head.addStretch(1)
        head.addWidget(self._forget)
        head.addWidget(self._open)
        column = QVBoxLayout(card)
        column.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(self.runs, 1)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.runs.view.setColumnHidden(EVENT, self.width() < _WIDE)

    def show_runs(self, lines: Iterable[RunLine]) -> None:
        self.runs.load(lines)
        self._show_buttons()

    def _show_buttons(self) -> None:
        for each in (self._open, self._forget):
            each.setEnabled(self.runs.current is not None)

    def _open_clicked(self) -> None:
        self.run_wanted.emit(self.runs.current)

    def _forget_clicked(self) -> None:
        self.forget_wanted.emit(self.runs.current)
