"""One running jbdesk for one home folder; a second start raises the first."""

import hashlib
import importlib
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile, QObject, QThread, Signal

LOCK = "running.lock"
PATIENCE = 1.0  # seconds until the other one is taken for silent
AGAIN = 50  # milliseconds from one call to the next: it may not hear yet


class Instance(QObject):
    """Holds the home folder while jbdesk runs."""

    raised = Signal()  # somebody started jbdesk again

    def __init__(self, home: Path) -> None:
        super().__init__()
        self._home = home
        self._lock = QLockFile(str(home / LOCK))
        # A lock whose process is gone is taken over at once.
        self._lock.setStaleLockTime(0)
        self._server: Any = None

    def take(self) -> bool:
        """Hold the folder; False where another jbdesk holds it."""
        return self._lock.tryLock(0)

    def hear(self) -> None:
        """Hear of a second start from now on."""
        network = _network()
        self._server = network.QLocalServer(self)
        self._server.removeServer(self._name)
        option = network.QLocalServer.SocketOption.UserAccessOption
        self._server.setSocketOptions(option)
        self._server.newConnection.connect(self._called)
        self._server.listen(self._name)

    def call_the_other(self) -> bool:
        """Ask the one that holds the folder to come to the front."""
        socket, end = _network().QLocalSocket(), time.monotonic() + PATIENCE
        while True:
            socket.connectToServer(self._name)
            if socket.waitForConnected(int(PATIENCE * 1000)):
                return True
            if time.monotonic() > end:
                return False
            QThread.msleep(AGAIN)  # no loop runs, and no window stands still

    @property
    def _name(self) -> str:
        digest = hashlib.sha256(str(self._home).encode()).hexdigest()[:16]
        return f"jbdesk-{digest}"

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _called(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.close()
            socket.deleteLater()
        self.raised.emit()


def _network() -> Any:
    """Load Qt's network only here: the window is painted without it."""
    return importlib.import_module("PySide6.QtNetwork")
