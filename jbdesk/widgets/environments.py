"""Environments as they are shown: a dot in their colour, and a word beside it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from jbdesk.model.packages.colours import COLOURS
from jbdesk.widgets import theme

DOTS = {  # an environment's colour and the look's token for it
    "red": "bad",
    "amber": "warn",
    "blue": "accent",
    "green": "ok",
}
_WORDS = {choice.value: choice.label for choice in COLOURS}
_EDGE = 12  # of a dot's picture in a list


@dataclass(frozen=True)
class Environment:
    """One connection to choose: its name, and the package that it is of."""

    id: str
    name: str
    colour: str = ""
    package: str = ""
    keys: str = ""
    unit: str = ""  # its own name, where it stands under its package
    is_simulator: bool = False  # which its name says

    @property
    def word(self) -> str:
        return "" if self.is_simulator else word(self.colour)

    @property
    def told(self) -> str:
        return ", ".join(filter(None, (self.name, self.word, self.keys)))


def word(colour: str) -> str:
    """Say what a colour stands for; "" where none was chosen."""
    return _WORDS.get(colour, "")


def token(colour: str) -> str:
    return DOTS.get(colour, "muted")


def dot(colour: str) -> QIcon:
    """Paint the dot for a list; it is made anew when the scheme changes."""
    picture = QPixmap(_EDGE, _EDGE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token(colour)))
    painter.drawEllipse(QRectF(2, 2, 8, 8))
    painter.end()
    return QIcon(picture)


def show_dots(editor: QWidget) -> None:
    """Put its dot before each colour of a choice."""
    assert isinstance(editor, QComboBox)
    for position in range(editor.count()):
        if colour := editor.itemData(position):
            editor.setItemIcon(position, dot(colour))
