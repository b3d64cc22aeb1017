"""Buttons that say what they do: plain, primary, dangerous, or an icon alone."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton

from jbdesk.widgets import icons, theme

ROLE = "jbdeskRole"  # the property that the style reads: primary, danger or link


def button(
    text: str, clicked: Callable[[], object] | None = None, *, icon: str = ""
) -> QPushButton:
    """Make a plain button, named by its text."""
    return _button(text, clicked, "", icon)


def primary_button(
    text: str, clicked: Callable[[], object] | None = None, *, icon: str = ""
) -> QPushButton:
    """Make the one button of a view that does what the view is for."""
    return _button(text, clicked, "primary", icon)


def danger_button(
    text: str, clicked: Callable[[], object] | None = None, *, icon: str = ""
) -> QPushButton:
    """Make a button for what cannot be undone."""
    return _button(text, clicked, "danger", icon)


def link_button(text: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """Make a button that reads like a link."""
    return _button(text, clicked, "link", "")


def icon_button(
    name: str, tooltip: str, clicked: Callable[[], object] | None = None
) -> QToolButton:
    """Make a button with an icon alone; its tooltip is its name."""
    made = QToolButton()
    made.setIcon(icons.icon(name))
    made.setIconSize(QSize(theme.ICON, theme.ICON))
    made.setFixedSize(theme.BUTTON_HEIGHT, theme.BUTTON_HEIGHT)
    made.setAutoRaise(True)
    made.setToolTip(tooltip)
    made.setAccessibleName(tooltip)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if clicked is not None:
        made.clicked.connect(lambda: clicked())  # noqa: PLW0108 - leaves Qt's flag out
    return made


def _button(
    text: str, clicked: Callable[[], object] | None, role: str, icon: str
) -> QPushButton:
    made = QPushButton(text)
    made.setProperty(ROLE, role)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setFixedHeight(theme.BUTTON_HEIGHT)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if role == "primary":
        made.setFont(theme.font("strong"))
    if icon:
        token = {"primary": "on-accent", "danger": "bad"}.get(role, "muted")
        made.setIcon(icons.icon(icon, token))
        made.setIconSize(QSize(theme.ICON - 1, theme.ICON - 1))
    if clicked is not None:
        made.clicked.connect(lambda: clicked())  # noqa: PLW0108 - leaves Qt's flag out
    return made
