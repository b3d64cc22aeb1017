"""What a person sees at once: the window as it stood, in its colours, still empty.

All that the panes need, the loop too, is imported and built after it was painted.
"""

import contextlib
import gc
import importlib
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from jbdesk import paths
from jbdesk.instance import Instance
from jbdesk.model.problem import Failure
from jbdesk.services.settings import Settings
from jbdesk.widgets import access, shortcuts, style, theme
from jbdesk.window import Window

# Objects, then rounds, until Python looks for circles. With a large journey open a
# whole look takes some 50 ms, and by default an edit of many activities brings one.
_COLLECTED = (50_000, 20, 20)


class Front:
    """The window and the settings that say how it looks."""

    def __init__(self, home: Path, qt: QApplication) -> None:
        self.home, self.qt = home, qt
        self.settings = Settings(home)
        theme.apply(qt, self.scheme)
        theme.follow_system(qt)
        self.window = Window(self.scheme)
        self.window.restore_from(self.settings.get("window", ""))
        shortcuts.book.restore(self.settings.get("shortcuts", {}))
        self.window.keys_chosen.connect(self._keep_keys)

    def _keep_keys(self) -> None:
        try:
            self.settings.set("shortcuts", shortcuts.book.chosen)
        except Failure as failure:
            self.window.show_notices(tuple(each.text for each in failure.problems))

    @property
    def scheme(self) -> theme.Scheme:
        """The colours that were chosen, by default the system's."""
        known = self.settings.get("scheme", theme.Scheme.SYSTEM)
        with contextlib.suppress(ValueError):
            return theme.Scheme(known)
        return theme.Scheme.SYSTEM


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
        instance.raised.connect(front.window.come_to_front)
        front.window.show()
        qt.processEvents()
        importlib.import_module("jbdesk.app").run(front, connection, open_file)
    finally:
        instance.release()
    return 0
