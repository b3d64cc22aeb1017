"""A connection, or a business unit of one, is let go: asked first, then done."""

from typing import Any, Protocol

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import units
from jbdesk.panes.credentials.book import CredentialsBook
from jbdesk.widgets.notice import Notice


class Host(Protocol):
    """The pane, as far as it is needed here."""

    notice: Notice

    @property
    def settings(self) -> PackageSettings: ...
    def choose(self, settings_id: str) -> None: ...
    def start_write(self, function: Any, *args: Any) -> None: ...
    def list_changed(self) -> None: ...
    def want(self, connection_id: str) -> None: ...


class Removing:
    """Asks in the pane's own banner."""

    def __init__(self, pane: Host, book: CredentialsBook) -> None:
        self._pane = pane
        self._book = book

    def ask(self) -> None:
        """Ask about what is shown, and say what it does."""
        settings = self._pane.settings
        title, text = asked_to_remove(settings)
        self._pane.notice.show_text(
            text,
            title=title,
            state="warn",
            actions=(
                ("Remove", lambda: self._pane.start_write(self._remove, settings)),
                ("Keep", self._pane.notice.clear),
            ),
        )

    async def _remove(self, settings: PackageSettings) -> None:
        beside = self._book.beside(settings.id)
        was_in_use = units.is_of(self._book.in_use, settings.id)
        await self._book.remove(settings.id)
        self._pane.choose(beside)
        self._pane.notice.show_text(f"Removed “{settings.name}”.", state="ok")
        self._pane.list_changed()
        if was_in_use:
            self._pane.want(beside)


def asked_to_remove(settings: PackageSettings) -> tuple[str, str]:
    """Give the question and what removing does."""
    if settings.unit:
        stays = "The package and its client secret stay, and all that is in it, too."
        return f"Remove the business unit “{settings.unit}”?", stays
    several = len(settings.units)
    others = f" Its {several} further business units go with it." if several > 1 else ""
    others = " Its further business unit goes with it." if several == 1 else others
    stays = " The installed package and all that is on the tenant stay as they are."
    told = f"Its client secret is forgotten, too.{others}{stays}"
    return f"Remove the connection “{settings.name}”?", told
