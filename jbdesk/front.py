"""What a person sees at once: the window as it stood, in its colours, still empty.

All that the panes need is imported and built after it was painted.
"""

import contextlib
from pathlib import Path

from PySide6.QtWidgets import QApplication

from jbdesk.services.settings import Settings
from jbdesk.widgets import theme
from jbdesk.window import Window


class Front:
    """The window and the settings that say how it looks."""

    def __init__(self, home: Path, qt: QApplication) -> None:
        self.home, self.qt = home, qt
        self.settings = Settings(home)
        theme.apply(qt, self.scheme)
        theme.follow_system(qt)
        self.window = Window(self.scheme)
        self.window.restore_from(self.settings.get("window", ""))

    @property
    def scheme(self) -> theme.Scheme:
        """The colours that were chosen, by default the system's."""
        known = self.settings.get("scheme", theme.Scheme.SYSTEM)
        with contextlib.suppress(ValueError):
            return theme.Scheme(known)
        return theme.Scheme.SYSTEM
