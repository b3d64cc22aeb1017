"""What is expected of a test contact: a mark for each, and a row to add one."""

from collections import Counter
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.preview.preview_verdict import VerdictRow
from jbdesk.model import catalogue
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure
from jbdesk.model.suites.suite_expectation import Expectation, Kind, expectation_from
from jbdesk.model.suites.suite_verdict import Verdict
from jbdesk.model.types import catalogue_data
from jbdesk.model.walking import walk_effects
from jbdesk.model.walking.walk_splits import path_name
from jbdesk.widgets import buttons, labels, theme

_SEVERAL = 2  # ways out: there paths part
_KINDS = {
    Kind.REACHES: "reaches",
    Kind.NOT_REACHES: "does not reach",
    Kind.TAKES: "takes",
    Kind.TURNED_AWAY: "is turned away",
    Kind.ENTERS: "enters",
    Kind.LEAVES: "leaves at",
    Kind.WAITS: "waits at",
    Kind.UPDATES: "has set",
}
_SPANS = {  # what may be said beside: its member, and its hint while it is empty
    Kind.REACHES: ("within", "within (any time), such as 3 days"),
    Kind.WAITS: ("after", "after (at any time), such as 2 days"),
    Kind.UPDATES: ("to", "to this value"),
}


class Expectations(QWidget):
    """Shows verdicts and tells what else the person expects."""

    added = Signal(Expectation)
    removed = Signal(int)
    save_wanted = Signal()
    open_wanted = Signal()
    run_wanted = Signal(bool)  # for real; otherwise on a simulator

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[VerdictRow] = []
        self._verdicts: tuple[Verdict, ...] = ()
        self._journey: Journey | None = None
        self.kind = _combo("Expectation")
        for kind, words in _KINDS.items():
            self.kind.addItem(words, kind)
        self.what = _combo("Expected there")
        self.span = QLineEdit()
        self.span.setFixedHeight(theme.CONTROL_HEIGHT)
        self.add_button = buttons.button("Add expectation", self._add, icon="plus")
        self._wrong = labels.message()
        self._wrong.hide()
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _: self._kind_chosen())
        self.span.returnPressed.connect(self._add)
        self._kind_chosen()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_1)
        head.addWidget(labels.section("Expected"))
        head.addStretch(1)
        for name, words, done in (
            (
                "flask-conical",
                "Run on a simulator",
                lambda: self.run_wanted.emit(False),
            ),
            ("send", "Fire all for real…", lambda: self.run_wanted.emit(True)),
            ("folder-open", "Open suite…", self.open_wanted.emit),
            ("save", "Save as suite…", self.save_wanted.emit),
        ):
            head.addWidget(buttons.icon_button(name, words, done))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE_1)
        fields = QGridLayout()
        fields.setSpacing(theme.SPACE_1)
        fields.addWidget(self.kind, 0, 0)
        fields.addWidget(self.what, 0, 1)
        fields.addWidget(self.span, 1, 0, 1, 2)
        fields.setColumnStretch(0, 2)
        fields.setColumnStretch(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_2)
        column.addLayout(head)
        column.addLayout(self._list)
        column.addLayout(fields)
        column.addWidget(self._wrong)
        column.addWidget(self.add_button)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What is shown."""
        return self._verdicts

    def show_verdicts(self, journey: Journey, verdicts: Sequence[Verdict]) -> None:
        """Show the marks of one contact as the journey is now."""
        self._verdicts = tuple(verdicts)
        if journey is not self._journey:
            self._journey = journey
            self._offer()
        while len(self._rows) > len(verdicts):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(verdicts):
            self._rows.append(self._new_row(len(self._rows)))
        for row, verdict in zip(self._rows, verdicts, strict=True):
            row.show_verdict(verdict)

    def _new_row(self, position: int) -> VerdictRow:
        row = VerdictRow()
        row.remove_wanted.connect(lambda: self.removed.emit(position))
        self._list.addWidget(row)
        return row

    @property
    def _kind(self) -> Kind:
        return Kind(self.kind.currentData())  # Qt gives back plain text

    def _kind_chosen(self) -> None:
        kind = self._kind
        self.span.setVisible(kind in _SPANS)
        name, hint = _SPANS.get(kind, ("", ""))
        self.span.setAccessibleName(name.capitalize())
        self.span.setPlaceholderText(hint)
        self.what.setVisible(kind not in (Kind.TURNED_AWAY, Kind.ENTERS))
        self._offer()

    def _offer(self) -> None:
        """Offer the activities or the paths of the journey."""
        if self._journey is None:
            return
        offered = _OFFERS.get(self._kind, _activities)(self._journey)
        before = self.what.currentText()
        self.what.clear()
        for text, named in offered:
            self.what.addItem(text, named)
        self.what.setCurrentIndex(max(self.what.findText(before), 0))

    def _add(self) -> None:
        kind = self._kind
        named = self.what.currentData() if self.what.isVisibleTo(self) else (True,)
        member = _SPANS.get(kind, ("", ""))[0]
        span = self.span.text().strip() if member else ""
        body = dict(zip((str(kind), "of"), named or ("",), strict=False))
        try:
            made = expectation_from(
                {**body, member: span} if span else body, "The expectation"
            )
        except Failure as failure:
            self._wrong.setText(str(failure))
            self._wrong.show()
            return
        self._wrong.hide()
        self.span.clear()
        self.added.emit(made)


def _combo(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setFixedHeight(theme.CONTROL_HEIGHT)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made


def _activities(journey: Journey) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each by its name, and by its ref where others have the same."""
    titles = Counter(map(catalogue.title, journey.activities))
    for ref, each in journey.by_ref.items():
        title = catalogue.title(each)
        is_alone = titles[title] == 1
        yield (title, (title,)) if is_alone else (f"{title} ({ref})", (ref,))


def _paths(journey: Journey) -> Iterator[tuple[str, tuple[str, ...]]]:
    named = zip(journey.by_ref.values(), _activities(journey), strict=True)
    for each, (shown, (name,)) in named:
        if len(each.outcomes) >= _SEVERAL:
            for position in range(len(each.outcomes)):
                path = path_name(each, position)
                yield f"{path} of {shown}", (path, name)


def _fields(journey: Journey) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What update activities set, by the names that are known."""
    names = walk_effects.names_in(journey)
    found = {
        names.get(field.lower(), field)
        for each in journey.activities
        for update in catalogue_data.updates_of(each)
        if (field := str(update.get("field") or ""))
    }
    yield from ((name, (name,)) for name in sorted(found))


_OFFERS = {Kind.TAKES: _paths, Kind.UPDATES: _fields}
