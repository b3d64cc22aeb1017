"""A strip above the fire pane's body: there while its card is."""

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from jbdesk.widgets import theme
from jbdesk.widgets.pane import Pane


def put_above(pane: Pane, card: QWidget, came_or_went: SignalInstance) -> None:
    """Place a card between the pane's notice and its body."""
    room = QWidget()
    around = QVBoxLayout(room)
    around.setContentsMargins(*[theme.SPACE_3] * 4)
    around.addWidget(card)
    room.hide()
    came_or_went.connect(room.setVisible)
    column = pane.layout()
    assert isinstance(column, QBoxLayout)
    column.insertWidget(column.count() - 1, room)
