"""The look's tokens, once: colours for light and dark, spacing, sizes, fonts.

Whoever paints asks `colour("accent")` while painting and hears `notice.changed`
when the scheme changes. Widgets that only need a role of the palette follow by
themselves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget


class Scheme(StrEnum):
    """What the person chose; SYSTEM follows the desktop where it tells."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


COLOURS = {  # token: (light, dark)
    "bg": ("#f6f7f9", "#15181d"),
    "surface": ("#ffffff", "#1c2026"),
    "raised": ("#ffffff", "#232830"),
    "canvas": ("#f1f3f6", "#171b20"),
    "line": ("#dfe3e8", "#343b46"),
    "line-soft": ("#eceff3", "#2a3039"),
    "line-strong": ("#c3cad3", "#4a5361"),
    "path": ("#a3aeba", "#636d7a"),
    "text": ("#1b2430", "#e6eaf0"),
    "muted": ("#5d6b7c", "#a3aebb"),
    "faint": ("#8a97a6", "#7d8998"),
    "accent": ("#0b66d8", "#6aa9ff"),
    "accent-hover": ("#095abf", "#84b8ff"),
    "accent-soft": ("#e7f0fd", "#1d3352"),
    "on-accent": ("#ffffff", "#0d1420"),
    "ok": ("#1a7f4b", "#5fd39a"),
    "ok-soft": ("#e4f5ec", "#163527"),
    "warn": ("#9a6200", "#f0b95a"),
    "warn-soft": ("#fdf1da", "#3a2c12"),
    "bad": ("#c02b3a", "#ff8b94"),
    "bad-soft": ("#fdebec", "#41202a"),
    "neutral-soft": ("#eceff3", "#2a3039"),
    "hover": ("#f2f4f7", "#262c35"),
    "message": ("#0b66d8", "#6aa9ff"),
    "flow": ("#7a4bd0", "#b796ff"),
    "data": ("#0c7f86", "#55c8cf"),
    "entry": ("#1a7f4b", "#5fd39a"),
    "custom": ("#8a5a12", "#e0b06a"),
}

SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_6 = 4, 8, 12, 16, 24
RADIUS = 6  # controls
RADIUS_CARD = 8  # cards and panels
CONTROL_HEIGHT = 30  # fields; buttons are two less
BUTTON_HEIGHT = 28
ROW_HEIGHT = 28
HEAD_HEIGHT = 40
ICON = 16
FOCUS_WIDTH = 2
MOTION = 150  # milliseconds; ask `motion()`, which is 0 under reduced motion


@dataclass(frozen=True)
class Type:
    """A way to set text."""

    pixels: int
    weight: QFont.Weight = QFont.Weight.Normal
    is_fixed: bool = False


TYPES = {
    "body": Type(13),
    "strong": Type(13, QFont.Weight.DemiBold),
    "label": Type(12),
    "label-strong": Type(12, QFont.Weight.DemiBold),
    "caption": Type(11),
    "caption-strong": Type(11, QFont.Weight.DemiBold),
    "title": Type(15, QFont.Weight.DemiBold),
    "fixed": Type(12, is_fixed=True),
}


class Notice(QObject):
    """Tells that the colours changed; `notice` is the only one."""

    changed = Signal()


class _Active:
    """The scheme that is on the screen now."""

    chosen = Scheme.LIGHT
    is_dark = False
    is_still = False
    colours: dict[str, QColor]
    metrics: dict[str, QFontMetricsF]


notice = Notice()
_active = _Active()
_active.metrics = {}
_active.colours = {name: QColor(pair[0]) for name, pair in COLOURS.items()}


def colour(token: str) -> QColor:
    """Give the token's colour in the scheme that is on the screen now."""
    return _active.colours[token]


def is_dark() -> bool:
    return _active.is_dark


def font(name: str = "body") -> QFont:
    """Give the font of a named way to set text."""
    kind = TYPES[name]
    chosen = _fixed() if kind.is_fixed else QFont(QApplication.font())
    chosen.setPixelSize(kind.pixels)
    chosen.setWeight(kind.weight)
    return chosen


def metrics(name: str) -> QFontMetricsF:
    """Give the measures of a named way to set text; a canvas asks for each text."""
    found = _active.metrics.get(name)
    if found is None:
        found = _active.metrics[name] = QFontMetricsF(font(name))
    return found


