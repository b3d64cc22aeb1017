"""One comparison of a filter: attribute, operator and value."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QWidget

from jbdesk.model import criteria
from jbdesk.model.criteria import Condition
from jbdesk.model.filters.criteria_operators import OPERATORS, operator
from jbdesk.model.filters.criteria_words import describe_part
from jbdesk.widgets import buttons, labels, theme
from jbdesk.widgets.field_spec import FieldSpec
from jbdesk.widgets.line_editors import LineEditor

_EVERYDAY = (
    "Equal", "NotEqual", "Contains", "NotContains", "Begins", "Ends", "GreaterThan",
    "GreaterThanOrEqual", "LessThan", "LessThanOrEqual", "IsNull", "IsNotNull",
    "Before", "After", "In",
)  # fmt: skip


class ConditionRow(QWidget):
    """One comparison."""

    changed = Signal()
    removed = Signal()

    def __init__(
        self, kept: Condition | None, event_key: str, attributes: Sequence[str]
    ) -> None:
        super().__init__()
        self._kept = kept
        self._prefix = f"Event.{event_key}." if event_key else ""
        self.attribute = LineEditor(FieldSpec("attribute", placeholder="Attribute"))
        self.attribute.setAccessibleName("Attribute")
        names = [name.removeprefix(self._prefix) for name in attributes]
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.attribute.setCompleter(completer)
        self.operator = QComboBox()
        self.operator.setAccessibleName("Operator")
        self.value = LineEditor(FieldSpec("value", placeholder="Value"))
        self.value.setAccessibleName("Value")
        self._lay_out()  # first: what has no place yet would be shown as a window
        self._fill(kept)
        self._said = self._says()  # as it was told last
        for line in (self.attribute, self.value):
            line.left.connect(self._left)
            line.changed.connect(partial(self._written, line))
        self.operator.activated.connect(self._operator_chosen)

    def _fill(self, kept: Condition | None) -> None:
        named = operator(kept.operator) if kept else None
        names = list(_EVERYDAY)
        if named is not None and named.name not in names:
            names.insert(0, named.name)
        for name in names:
            self.operator.addItem(OPERATORS[name].words, name)
        if kept is not None and named is not None:
            self.attribute.setText(kept.key.removeprefix(self._prefix))
            self.attribute.setCursorPosition(0)
            self.operator.setCurrentIndex(names.index(named.name))
            self.value.setText(", ".join(kept.values) if named.values else "")
        self._show_value()
        # The list is wider than the box: its words must be read whole.
        rows = self.operator.view()
        rows.setMinimumWidth(rows.sizeHintForColumn(0) + theme.SPACE_6)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part, stretch, least in (
            (self.attribute, 5, 64), (self.operator, 4, 60), (self.value, 4, 48),
        ):  # fmt: skip
            part.setMinimumWidth(least)
            part.setFixedHeight(theme.CONTROL_HEIGHT)
            row.addWidget(part, stretch)
        self.operator.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        row.addWidget(buttons.icon_button("x", "Remove condition", self.removed.emit))

    def _operator_chosen(self) -> None:
        self._show_value()
        self._left()

    def _written(self, line: LineEditor) -> None:
        """Take what a screen reader writes: it needs no keyboard, so leaves nothing."""
        if not line.hasFocus():
            self._left()

    def _says(self) -> tuple[str, str, str]:
        operator_ = self.operator.currentData()
        return self.attribute.text(), operator_, self.value.text()

    def _left(self) -> None:
        """Tell what is new."""
        if self._says() != self._said:
            self._said = self._says()
            self.changed.emit()

    def _show_value(self) -> None:
        self.value.setVisible(OPERATORS[self.operator.currentData()].values > 0)

    @property
    def kept(self) -> Condition | None:
        """The condition of the filter that this row shows; None: not in it yet."""
        return self._kept

    def keep(self, condition: Condition | None) -> None:
        """Take it that the filter has this condition now."""
        self._kept = condition

    @property
    def problem(self) -> str:
        """What is missing, in words."""
        if not self.attribute.text().strip():
            return "Choose an attribute."
        needs = OPERATORS[self.operator.currentData()].values > 0
        if needs and not self.value.text().strip():
            name = self.attribute.text().rpartition(".")[2]
            return f"Say what to compare {name} with."
        return ""

    def condition(self) -> Condition | None:
        """Tell what the row says; untouched it is the very condition it showed."""
        if not self.attribute.text().strip():
            return None
        key, name = self._key(), self.operator.currentData()
        known = OPERATORS[name]
        text = self.value.text()
        kept = self._kept
        if kept is not None and (kept.key, _named(kept)) == (key, name):
            is_same = not known.values or ", ".join(kept.values) == text
            if is_same:
                return kept
        many = known.values > 1 or name in ("In", "NotIn")
        values = [part.strip() for part in text.split(",")] if many else [text]
        given = values if known.values else ()
        if kept is None:
            return criteria.condition(key, name, *given)
        spelling = kept.operator if _named(kept) == name else name
        return criteria.changed(kept, key=key, operator=spelling, values=given)

    def _key(self) -> str:
        text = self.attribute.text().strip()
        return text if "." in text or not self._prefix else f"{self._prefix}{text}"


class KeptRow(QWidget):
    """A condition that a row can't show, in words; it can only be taken out."""

    removed = Signal()

    def __init__(self, kept: Condition) -> None:
        super().__init__()
        self.kept = kept
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(labels.body(describe_part(kept)), 1)
        line.addWidget(buttons.icon_button("x", "Remove condition", self.removed.emit))


def is_plain(condition: Condition) -> bool:
    """Whether a row can show all that the condition says."""
    return operator(condition.operator) is not None and not condition.is_reference


def _named(condition: Condition) -> str:
    known = operator(condition.operator)
    return known.name if known else ""
