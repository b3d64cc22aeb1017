"""One running jbdesk for one home folder; a second start raises the first."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "running.lock"
PATIENCE = 1000  # milliseconds until the other one is taken for silent


class Instance(QObject):
    """Holds the home folder while jbdesk runs."""

    raised = Signal()  # somebody started jbdesk again

    def __init__(self, home: Path) -> None:
        super().__init__()
        digest = hashlib.sha256(str(home).encode()).hexdigest()[:16]
        self._name = f"jbdesk-{digest}"
        self._lock = QLockFile(str(home / LOCK))
        # A lock whose process is gone is taken over at once.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)

    def take(self) -> bool:
        """Hold the folder; False where another jbdesk holds it."""
        if not self._lock.tryLock(0):
            return False
        QLocalServer.removeServer(self._name)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        self._server.listen(self._name)
        return True

    def call_the_other(self) -> bool:
        """Ask the one that holds the folder to come to the front."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        return socket.waitForConnected(PATIENCE)

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _called(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.close()
            socket.deleteLater()
        self.raised.emit()
