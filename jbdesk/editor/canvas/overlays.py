"""What lies over the canvas: a hint, how to begin, what happens to branches."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from jbdesk.editor.labels import outcome_name
from jbdesk.editor.operations import Operations, branches
from jbdesk.model import catalogue
from jbdesk.widgets import icons, labels, theme

EMPTY = "Drag an activity onto the path behind the entry, or press A to choose one."


class Overlay(QFrame):
    """A small raised panel that keeps its place over the canvas.

    It lies on the view: what lies on a view's viewport scrolls along.
    """

    def __init__(self, parent: QWidget, *, at_top: bool = False) -> None:
        super().__init__(parent)
        self._over = parent
        self._at_top = at_top
        self.setAutoFillBackground(False)
        parent.installEventFilter(self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 6, 8, 6)
        self.row.setSpacing(8)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.settle()
        return super().eventFilter(watched, event)

    def settle(self) -> None:
        """Centre it at the top or the bottom of the canvas."""
        self.adjustSize()
        area = self._over.rect()
        width = min(self.width(), area.width() - 16)
        self.resize(width, self.height())
        y = 12 if self._at_top else area.height() - self.height() - 12
        self.move((area.width() - width) // 2, y)

    def appear(self) -> None:
        self.settle()
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("raised"))
        frame = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)


class EmptyNote(Overlay):
    """How to begin, below the entry of an empty journey."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.row.addWidget(labels.muted(EMPTY))

    def settle(self) -> None:
        self.adjustSize()
        area = self._over.rect()
        self.move((area.width() - self.width()) // 2, area.height() // 2 + 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stand on the ground of the canvas, without a panel."""


class Hint(Overlay):
    """One sentence about what goes on under the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._sign = QLabel()
        self.row.setContentsMargins(12, 6, 12, 6)
        self.row.addWidget(self._sign)
        self.row.addWidget(self._label)

    @property
    def text(self) -> str:
        return self._label.text() if not self.isHidden() else ""

    def tell(self, text: str, *, is_refusal: bool = False) -> None:
        """Say it; a refusal stands out by its sign and its colour."""
        self._label.setText(text)
        # A long sentence takes two lines rather than being cut off.
        room = self._over.width() - 80
        words = self._label.fontMetrics().horizontalAdvance(text)
        self._label.setWordWrap(words > room)
        self._label.setMinimumWidth(min(words + 4, room))
        self._sign.setVisible(is_refusal)
        self._sign.setPixmap(icons.icon("ban", "bad").pixmap(16, 16))
        theme.tint(self._label, WindowText="bad" if is_refusal else "text")
        if text:
            self.appear()
            self._say(text)
        else:
            self.hide()

    def _say(self, text: str) -> None:
        """Let screen readers tell it: nothing of it has the keyboard."""
        if QAccessible.isActive():
            told = QAccessibleAnnouncementEvent(self._over, text)
            QAccessible.updateAccessibility(told)


class BranchBar(Overlay):
    """Asks which branch takes the place of a split that is removed."""

    closed = Signal()

    def __init__(self, parent: QWidget, operations: Operations) -> None:
        super().__init__(parent, at_top=True)
        self._operations = operations
        self.buttons: list[QPushButton] = []
        self._question = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.row.addWidget(self._question)

    def ask(self, ref: str) -> None:
        journey = self._operations.document.journey
        activity = journey[ref]
        for button in self.buttons:
            self.row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        title = catalogue.title(activity)
        self._question.setText(f"Remove “{title}” and keep which branch?")
        ways = branches(journey, ref)
        names = [outcome_name(activity, position) for position in ways]
        for name, position in zip(names, ways, strict=True):
            target = activity.outcomes[position].next or ""
            is_clear = names.count(name) == 1
            following = "" if is_clear else f" ({catalogue.title(journey[target])})"
            self._offer(
                f"Keep {name}{following}",
                lambda at=position: self._operations.remove_keeping(ref, at),
            )
        self._offer("Remove all branches", lambda: self._operations.remove_branch(ref))
        self._offer("Cancel", lambda: None)
        self.appear()
        self.buttons[0].setFocus()

    def _offer(self, label: str, action: object) -> None:
        button = QPushButton(label.replace("&", "&&"))
        button.setAccessibleName(label)
        button.setMinimumHeight(theme.BUTTON_HEIGHT)
        button.clicked.connect(lambda: self._answer(action))
        self.buttons.append(button)
        self.row.addWidget(button)

    def _answer(self, action: object) -> None:
        self.dismiss()
        if callable(action):
            action()

    def dismiss(self) -> None:
        self.hide()
        self.closed.emit()
