"""What a person sees at once: the window as it stood, in its colours, still empty."""

import contextlib
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from jbdesk.model.problem import Failure
from jbdesk.services.settings import Settings
from jbdesk.widgets import shortcuts, theme
from jbdesk.window import Window

_STILL = "still"  # the setting: nothing is to move


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
        self.window.mark_still(on=self.settings.get(_STILL, False))
        self.window.stillness_chosen.connect(lambda on: self._keep(_STILL, on))

    def _keep_keys(self) -> None:
        self._keep("shortcuts", shortcuts.book.chosen)

    def _keep(self, name: str, value: Any) -> None:
        try:
            self.settings.set(name, value)
        except Failure as failure:
            self.window.show_notices(tuple(each.text for each in failure.problems))

    def follow_system(self, *, is_still: bool) -> None:
        """Move nothing where the system asks for that; who chose here, has chosen."""
        if is_still and not self.settings.has(_STILL):
            self.window.mark_still(on=True)

    @property
    def scheme(self) -> theme.Scheme:
        """The colours that were chosen, by default the system's."""
        known = self.settings.get("scheme", theme.Scheme.SYSTEM.value)
        with contextlib.suppress(ValueError):
            return theme.Scheme(known)
        return theme.Scheme.SYSTEM
