"""A filter as a tree of conditions and groups, edited in place.

Every change is an edit of the filter that came; what the rows don't show stays.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.editor.forms.condition_row import ConditionRow
from jbdesk.editor.forms.criteria_box import CriteriaBox, Part, is_in_filter
from jbdesk.model import criteria
from jbdesk.model.criteria import Condition, Criteria, Group
from jbdesk.model.filters import criteria_edits
from jbdesk.model.problem import Failure
from jbdesk.widgets import labels


class CriteriaRows(QWidget):
    """One filter; says the new XML when something in it changes."""

    changed = Signal(str)

    def __init__(self, event_key: str, attributes: Sequence[str] = ()) -> None:
        super().__init__()
        self.event_key = event_key
        self.attributes = attributes
        self._shown: str | None = None
        self._filter: Criteria | None = None
        self._words = labels.body()
        self.box = CriteriaBox(self)
        self.message = labels.message()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        for part in (self._words, self.box, self.message):
            self._layout.addWidget(part)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignTop)

    @property
    def rows(self) -> list[ConditionRow]:
        return self.box.rows()

    def show_xml(self, xml: str) -> None:
        if xml == self._shown:
            return
        self._shown = xml
        self._begin_anew()
        try:
            self._filter = criteria.parse(xml) if xml.strip() else None
        except Failure as failure:
            self._filter = None
            self._words.setText(f"The filter can't be read: {failure}")
            self._words.show()
            self.box.hide()
            self.message.hide()
            return
        self._words.hide()
        if self._filter is not None:
            self.box.show_group(self._filter.root)
        if not self.box.parts:
            self.box.add_first()
        self._settle()

    def _begin_anew(self) -> None:
        old = self.box
        self.box = CriteriaBox(self)
        self._layout.replaceWidget(old, self.box)
        old.hide()
        old.deleteLater()

    # What the boxes tell.

    def row_changed(self, box: CriteriaBox, row: ConditionRow) -> None:
        self._settle()
        new = row.condition()
        if new is None and row.kept is not None:
            self._take_from_filter(box, row)
            row.keep(None)
        elif new is not None and row.kept is None:
            self._put_into_filter(box, row, new)
        elif new is not None and new is not row.kept:
            self._change(box, row, new)

    def part_removed(self, box: CriteriaBox, part: Part) -> None:
        if is_in_filter(part):
            self._take_from_filter(box, part)
        box.take_out(part)
        while box.above is not None and not box.parts:
            above = box.above
            above.take_out(box)
            box = above
        self._settle()

    def joint_changed(self, box: CriteriaBox) -> None:
        joint = box.joint.currentData()
        if self._filter is not None and box.is_in_filter:
            self._take(criteria_edits.set_joint(self._filter, box.path, joint))
        self._settle()

    # The filter.

    def _put_into_filter(
        self, box: CriteriaBox, row: ConditionRow, new: Condition
    ) -> None:
        """Add a condition, with the groups around it that are not there yet."""
        part: Condition | Group = new
        inner: Part = row
        while not box.is_in_filter and box.above is not None:
            part = criteria.group(box.joint.currentData(), part)
            inner, box = box, box.above
        if self._filter is None:
            root = criteria.group(box.joint.currentData(), part)
            row.keep(new)
            self._take(criteria.criteria(root))
            return
        path, place = box.path, box.place_of(inner)
        try:
            added = criteria_edits.add(self._filter, path, part, place)
        except Failure as failure:
            self._tell(str(failure))
            return
        row.keep(new)
        self._take(added)

    def _change(self, box: CriteriaBox, row: ConditionRow, new: Condition) -> None:
        assert self._filter is not None
        path = box.path_of(row)
        changed = criteria_edits.set_condition(
            self._filter, path, key=new.key, operator=new.operator, values=new.values
        )
        part = criteria_edits.part_at(changed, path)
        row.keep(part if isinstance(part, Condition) else new)
        self._take(changed)

    def _take_from_filter(self, box: CriteriaBox, part: Part) -> None:
        assert self._filter is not None
        self._take(criteria_edits.remove(self._filter, box.path_of(part)))

    def _take(self, changed: Criteria) -> None:
        self._filter = None if changed.is_empty else changed
        xml = "" if self._filter is None else criteria.write(changed)
        if xml != self._shown:
            self._shown = xml
            self.changed.emit(xml)

    def _settle(self) -> None:
        started = [row for row in self.rows if row.attribute.text().strip()]
        self._tell(next((row.problem for row in started if row.problem), ""))

    def _tell(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
