"""The head's menus: copy the connection, export, import, reset."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.tab import Host
from jbdesk.panes.simulator.tenant_acts import COPIES, RESETS, TenantActs
from jbdesk.panes.simulator.units import UnitChoice
from jbdesk.widgets.buttons import button

Deeds = tuple[tuple[str, Callable[[], object]], ...]
_COPY = "Copy connection for another program"


class TenantMenus:
    """Two buttons with a menu each; the command search has their entries too."""

    def __init__(
        self,
        host: Host,
        over: QWidget,
        units: UnitChoice,
        replaced: Callable[[], None],
    ) -> None:
        self._host = host
        self._units = units
        acts = TenantActs(host, over, replaced)
        copies: Deeds = tuple(
            (text, partial(self._copy, told, write)) for text, told, write in COPIES
        )
        whole: Deeds = (
            ("Export tenant…", acts.choose_export),
            ("Import tenant…", acts.choose_import),
            *(
                (f"Reset to {words}…", partial(acts.ask_to_reset, seed))
                for seed, words, _ in RESETS
            ),
        )
        self.buttons = (
            _opens(_COPY, "copy", copies),
            _opens("Tenant", "server", whole),
        )
        self.deeds: Deeds = (
            *((f"{_COPY}: {text.lower()}", do) for text, do in copies),
            *whole,
        )

    def _copy(self, told: str, write: Callable[[JsonObject], str]) -> None:
        async def copy() -> None:
            unit = self._units.signs_in(self._host.controls.account_id)
            connection = unit or await self._host.controls.get("connection")
            QGuiApplication.clipboard().setText(write(connection))
            self._host.notice.show_text(
                f"Base URLs, client ID and secret, {told}. The secret is that of the"
                " simulator only and opens nothing else.",
                title="Copied to the clipboard.",
                state="ok",
            )

        self._host.start_write(copy)


def _opens(text: str, icon: str, deeds: Deeds) -> QPushButton:
    """Make a button that opens a menu below it."""
    made = button(text, icon=icon)
    menu = QMenu(made)
    for word, do in deeds:
        if word.startswith("Reset to the"):
            menu.addSeparator()
        menu.addAction(word, do)
    made.clicked.connect(
        lambda: menu.popup(made.mapToGlobal(QPoint(0, made.height() + 2)))
    )
    return made
