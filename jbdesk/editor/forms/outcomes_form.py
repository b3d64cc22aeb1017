"""The paths of a split: their names, shares, filters and order."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from jbdesk.editor.document import Document
from jbdesk.editor.forms.criteria_rows import CriteriaRows
from jbdesk.editor.labels import outcome_name
from jbdesk.model import catalogue, edits
from jbdesk.model.fields import Field, Kind
from jbdesk.model.journey import Activity
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.catalogue_splits import criteria_of, percentage_of, remainder_of
from jbdesk.widgets import buttons, labels, theme
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.line_editors import LineEditor


class OutcomePart(QWidget):
    """One path: a line with its name and buttons, and what else it has."""

    def __init__(
        self, document: Document, ref: str, position: int, attributes: Sequence[str]
    ) -> None:
        super().__init__()
        self._document = document
        self._ref = ref
        self._position = position
        activity = document.journey[ref]
        self._row = catalogue.of(activity)
        self._texts: list[tuple[Field, LineEditor]] = []
        self._shown: dict[str, str] = {}  # what stands in the JSON, by field
        self.share: QSpinBox | None = None
        self.criteria: CriteriaRows | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(4)
        self._head = QHBoxLayout()
        self._head.setSpacing(2)
        self._column.addLayout(self._head)
        self._build(activity, attributes)

    def _build(self, activity: Activity, attributes: Sequence[str]) -> None:
        is_remainder = self._is_remainder(activity)
        for field in self._row.outcomes.fields:
            if field.kind is Kind.CRITERIA:
                continue
            if field.name == "percentage":
                self._add_share()
            else:
                self._add_text(field)
        if not self._texts:
            name = outcome_name(activity, self._position)
            self._head.insertWidget(0, labels.body(name), 1)
        if self._row.outcomes.is_free and not is_remainder:
            self._add_buttons(activity)
        if self._row.behaviour is Behaviour.CRITERIA:
            self._add_criteria(is_remainder, attributes)

    def _is_remainder(self, activity: Activity) -> bool:
        return (
            self._row.outcomes.has_remainder
            and remainder_of(activity) == self._position
        )

    def _add_text(self, field: Field) -> None:
        line = LineEditor(FieldSpec(field.name))
        number = self._position + 1
        line.setAccessibleName(f"{field.label} of path {number}")
        line.setToolTip(field.help)
        line.left.connect(lambda: self._text_left(field, line))
        line.changed.connect(lambda: self._text_changed(field, line))
        if self._texts:
            self._column.addWidget(labels.field_label(field.label))
            self._column.addWidget(line)
        else:
            self._head.insertWidget(0, line, 1)
        self._texts.append((field, line))

    def _add_share(self) -> None:
        self.share = QSpinBox(minimum=1, maximum=99, suffix=" %")
        self.share.setAccessibleName(f"Share of path {self._position + 1}")
        self.share.setFixedHeight(theme.CONTROL_HEIGHT)
        self.share.setKeyboardTracking(False)
        self.share.valueChanged.connect(self._share_changed)
        self._head.addWidget(self.share)

    def _add_buttons(self, activity: Activity) -> None:
        last = len(activity.outcomes) - 1
        if self._row.outcomes.has_remainder:
            last -= 1
        fewest = len(activity.outcomes) <= self._row.outcomes.minimum
        for icon, words, can, function, more in (
            ("arrow-up", "Move path up", self._position > 0, edits.move_outcome, -1),
            ("arrow-down", "Move path down", self._position < last,
             edits.move_outcome, 1),
            ("trash-2", "Remove path", not fewest, edits.remove_outcome, None),
        ):  # fmt: skip
            button = buttons.icon_button(
                icon, words, self._doing(words, function, more)
            )
            button.setEnabled(can)
            self._head.addWidget(button)

    def _doing(
        self, words: str, function: Callable[..., Any], more: int | None
    ) -> Callable[[], object]:
        place = () if more is None else (self._position + more,)
        return lambda: self._document.attempt(
            words, function, self._ref, self._position, *place
        )

    def _add_criteria(self, is_remainder: bool, attributes: Sequence[str]) -> None:
        if is_remainder:
            self._column.addWidget(labels.caption("everybody else"))
            return
        trigger = self._document.journey.trigger
        key = trigger.event_definition_key if trigger else ""
        self.criteria = CriteriaRows(key, attributes)
        self.criteria.changed.connect(self._criteria_changed)
        self._column.addWidget(self.criteria)

    def show_activity(self, activity: Activity) -> None:
        outcome = activity.outcomes[self._position]
        for field, line in self._texts:
            line.setPlaceholderText(outcome_name(activity, self._position))
            text = str(field.read(outcome.body, "") or "")
            is_typing = line.text() != self._shown.get(field.name, "")
            self._shown[field.name] = text
            if not is_typing and line.text() != text:
                line.setText(text)
                line.setCursorPosition(0)
        if self.share is not None:
            self.share.blockSignals(True)
            self.share.setValue(percentage_of(outcome) or 1)
            self.share.blockSignals(False)
        if self.criteria is not None:
            self.criteria.show_xml(criteria_of(activity, self._position) or "")

    def _text_changed(self, field: Field, line: LineEditor) -> None:
        """Take what a screen reader writes: it needs no keyboard, so leaves nothing."""
        if not line.hasFocus():
            self._text_left(field, line)

    def _text_left(self, field: Field, line: LineEditor) -> None:
        if line.text() != self._shown.get(field.name, ""):
            self._shown[field.name] = line.text()
            self._document.attempt(
                f"Change {field.label.lower()} of a path",
                edits.set_outcome_field,
                self._ref,
                self._position,
                field,
                line.text(),
            )

    def _share_changed(self, percent: int) -> None:
        self._document.type_into(
            ("share", self._ref, self._position),
            "Change shares",
            edits.set_percentage,
            self._ref,
            self._position,
            percent,
        )

    def _criteria_changed(self, xml: str) -> None:
        self._document.attempt(
            "Change filter", edits.set_criteria, self._ref, self._position, xml
        )


class OutcomesForm(QWidget):
    """All paths of the selected activity."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self._shown: tuple[Any, ...] = ()
        self._ref = ""
        self.attributes: Sequence[str] = ()
        self.parts: list[OutcomePart] = []
        self._heading = labels.section()
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.add = buttons.button("Add path", self._add, icon="plus")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._heading)
        layout.addLayout(self._list)
        layout.addWidget(self.add)

    def show_ref(self, ref: str) -> None:
        activity = self._document.journey[ref]
        row = catalogue.of(activity)
        keys = tuple(outcome.key for outcome in activity.outcomes)
        shown = (
            ref,
            row.name,
            keys,
            self._document.is_editable,
            tuple(self.attributes),
        )
        if shown != self._shown:
            self._ref, self._shown = ref, shown
            self._build(activity)
        for part in self.parts:
            part.show_activity(activity)

    def _build(self, activity: Activity) -> None:
        for part in self.parts:
            self._list.removeWidget(part)
            part.hide()
            part.deleteLater()
        row = catalogue.of(activity)
        is_shown = len(activity.outcomes) > 1 and not row.is_locked
        self.parts = [
            OutcomePart(self._document, self._ref, position, self.attributes)
            for position in range(len(activity.outcomes) if is_shown else 0)
        ]
        for part in self.parts:
            self._list.addWidget(part)
        first = row.behaviour is Behaviour.CRITERIA
        self._heading.setText("Paths, first match wins" if first else "Paths")
        most = row.outcomes.maximum
        can_add = row.outcomes.is_free and (most is None or len(self.parts) < most)
        self.add.setVisible(can_add and not row.is_locked)
        self.setVisible(is_shown or not self.add.isHidden())
        self.setEnabled(self._document.is_editable)

    def _add(self) -> None:
        self._document.attempt("Add path", edits.add_outcome, self._ref)
