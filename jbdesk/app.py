"""The application: Qt, the loop, the one instance, and the desk on it."""

import asyncio
from pathlib import Path

import qasync
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from jbdesk import paths
from jbdesk.crash import CrashBoundary
from jbdesk.desk import Desk
from jbdesk.instance import Instance
from jbdesk.model.problem import Failure
from jbdesk.widgets import access, style


def application() -> QApplication:
    """Give the one Qt application, with its name and style."""
    existing = QCoreApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication([])
    qt.setApplicationName("jbdesk")
    qt.setDesktopFileName("jbdesk")
    qt.setQuitOnLastWindowClosed(False)
    qt.setWindowIcon(QIcon(str(paths.resources() / "icons" / "jbdesk.svg")))
    qt.setStyle(style.DeskStyle())
    access.install()
    return qt


def run(*, home: str | None, connection: str | None, open_file: Path | None) -> int:
    """Show the window until it is closed; gives the exit code."""
    qt = application()
    folder = paths.home(home)
    instance = Instance(folder)
    if not instance.take():
        if instance.call_the_other():
            return 0
        raise Failure(
            f"Another jbdesk holds “{folder}” and does not answer. End it first."
        )
    try:
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
            runner.run(_live(qt, folder, instance, connection, open_file))
    finally:
        instance.release()
    return 0


async def _live(
    qt: QApplication,
    folder: Path,
    instance: Instance,
    connection: str | None,
    open_file: Path | None,
) -> None:
    boundary = CrashBoundary()
    boundary.install(asyncio.get_running_loop())
    desk = Desk(folder, qt)
    boundary.crashed.connect(desk.window.show_crash)
    instance.raised.connect(desk.window.come_to_front)
    desk.window.show()
    await desk.open(connection)
    if open_file is not None:
        desk.window.open(desk.journeys.entry.name)
        desk.journeys.open_file(open_file)
    await desk.closed
    boundary.uninstall()
