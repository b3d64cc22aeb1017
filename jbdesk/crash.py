"""The boundary where a bug ends: logged without secrets, told, and survived.

A Failure never comes here; whatever does is a mistake of ours.
"""

import asyncio
import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)

LOG = logging.getLogger("jbdesk.crash")
_QT_LEVELS = {
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashBoundary(QObject):
    """Hears of every exception that nobody caught."""

    crashed = Signal(str)  # the kind of mistake, never its text: it may hold data

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take over the places where uncaught exceptions arrive."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        loop.set_exception_handler(self._uncaught_in_loop)
        qInstallMessageHandler(_qt_said)

    def uninstall(self) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _uncaught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._report(error)

    def _uncaught_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._report(told.exc_value)

    def _uncaught_in_loop(
        self, _loop: asyncio.AbstractEventLoop, told: dict[str, Any]
    ) -> None:
        error = told.get("exception")
        if isinstance(error, BaseException):
            self._report(error)
        else:
            LOG.error("%s", told.get("message"))

    def _report(self, error: BaseException) -> None:
        LOG.error("%s", "".join(traceback.format_exception(error)).rstrip())
        self.crashed.emit(type(error).__name__)


def _qt_said(kind: QtMsgType, _context: QMessageLogContext, text: str | None) -> None:
    if kind in _QT_LEVELS:
        logging.getLogger("jbdesk.qt").log(_QT_LEVELS[kind], "%s", text)
