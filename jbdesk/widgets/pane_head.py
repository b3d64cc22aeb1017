"""A pane's head: title, what it is about, badges, then the actions."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jbdesk.widgets import theme
from jbdesk.widgets.badge import Badge
from jbdesk.widgets.labels import ElidedLabel
from jbdesk.widgets.surfaces import make_surface

_TITLE = 148  # wide at most, where something else stands beside the title


class PaneHead(QWidget):
    """40 px high; exactly one primary button, and it stands last."""

    def __init__(self, text: str) -> None:
        super().__init__()
        make_surface(self)
        self.setFixedHeight(theme.HEAD_HEIGHT)
        self._title = ElidedLabel(text, set_as="title")
        self._about = ElidedLabel(colour="muted")
        self._about.hide()
        self._badges = QHBoxLayout()
        self._badges.setSpacing(theme.SPACE_2)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(theme.SPACE_2)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_4, 0, theme.SPACE_3, 0)
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._title)
        row.addWidget(self._about)
        row.addLayout(self._badges)
        row.addStretch(1)
        row.addLayout(self._actions)

    def set_title(self, text: str, about: str = "") -> None:
        self._title.setText(text)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        # Where there is no room, what it is about is cut short first.
        whole = self._title.sizeHint().width() if about else 0
        self._title.setMinimumWidth(min(whole, _TITLE))

    def add_badge(self, text: str = "", state: str = "neutral") -> Badge:
        """Add a badge; give it words later with `show_state`."""
        made = Badge(text, state)
        self._badges.addWidget(made)
        made.setVisible(bool(text))
        return made

    def add_action(self, widget: QWidget) -> None:
        self._actions.addWidget(widget)
