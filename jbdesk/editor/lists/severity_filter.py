"""Which problems are listed: a button for each severity that there is."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from jbdesk.editor.canvas.card_face import SEVERITY_WORDS
from jbdesk.model.problem import Problem, Severity
from jbdesk.widgets import theme


class SeverityFilter(QWidget):
    """A button that is down lets its severity through; at first all are."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons = {each: self._button() for each in Severity}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(theme.SPACE_1)
        for button in self.buttons.values():
            row.addWidget(button)

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(True)
        button.setFixedHeight(24)
        button.toggled.connect(self.changed)
        return button

    def count(self, problems: Iterable[Problem]) -> None:
        """Say how many there are of each severity; none needs no button."""
        numbers = Counter(problem.severity for problem in problems)
        for severity, button in self.buttons.items():
            text = f"{SEVERITY_WORDS[severity].capitalize()} {numbers[severity]}"
            button.setText(text)
            button.setAccessibleName(f"Show {SEVERITY_WORDS[severity]}")
            button.setToolTip(f"Show what is marked “{SEVERITY_WORDS[severity]}”")
            button.setVisible(len(numbers) > 1 and bool(numbers[severity]))

    def lets(self, problem: Problem) -> bool:
        button = self.buttons[problem.severity]
        return button.isChecked() or button.isHidden()
