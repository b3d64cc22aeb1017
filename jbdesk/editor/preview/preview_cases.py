"""The preview's test contacts with what is expected of each: which one is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from jbdesk.model.suites.suite import Case
from jbdesk.model.suites.suite_expectation import Expectation
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.widgets import buttons, theme

_FIRST = Case(TestContact("test@example.com"))


class PreviewCases(QWidget):
    """Chooses among contacts, adds one like the shown one, removes it."""

    chosen = Signal()
    changed = Signal()  # by the person

    def __init__(self) -> None:
        super().__init__()
        self._all = [_FIRST]
        self.choice = QComboBox()
        self.choice.setAccessibleName("Test contact")
        self.choice.setFixedHeight(theme.CONTROL_HEIGHT)
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        add = buttons.icon_button("plus", "Add test contact", self.add)
        self._remove = buttons.icon_button(
            "trash-2", "Remove test contact", self.remove
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_1)
        for control in (self.choice, add, self._remove):
            row.addWidget(control)
        self.choice.currentIndexChanged.connect(lambda _: self.chosen.emit())
        self._fill(0)

    @property
    def all(self) -> tuple[Case, ...]:
        return tuple(self._all)

    @property
    def position(self) -> int:
        return self.choice.currentIndex()

    @property
    def current(self) -> Case:
        return self._all[self.position]

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Take others; without any there is one to begin with."""
        self._all = list(cases) or [_FIRST]
        self._fill(0)
        self.chosen.emit()

    def expect(self, expected: Mapping[str, tuple[Expectation, ...]]) -> None:
        """Take what is expected, by contact key; the contacts stay."""
        self._all = [
            replace(each, expectations=expected.get(each.contact.contact_key, ()))
            for each in self._all
        ]
        self.chosen.emit()

    def put_contact(self, contact: TestContact) -> None:
        """Take what was typed of the shown contact."""
        self._all[self.position] = replace(self.current, contact=contact)
        self.choice.setItemText(self.position, contact.title)
        self.changed.emit()

    def put_expectations(self, expectations: tuple[Expectation, ...]) -> None:
        self._all[self.position] = replace(self.current, expectations=expectations)
        self.changed.emit()

    def add(self) -> None:
        """Add a contact with the data of the one that is shown."""
        like = self.current.contact
        name, at, domain = like.contact_key.partition("@")
        number = len(self._all) + 1
        key = f"{name.rstrip('0123456789')}{number}{at}{domain}"
        self._all.append(Case(replace(like, contact_key=key, name="")))
        self._changed_to(len(self._all) - 1)

    def remove(self) -> None:
        at = self.position
        if len(self._all) > 1:
            del self._all[at]
            self._changed_to(min(at, len(self._all) - 1))

    def _changed_to(self, position: int) -> None:
        self._fill(position)
        self.chosen.emit()
        self.changed.emit()

    def _fill(self, current: int) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([each.contact.title for each in self._all])
        self.choice.setCurrentIndex(current)
        self.choice.blockSignals(False)
        self._remove.setEnabled(len(self._all) > 1)
