"""What stands in place of the form for the simulator: how it is reached."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jbdesk.model.package import PackageSettings
from jbdesk.widgets import icons, theme
from jbdesk.widgets.labels import body, field_label, fixed, muted, strong
from jbdesk.widgets.surfaces import Card

_WORDS = (
    "A tenant of its own on this computer: it starts with jbdesk, needs no account,"
    " and nothing leaves the computer. What you do in it can be reset at any time in"
    " the Simulator pane."
)
_NOT_YET = "known once it has started"


class SimulatorFacts(QWidget):
    """Address, client ID and business unit of the simulator; nothing to change."""

    def __init__(self) -> None:
        super().__init__()
        self._values = {
            "Authentication and REST base URI": fixed(),
            "Client ID": fixed(),
            "Business unit (MID)": fixed(),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_3)
        self._at_once = _works_at_once()
        column.addWidget(self._at_once)
        for label, value in self._values.items():
            value.setAccessibleName(label)
            pair = QVBoxLayout()
            pair.setSpacing(theme.SPACE_1)
            pair.addWidget(field_label(label))
            pair.addWidget(value)
            column.addLayout(pair)
        column.addWidget(
            muted(
                "Its secret is made anew for each tenant and kept with it. To use the"
                " simulator from another program, copy the connection in the Simulator"
                " pane.",
                wraps=True,
            )
        )
        column.addStretch(1)

    def show_settings(self, settings: PackageSettings) -> None:
        facts = (settings.rest_url, settings.client_id, settings.account_id)
        is_known = bool(settings.client_id)
        self._at_once.setHidden(settings.signs_in)
        for value, text in zip(self._values.values(), facts, strict=True):
            value.setText(text if is_known else _NOT_YET)


class _Tick(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.ICON, theme.ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), "circle-check", QRectF(self.rect()), "ok")


def _works_at_once() -> Card:
    made = Card("ok-soft", "")
    row = QHBoxLayout(made)
    row.setContentsMargins(*[theme.SPACE_3] * 4)
    row.setSpacing(theme.SPACE_3)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(strong("Works at once"))
    words.addWidget(body(_WORDS))
    picture = _Tick()
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(words, 1)
    return made
