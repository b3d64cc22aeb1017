"""The two pages of the fire pane, “One” and “Many”, and the switch between them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from jbdesk.widgets import icons

_PAGES = (("One", "user-round"), ("Many", "users"))


class FirePages(QStackedWidget):
    """Shows one page; `switch` goes into the pane's head."""

    turned = Signal(int)

    def __init__(self, one: QWidget, many: QWidget) -> None:
        super().__init__()
        self.switch = QTabBar(drawBase=False, expanding=False)
        self.switch.setAccessibleName("One contact or many")
        for (name, icon), page in zip(_PAGES, (one, many), strict=True):
            self.switch.addTab(icons.icon(icon, "muted"), name)
            self.addWidget(page)
        self.switch.currentChanged.connect(self._turn)

    @property
    def is_many(self) -> bool:
        return self.currentIndex() == 1

    def _turn(self, position: int) -> None:
        self.setCurrentIndex(position)
        self.turned.emit(position)
