"""What stands where nothing is yet: what that means, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button
from jbdesk.widgets.labels import muted, strong
from jbdesk.widgets.surfaces import make_surface


class EmptyState(QWidget):
    """A title, a hint, and where it helps a button."""

    def __init__(
        self,
        title: str,
        hint: str = "",
        action: str = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        make_surface(self)
        self._title = strong()
        self._hint = muted(wraps=True)
        for label in (self._title, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE_6] * 4)
        column.setSpacing(theme.SPACE_1)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        if action:
            column.addSpacing(theme.SPACE_2)
            centre = Qt.AlignmentFlag.AlignHCenter
            column.addWidget(button(action, clicked), 0, centre)
        column.addStretch(2)
        self.show_text(title, hint)

    def show_text(self, title: str, hint: str = "") -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