def motion() -> int:
    """How long a movement lasts, in milliseconds; 0 where it is not wanted."""
    is_wanted = QApplication.isEffectEnabled(Qt.UIEffect.UI_General)
    return MOTION if is_wanted and not _active.is_still else 0


def be_still(*, on: bool) -> None:
    """Move nothing, or move as usual."""
    _active.is_still = on


def apply(app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
    """Set fonts and colours of the whole application."""
    _active.chosen = scheme
    _active.is_dark = _wants_dark(app, scheme)
    column = 1 if _active.is_dark else 0
    _active.colours = {name: QColor(pair[column]) for name, pair in COLOURS.items()}
    app.setFont(font("body"))
    _active.metrics.clear()
    app.setPalette(palette())
    notice.changed.emit()


@contextmanager
def painted_in(scheme: Scheme) -> Iterator[None]:
    """Paint in the colours of another scheme for a moment; nobody is told."""
    before, column = _active.colours, 1 if scheme is Scheme.DARK else 0
    _active.colours = {name: QColor(pair[column]) for name, pair in COLOURS.items()}
    try:
        yield
    finally:
        _active.colours = before


def follow_system(app: QApplication) -> None:
    """Change with the desktop as long as the person chose SYSTEM."""
    app.styleHints().colorSchemeChanged.connect(lambda _: _system_changed(app))


def palette() -> QPalette:
    """Give the palette of the scheme that is on the screen now."""
    made = QPalette()
    for group, roles in _ROLES.items():
        for role, token in roles.items():
            made.setColor(group, role, colour(token))
    return made


def tint(widget: QWidget, **tokens: str) -> None:
    """Keep palette roles of a widget at tokens: `tint(label, WindowText="muted")`."""
    found = widget.findChild(_Tint, options=Qt.FindChildOption.FindDirectChildrenOnly)
    keeper = found if found is not None else _Tint(widget)
    keeper.keep({QPalette.ColorRole[role]: token for role, token in tokens.items()})


class _Tint(QObject):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._tokens: dict[QPalette.ColorRole, str] = {}
        notice.changed.connect(self._show)

    def keep(self, tokens: dict[QPalette.ColorRole, str]) -> None:
        self._tokens |= tokens
        self._show()

    def _show(self) -> None:
        own = QPalette()
        for role, token in self._tokens.items():
            own.setColor(QPalette.ColorGroup.All, role, colour(token))
            if role in _FAINT:
                own.setColor(QPalette.ColorGroup.Disabled, role, colour("faint"))
        self._widget.setPalette(own)


def _fixed() -> QFont:
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)


def _wants_dark(app: QApplication, scheme: Scheme) -> bool:
    if scheme is Scheme.SYSTEM:
        return app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    return scheme is Scheme.DARK


def _system_changed(app: QApplication) -> None:
    if _active.chosen is Scheme.SYSTEM:
        apply(app, Scheme.SYSTEM)


_Role = QPalette.ColorRole
_EVERYWHERE = {
    _Role.Window: "bg",
    _Role.WindowText: "text",
    _Role.Base: "surface",
    _Role.AlternateBase: "bg",
    _Role.Text: "text",
    _Role.Button: "raised",
    _Role.ButtonText: "text",
    _Role.BrightText: "bad",
    _Role.PlaceholderText: "faint",
    _Role.Highlight: "accent-soft",
    _Role.HighlightedText: "text",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.Accent: "accent",
    _Role.ToolTipBase: "raised",
    _Role.ToolTipText: "text",
    _Role.Light: "raised",
    _Role.Midlight: "line-soft",
    _Role.Mid: "line",
    _Role.Dark: "line-strong",
    _Role.Shadow: "line-strong",
}
_FAINT = {
    _Role.WindowText: "faint",
    _Role.Text: "muted",  # what a locked field holds is there to be read
    _Role.ButtonText: "faint",
    _Role.HighlightedText: "faint",
    _Role.Link: "faint",
}
_ROLES = {
    QPalette.ColorGroup.Active: _EVERYWHERE,
    QPalette.ColorGroup.Inactive: _EVERYWHERE,
    QPalette.ColorGroup.Disabled: _EVERYWHERE | _FAINT,
}
