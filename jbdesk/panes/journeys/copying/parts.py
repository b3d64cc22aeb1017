"""Parts of the page of a copy: its side, its lines, and what arms production."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QWidget

from jbdesk.model.problem import Problem, Severity
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import danger_button
from jbdesk.widgets.labels import Label
from jbdesk.widgets.step_list import Step, StepState

_WIDTH = 260


class Side(QScrollArea):
    """Scrolls up and down alone: long keys are broken, not cut."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)
        self._inner = inner

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._inner.setFixedWidth(self.viewport().width())
        super().resizeEvent(event)


class Arming(QWidget):
    """Asks for the name of a production business unit before anything is written."""

    armed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._told = Label(wraps=True, colour="warn")
        self.line = named_line("Name of the production business unit")
        self.line.returnPressed.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
        )
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._told, 1)
        row.addWidget(self.line)
        self.arm = danger_button("Arm for 5 minutes", self._press)
        self.line.setFixedWidth(_WIDTH)
        row.addWidget(self.arm)
        self.hide()

    def _press(self) -> None:
        self.armed.emit(self.line.text())

    def ask(self, place: str) -> None:
        self._told.setText(
            f"“{place}” is production and read-only. Type its name to write there."
        )
        self.show()


def named_line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setFixedHeight(theme.CONTROL_HEIGHT)
    return made


def told_step(problem: Problem) -> Step:
    """Show what is wrong, or to be known, as a row with its sign."""
    is_warning = problem.severity is Severity.WARNING
    state = StepState.ATTENTION if is_warning else StepState.FAILED
    return Step(state, "", problem.text)
