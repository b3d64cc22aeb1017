"""A filter as a field of a form: the rows of a split, for one filter alone."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.editor.forms.criteria_rows import CriteriaRows
from jbdesk.model.data_extension import Typed
from jbdesk.widgets.field_spec import FieldSpec


class FilterEditor(QWidget):
    """Holds FilterDefinition XML, shown and edited as conditions."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        spec: FieldSpec,
        event_key: Callable[[], str],
        attributes: Callable[[], Sequence[str]],
    ) -> None:
        super().__init__()
        self._event_key = event_key
        self._attributes = attributes
        self._about: tuple[str, tuple[str, ...]] | None = None
        self._xml = ""
        self.setEnabled(not spec.is_read_only)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.rows: CriteriaRows | None = None
        self._show()

    def value(self) -> Typed:
        return self._xml

    def set_value(self, value: Any) -> None:
        xml = "" if value is None else str(value)
        is_other = xml != self._xml
        self._xml = xml
        self._show()
        if is_other:
            self.changed.emit()

    def _show(self) -> None:
        """Show the filter in rows that know which event it is about."""
        about = self._event_key(), tuple(self._attributes())
        if about != self._about or self.rows is None:
            if self.rows is not None:
                self._column.removeWidget(self.rows)
                self.rows.hide()
                self.rows.deleteLater()
            self._about = about
            self.rows = CriteriaRows(*about)
            self.rows.changed.connect(self._edited)
            self._column.addWidget(self.rows)
        self.rows.show_xml(self._xml)

    def _edited(self, xml: str) -> None:
        self._xml = xml
        self.changed.emit()
        self.left.emit()
