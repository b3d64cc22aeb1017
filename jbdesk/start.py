"""The start: Qt, the one instance, the window; then all that lies behind it.

What the panes need, the loop too, is imported and built after the window was painted.
"""

import gc
import importlib
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from jbdesk import paths
from jbdesk.front import Front
from jbdesk.instance import Instance
from jbdesk.model.problem import Failure
from jbdesk.widgets import access, style

# Objects, then rounds, until Python looks for circles. With a large journey open a
# whole look takes some 50 ms, and by default an edit of many activities brings one.
_COLLECTED = (50_000, 20, 20)


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
    gc.set_threshold(*_COLLECTED)
    gc.enable()  # what a start imports stays
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
        app = importlib.import_module("jbdesk.app")
        instance.raised.connect(front.window.come_to_front)
        instance.hear()
        app.run(front, connection, open_file)
    finally:
        instance.release()
    return 0
