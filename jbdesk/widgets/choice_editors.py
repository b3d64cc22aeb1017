"""Editors that choose: one of a few values, or true and false."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from jbdesk.widgets import theme
from jbdesk.widgets.field_spec import FieldSpec


class ChoiceEditor(QComboBox):
    """One of a few values; a value that no row knows is kept and shown."""

    changed = Signal()
    left = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        self.setFixedHeight(theme.CONTROL_HEIGHT)
        self.setMinimumContentsLength(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setEnabled(not spec.is_read_only)
        self._fill(spec)
        self.currentIndexChanged.connect(self.changed)
        self.activated.connect(self.left)

    def _fill(self, spec: FieldSpec) -> None:
        if not spec.is_required and None not in [each.value for each in spec.choices]:
            self.addItem("Not set", None)
        for choice in spec.choices:
            self.addItem(choice.label, choice.value)

    def value(self) -> Any:
        return self.currentData()

    def set_value(self, value: Any) -> None:
        for position in range(self.count()):
            held = self.itemData(position)
            if type(held) is type(value) and held == value:
                self.setCurrentIndex(position)
                return
        if value is not None:
            self.addItem(str(value), value)
            self.setCurrentIndex(self.count() - 1)
        else:
            self.setCurrentIndex(-1)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must not change what it holds.
        event.ignore()


class BooleanEditor(ChoiceEditor):
    """True, false, or what the data extension puts there by itself."""

    def _fill(self, spec: FieldSpec) -> None:
        known = {"true": "True", "1": "True", "false": "False", "0": "False"}
        default = known.get(spec.default.lower(), spec.default)
        if not spec.is_required:
            self.addItem(f"{default} (default)" if default else "Not set", None)
        self.addItem("True", True)
        self.addItem("False", False)

    def set_value(self, value: Any) -> None:
        named = {"true": True, "false": False, "": None}
        known = named.get(value.lower(), value) if isinstance(value, str) else value
        super().set_value(known)
