"""Icons by name, drawn in a colour of the theme at the moment they are painted.

The pictures stand in resources/icons (Lucide). They say `currentColor`, which is
replaced by a token's colour, so that an icon follows a change of the scheme.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from jbdesk import paths
from jbdesk.widgets import theme

UNKNOWN = "box"  # stands for a name that has no picture


def icon(name: str, token: str = "muted") -> QIcon:  # noqa: S107 - a colour's name
    """Give the icon in a token's colour; faint while it is disabled."""
    return QIcon(_Engine(name, token))


def paint(painter: QPainter, name: str, rect: QRectF, token: str) -> None:
    """Draw the icon into a rectangle, as a canvas or a style does."""
    _renderer(name, theme.colour(token).name()).render(painter, rect)


def names() -> frozenset[str]:
    """Give the names of all pictures."""
    return frozenset(each.stem for each in _folder().glob("*.svg"))


class _Engine(QIconEngine):
    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(
        self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State
    ) -> None:
        token = "faint" if mode is QIcon.Mode.Disabled else self._token
        paint(painter, self._name, QRectF(rect), token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)


def _folder() -> Path:
    return paths.resources() / "icons"


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    file = _folder() / f"{name}.svg"
    if not file.is_file():
        file = _folder() / f"{UNKNOWN}.svg"
    text = file.read_text(encoding="utf-8").replace("currentColor", colour)
    return QSvgRenderer(QByteArray(text.encode()))
