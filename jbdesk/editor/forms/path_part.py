"""The form of a selected path: where it leads, and what can be done with it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.editor.forms.leads_to import LeadsTo
from jbdesk.editor.labels import outcome_name
from jbdesk.editor.operations import Operations
from jbdesk.model import catalogue
from jbdesk.widgets import labels, theme


class PathPart(QWidget):
    """Where the selected path leads, and what can be done with it."""

    def __init__(self, operations: Operations) -> None:
        super().__init__()
        self._operations = operations
        self._text = labels.body()
        self._leads_to = LeadsTo(operations)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_3)
        layout.addWidget(self._text)
        layout.addWidget(self._leads_to)

    def show_path(self, path: tuple[str, int]) -> None:
        ref, position = path
        journey = self._operations.document.journey
        activity = journey[ref]
        target = activity.outcomes[position].next
        source = catalogue.title(activity)
        name = outcome_name(activity, position)
        start = (
            f"“{name}” of “{source}”"
            if len(activity.outcomes) > 1
            else (f"The path after “{source}”")
        )
        if target is not None and target in journey:
            text = f"{start} leads to “{catalogue.title(journey[target])}”."
        elif target is not None:
            text = f"{start} leads to “{target}”, which this journey does not have."
        else:
            text = f"{start} ends here: contacts leave the journey."
        self._text.setText(text)
        self._leads_to.show_path(path)
