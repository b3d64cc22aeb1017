"""The fire pane as its page “Many” sees it."""

from collections.abc import Iterable
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from jbdesk.widgets.notice import Notice
from jbdesk.widgets.pane import Work


class Host(Protocol):
    """Where work in the background starts, and where is told what went wrong."""

    notice: Notice

    def start(self, function: Work, *args: Any) -> None: ...
    def poll(self, function: Work, *args: Any) -> None: ...
    def start_write(
        self, function: Work, *args: Any, locks: Iterable[QWidget] = ()
    ) -> None: ...
    def tell_status(self, text: str) -> None: ...
