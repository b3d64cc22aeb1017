"""The application: Qt, the loop, the one instance, and the desk on it."""

import asyncio
import importlib
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from jbdesk import paths
from jbdesk.crash import CrashBoundary
from jbdesk.front import Front
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
        front = Front(folder, qt)
        front.window.show()
        qt.processEvents()
        qasync = importlib.import_module("qasync")
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
            runner.run(_live(front, instance, connection, open_file))
    finally:
        instance.release()
    return 0


async def _live(
    front: Front, instance: Instance, connection: str | None, open_file: Path | None
) -> None:
    boundary = CrashBoundary()
    boundary.install(asyncio.get_running_loop())
    boundary.crashed.connect(front.window.show_crash)
    instance.raised.connect(front.window.come_to_front)
    asked: list[str] = []
    front.window.close_asked.connect(lambda: asked.append("close"))
    # In a thread the window goes on; importing takes longer than all the rest.
    module = await asyncio.to_thread(importlib.import_module, "jbdesk.desk")
    desk = module.Desk(front.home, front.qt, front=front)
    if asked:
        await desk.close()
        return
    await desk.open(connection)
    if open_file is not None:
        desk.window.open(desk.journeys.entry.name)
        desk.journeys.open_file(open_file)
    await desk.closed
    boundary.uninstall()
