"""What the check found: counts, rows that can't be sent, and twins with a question."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout

from jbdesk.model.texts.words import counted
from jbdesk.panes.fire.many.words import bad_columns
from jbdesk.services.runs.rows_check import Report
from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.labels import caption, message, strong
from jbdesk.widgets.surfaces import Card
from jbdesk.widgets.table import RowsTable

_SHOWN = 3  # twins that are named
_NO_BAD = ("Every row can be sent", "")


class ReportCard(Card):
    """Counts while the check runs; the rest once it is over."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._report = Report()
        self._unit = "Line"
        self._badges = {name: Badge() for name in ("ok", "bad", "warn")}
        self._told = message(colour="warn")
        self._ask = caption(wraps=True)
        self._all = QRadioButton("Send all")
        self._first = QRadioButton("First of each")
        self._answer = QButtonGroup(self)
        self.bad = RowsTable("Bad rows", bad_columns("Line"))
        self.bad.set_empty(*_NO_BAD)
        self._lay_out()
        self._answer.buttonClicked.connect(lambda _: self.answered.emit())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(strong("Check"))
        for badge in self._badges.values():
            head.addWidget(badge)
        head.addStretch(1)
        answers = QHBoxLayout()
        answers.setSpacing(theme.SPACE_4)
        for each in (self._all, self._first):
            each.setAccessibleName(each.text())
            self._answer.addButton(each)
            answers.addWidget(each)
        answers.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addWidget(self._told)
        column.addWidget(self._ask)
        column.addLayout(answers)
        column.addWidget(self.bad, 1)

    def begin(self, unit: str) -> None:
        """Forget what was found; another check begins."""
        self._unit = unit
        self._answer.setExclusive(False)
        for each in (self._all, self._first):
            each.setChecked(False)
        self._answer.setExclusive(True)
        self.bad.load(())
        self._show(Report(), is_over=False)

    def show_counts(self, report: Report) -> None:
        """Tell how it stands so far."""
        self._show(report, is_over=False)

    def show_report(self, report: Report) -> None:
        """Tell all that was found."""
        self.bad.load(report.bad)
        self._show(report, is_over=True)

    def ask(self) -> None:
        """Give the keyboard to the question, or else to the bad rows."""
        (self._all if self._all.isVisibleTo(self) else self.bad.view).setFocus()

    @property
    def is_answered(self) -> bool:
        """Whether it is clear what becomes of twins."""
        return not self._report.good_twins or self._answer.checkedButton() is not None

    @property
    def is_first_only(self) -> bool:
        return self._first.isChecked()

    @property
    def to_send(self) -> int:
        report = self._report
        return report.firsts if self.is_first_only else report.good

    def _show(self, report: Report, *, is_over: bool) -> None:
        self._report = report
        self._badges["ok"].show_state(f"{report.good:,} good", "ok")
        bad = f"{report.bad_count:,} bad" if report.bad_count else ""
        self._badges["bad"].show_state(bad, "bad")
        twins = f"{counted(report.good_twins, 'twin')}" if report.good_twins else ""
        self._badges["warn"].show_state(twins, "warn")
        self._told.setText(_words(report) if is_over else "")
        self._told.setVisible(bool(self._told.text()))
        is_asked = is_over and bool(report.good_twins)
        self._ask.setText(_twin_words(report, self._unit) if is_asked else "")
        for each in (self._ask, self._all, self._first):
            each.setVisible(is_asked)
        self.bad.setVisible(is_over)


def _words(report: Report) -> str:
    """Tell what deserves a thought, in sentences."""
    told = []
    if report.bad_count > len(report.bad):
        told.append(f"The first {len(report.bad):,} bad rows are listed.")
    if report.warned:
        keys = counted(report.warned, "contact key")
        told.append(f"{keys} with a blank before or behind: another contact.")
    if report.unknown:
        names = ", ".join(f"“{each}”" for each in report.unknown[:_SHOWN])
        told.append(f"Some rows have columns that no choice offers: {names}.")
    return " ".join(told)


def _twin_words(report: Report, unit: str) -> str:
    total = report.good_twins
    verb = "has" if total == 1 else "have"
    only = f" ({report.alike:,} but for case or blanks)" if report.alike else ""
    named = "; ".join(
        f"“{each.contact_key}” in {unit.lower()} {each.first:,} and in {each.number:,}"
        for each in report.twins[:_SHOWN]
    )
    rest = total - min(len(report.twins), _SHOWN)
    more = f"; and {rest:,} more" if rest > 0 else ""
    told = f"{counted(total, 'row')} {verb} the contact key of an earlier one{only}"
    return f"{told}: {named}{more}."
