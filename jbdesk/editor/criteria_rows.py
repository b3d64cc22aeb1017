"""A filter as rows of attribute, operator and value.

A filter that is more than a flat list of comparisons is told in words and kept
as it is; it can be edited as JSON.
"""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model import criteria
from jbdesk.model.criteria import Condition, Criteria, Element
from jbdesk.model.criteria_operators import OPERATORS, operator
from jbdesk.model.problem import Failure
from jbdesk.widgets import buttons, labels, theme

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
        self.attribute = QLineEdit(placeholderText="Attribute")
        self.attribute.setAccessibleName("Attribute")
        names = [name.removeprefix(self._prefix) for name in attributes]
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.attribute.setCompleter(completer)
        self.operator = QComboBox()
        self.operator.setAccessibleName("Operator")
        self.value = QLineEdit(placeholderText="Value")
        self.value.setAccessibleName("Value")
        self._lay_out()  # first: what has no place yet would be shown as a window
        self._fill(kept)
        self.attribute.editingFinished.connect(self.changed)
        self.value.editingFinished.connect(self.changed)
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
        self.changed.emit()

    def _show_value(self) -> None:
        self.value.setVisible(OPERATORS[self.operator.currentData()].values > 0)

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


class CriteriaRows(QWidget):
    """All conditions of one filter; says the new XML when one changes."""

    changed = Signal(str)

    def __init__(self, event_key: str, attributes: Sequence[str] = ()) -> None:
        super().__init__()
        self._event_key = event_key
        self._attributes = attributes
        self._shown: str | None = None
        self._filter: Criteria | None = None
        self.rows: list[ConditionRow] = []
        self._words = labels.body()
        self.joint = QComboBox()
        self.joint.setAccessibleName("Conditions")
        self.joint.addItem("All of these", "AND")
        self.joint.addItem("One of these", "OR")
        self.joint.activated.connect(self._edited)
        self.add = buttons.link_button("Add condition", self._add_empty)
        self.message = labels.message()
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._words)
        layout.addWidget(self.joint)
        layout.addLayout(self._list)
        layout.addWidget(self.message)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_xml(self, xml: str) -> None:
        if xml == self._shown:
            return
        self._shown = xml
        self._clear()
        try:
            self._filter = criteria.parse(xml) if xml.strip() else None
        except Failure as failure:
            self._show_words(f"The filter can't be read: {failure}")
            return
        parts = self._filter.root.parts if self._filter else ()
        if not all(isinstance(part, Condition) and _is_plain(part) for part in parts):
            self._show_words(criteria.describe(xml))
            return
        self._words.hide()
        self.add.show()
        if self._filter is not None and self._filter.root.operator == "OR":
            self.joint.setCurrentIndex(1)
        for part in parts:
            if isinstance(part, Condition):
                self._add(part)
        if not parts:
            self._add(None)
        self._settle()

    def _clear(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        self.joint.setCurrentIndex(0)

    def _show_words(self, text: str) -> None:
        self._words.setText(text)
        self._words.show()
        for part in (self.joint, self.add, self.message):
            part.hide()

    def _add_empty(self) -> None:
        self._add(None)
        self._settle()
        self.rows[-1].attribute.setFocus()

    def _add(self, kept: Condition | None) -> None:
        row = ConditionRow(kept, self._event_key, self._attributes)
        row.changed.connect(self._edited)
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._list.addWidget(row)

    def _remove(self, row: ConditionRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._edited()

    def _settle(self) -> None:
        self.joint.setVisible(len(self.rows) > 1)
        started = [row for row in self.rows if row.attribute.text().strip()]
        text = next((row.problem for row in started if row.problem), "")
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _edited(self) -> None:
        self._settle()
        xml = self._xml()
        if xml != self._shown:
            self._shown = xml
            self.changed.emit(xml)

    def _xml(self) -> str:
        made = [row.condition() for row in self.rows]
        parts = [part for part in made if part is not None]
        if not parts:
            return ""
        joint = self.joint.currentData()
        old = self._filter
        if old is None or old.root.element is old.element:
            return criteria.write(criteria.criteria(criteria.group(joint, *parts)))
        if old.root.operator == joint and parts == list(old.root.parts):
            return self._shown or ""
        inner = tuple(part.element for part in parts)
        root = replace(old.root.element, parts=inner).with_attribute("Operator", joint)
        return criteria.write(Criteria(_with_root(old, root)))


def _with_root(old: Criteria, root: Element) -> Element:
    parts = tuple(
        root if part == old.root.element else part for part in old.element.parts
    )
    return replace(old.element, parts=parts)


def _named(condition: Condition) -> str:
    known = operator(condition.operator)
    return known.name if known else ""


def _is_plain(condition: Condition) -> bool:
    return operator(condition.operator) is not None and not condition.is_reference
