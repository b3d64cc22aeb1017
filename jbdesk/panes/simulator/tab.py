"""What the tabs of the simulator pane share: how they are asked to look, and ask."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jbdesk.services.simulated.simulator_controls import SimulatorControls
from jbdesk.widgets import theme
from jbdesk.widgets.notice import Notice
from jbdesk.widgets.pane import Work

Writing = Callable[[], Awaitable[Any]]


class Host(Protocol):
    """The pane, as its tabs see it."""

    notice: Notice

    @property
    def controls(self) -> SimulatorControls: ...
    def look_now(self) -> None: ...
    def start_write(
        self, function: Work, *args: Any, locks: Iterable[QWidget] = ()
    ) -> None: ...


class Tab(QWidget):
    """One view of the tenant; looked after only while it is in front."""

    name = ""
    icon = ""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_2)

    @property
    def controls(self) -> SimulatorControls:
        return self.host.controls

    async def look(self) -> None:
        """Read what is shown and not here, or out of date."""

    def outdate(self) -> None:
        """Let all be read again: the tenant has changed."""

    def forget(self) -> None:
        """Begin anew: another tenant stands in the place of the one before."""

    def search(self) -> None:
        """Give the keyboard to what finds something here."""

    def write(self, writing: Writing, *, locks: Iterable[QWidget] = ()) -> None:
        """Change the tenant, then look at once at what became of it."""

        async def change() -> None:
            await writing()
            self.host.look_now()

        self.host.start_write(change, locks=locks)

    def put_side_by_side(self, *parts: QWidget, sizes: tuple[int, ...]) -> QSplitter:
        """Fill the tab with parts that one can make wider."""
        splitter = QSplitter()
        splitter.setHandleWidth(theme.SPACE_3)
        splitter.setChildrenCollapsible(False)
        for part in parts:
            splitter.addWidget(part)
        splitter.setSizes(sizes)
        for position, size in enumerate(sizes):
            splitter.setStretchFactor(position, size)
        self._column.addWidget(splitter, 1)
        return splitter
