"""Labels that show text as it is: never as markup, in the look's few ways."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy

from jbdesk.widgets import theme
from jbdesk.widgets.tooltips import tooltip


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
        # On a surface Qt would take the role Text, which nobody tints.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.setFont(theme.font(set_as))
        if wraps:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        # It marks the policy: layouts then ask for the height that a width takes.
        self.setWordWrap(wraps)
        # On a ground of another role Qt would take that role's own text colour.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self.set_colour(colour)

    def set_colour(self, colour: str) -> None:
        """Change the colour of the text."""
        theme.tint(self, WindowText=colour)

    def set_type(self, set_as: str) -> None:
        self.setFont(theme.font(set_as))


class ElidedLabel(Label):
    """One line that gives way where there is no room; all of it in the tooltip."""

    def __init__(
        self,
        text: str = "",
        *,
        set_as: str = "body",
        colour: str = "text",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, set_as=set_as, colour=colour)
        self._mode = mode

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.SPACE_6, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        place = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), self._mode, place.width())
        self.setToolTip("" if shown == self.text() else tooltip(self.text()))
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        where = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, int(where), shown)


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
