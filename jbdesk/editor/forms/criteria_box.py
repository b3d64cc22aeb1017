"""A group of conditions: all of them or one of them; groups stand in groups.

The box draws the group and tells what a person does; it changes no filter itself.
A row or a box that says nothing yet is no part of the filter, and has no place in it.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.editor.forms.condition_row import ConditionRow, KeptRow, is_plain
from jbdesk.model.criteria import Condition, Group
from jbdesk.model.filters.criteria_edits import Path
from jbdesk.widgets import buttons, theme

JOINTS = (("All of these", "AND"), ("One of these", "OR"))
INDENT = 10


class Owner(Protocol):
    """Who keeps the filter that the boxes show."""

    event_key: str
    attributes: Sequence[str]

    def row_changed(self, box: "CriteriaBox", row: ConditionRow) -> None: ...
    def part_removed(self, box: "CriteriaBox", part: "Part") -> None: ...
    def joint_changed(self, box: "CriteriaBox") -> None: ...


class CriteriaBox(QWidget):
    """One group with its rows, its inner groups and the buttons to add more."""

    def __init__(self, owner: Owner, above: "CriteriaBox | None" = None) -> None:
        super().__init__()
        self._owner = owner
        self.above = above
        self.parts: list[Part] = []
        self.joint = QComboBox()
        self.joint.setAccessibleName("Conditions")
        for words, joint in JOINTS:
            self.joint.addItem(words, joint)
        self.joint.setFixedHeight(theme.CONTROL_HEIGHT)
        self.joint.activated.connect(lambda _: self._owner.joint_changed(self))
        self.add = buttons.link_button("Add condition", self.add_empty)
        self.add_group = buttons.link_button("Add group", self.add_empty_group)
        self.remove = buttons.icon_button("x", "Remove group", self._remove_me)
        self.remove.setVisible(above is not None)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.joint, 1)
        top.addWidget(self.remove)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.add)
        below.addWidget(self.add_group)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        left = INDENT if self.above is not None else 0
        layout.setContentsMargins(left, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addLayout(self._list)
        layout.addLayout(below)

    def show_group(self, group: Group) -> None:
        """Fill an empty box with what a group holds."""
        self.joint.setCurrentIndex(1 if group.operator == "OR" else 0)
        for part in group.parts:
            if isinstance(part, Group):
                inner = CriteriaBox(self._owner, self)
                self._put(inner)
                inner.show_group(part)
            elif is_plain(part):
                self._add_row(part)
            else:
                self._add_kept(part)
        self.settle()

    def add_empty(self) -> None:
        """One more row, for the person to fill."""
        row = self._add_row(None)
        self.settle()
        row.attribute.setFocus()

    def add_first(self) -> None:
        """A row to begin with; it does not take the keyboard."""
        self._add_row(None)
        self.settle()

    def add_empty_group(self) -> None:
        inner = CriteriaBox(self._owner, self)
        inner.joint.setCurrentIndex(1 if self.joint.currentData() == "AND" else 0)
        self._put(inner)
        inner.add_empty()
        self.settle()

    def _add_row(self, kept: Condition | None) -> ConditionRow:
        owner = self._owner
        row = ConditionRow(kept, owner.event_key, owner.attributes)
        self._put(row)
        row.changed.connect(lambda: owner.row_changed(self, row))
        row.removed.connect(lambda: owner.part_removed(self, row))
        return row

    def _add_kept(self, kept: Condition) -> None:
        row = KeptRow(kept)
        self._put(row)
        row.removed.connect(lambda: self._owner.part_removed(self, row))

    def _put(self, part: "Part") -> None:
        self.parts.append(part)
        self._list.addWidget(part)

    def _remove_me(self) -> None:
        if self.above is not None:
            self._owner.part_removed(self.above, self)

    def take_out(self, part: "Part") -> None:
        """Let go of a row or an inner box."""
        self.parts.remove(part)
        self._list.removeWidget(part)
        part.hide()
        part.deleteLater()
        self.settle()

    def settle(self) -> None:
        """Ask for the joint where there is something to join."""
        self.joint.setVisible(len(self.parts) > 1 or self.above is not None)

    # Its place in the filter.

    @property
    def is_in_filter(self) -> bool:
        return self.above is None or any(is_in_filter(part) for part in self.parts)

    @property
    def path(self) -> Path:
        return () if self.above is None else self.above.path_of(self)

    def path_of(self, part: "Part") -> Path:
        return (*self.path, self.place_of(part))

    def place_of(self, part: "Part") -> int:
        """How many parts of the filter stand before this one in the group."""
        before = self.parts[: self.parts.index(part)]
        return sum(is_in_filter(each) for each in before)

    def rows(self) -> list[ConditionRow]:
        """All rows in it, inner groups included, from top to bottom."""
        found: list[ConditionRow] = []
        for part in self.parts:
            if isinstance(part, ConditionRow):
                found.append(part)
            elif isinstance(part, CriteriaBox):
                found += part.rows()
        return found

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        if self.above is not None:
            painter = QPainter(self)
            painter.fillRect(0, 0, 2, self.height(), theme.colour("line-strong"))


Part = ConditionRow | KeptRow | CriteriaBox


def is_in_filter(part: Part) -> bool:
    return part.is_in_filter if isinstance(part, CriteriaBox) else part.kept is not None
