"""Labels that show text as it is: never as markup, in the look's few ways."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from jbdesk.widgets import theme


class Label(QLabel):
    """Plain text in a named type and colour."""

    def __init__(
        self,
        text: str = "",
        *,
        set_as: str = "body",
        colour: str = "text",
        wraps: bool = False,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(set_as))
        self.setWordWrap(wraps)
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_colour(colour)

    def set_colour(self, colour: str) -> None:
        """Change the colour of the text."""
        theme.tint(self, WindowText=colour)

    def set_type(self, set_as: str) -> None:
        self.setFont(theme.font(set_as))


def title(text: str = "") -> Label:
    return Label(text, set_as="title")


def strong(text: str = "", *, wraps: bool = False) -> Label:
    return Label(text, set_as="strong", wraps=wraps)


def body(text: str = "", *, wraps: bool = True) -> Label:
    return Label(text, wraps=wraps)


def field_label(text: str = "") -> Label:
    return Label(text, set_as="label", colour="muted")


def caption(text: str = "", *, wraps: bool = False) -> Label:
    return Label(text, set_as="caption", colour="muted", wraps=wraps)


def section(text: str = "") -> Label:
    """Give the small heading over a group of rows."""
    return Label(text, set_as="caption-strong", colour="muted")


def muted(text: str = "", *, wraps: bool = False) -> Label:
    return Label(text, colour="muted", wraps=wraps)


def message(text: str = "", colour: str = "bad") -> Label:
    """Give the text under a field that says what is wrong with it."""
    return Label(text, set_as="label", colour=colour, wraps=True)


def fixed(text: str = "", *, colour: str = "muted") -> Label:
    """Give a key or an id: fixed font, can be selected with the mouse."""
    made = Label(text, set_as="fixed", colour=colour)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
