"""The two pages of the fire pane, “One” and “Many”, and the switch between them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from jbdesk.widgets import icons

_PAGES = (("One", "user-round"), ("Many", "users"))
_COMMANDS = ("Fire one contact…", "Fire many contacts, from a file…")


class FirePages(QStackedWidget):
    """Shows one page; `switch` goes into the pane's head."""

    turned = Signal(int)
    wanted = Signal()  # a command chose a page: the pane comes to the front

    def __init__(self, one: QWidget, many: QWidget) -> None:
        super().__init__()
        self.switch = QTabBar(drawBase=False, expanding=False)
        self.switch.setAccessibleName("One contact or many")
        for (name, icon), page in zip(_PAGES, (one, many), strict=True):
            self.switch.addTab(icons.icon(icon, "muted"), name)
            self.addWidget(page)
        self.switch.currentChanged.connect(self._turn)
        self.commands = [self._command(n, text) for n, text in enumerate(_COMMANDS)]

    def _command(self, position: int, text: str) -> QAction:
        def open_page() -> None:
            self.wanted.emit()
            self.switch.setCurrentIndex(position)

        action = QAction(text, self)
        action.triggered.connect(lambda _=False: open_page())
        return action

    @property
    def is_many(self) -> bool:
        return self.currentIndex() == 1

    def _turn(self, position: int) -> None:
        self.setCurrentIndex(position)
        self.turned.emit(position)
