"""What the head's menus do with the tenant as a whole.

Export it, import it, reset it to a seed, copy what another program signs in with.
"""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from jbdesk.model.journey import JsonObject
from jbdesk.panes.simulator.tab import Host
from jbdesk.services.simulated import tenant_files

RESETS = (  # a seed, its words
    ("demo", "the demo tenant", "The demo tenant is as on its first day."),
    ("empty", "an empty tenant", "The tenant is empty but for its installed package."),
)
_FILES = "Tenants (*.json);;All files (*)"
_ENVIRONMENT = {
    "SFMC_AUTH_URL": "auth_url",
    "SFMC_REST_URL": "rest_url",
    "SFMC_CLIENT_ID": "client_id",
    "SFMC_CLIENT_SECRET": "client_secret",
    "SFMC_ACCOUNT_ID": "account_id",
}
_TEXT = {
    "Authentication base URL": "auth_url",
    "REST base URL": "rest_url",
    "Client ID": "client_id",
    "Client secret": "client_secret",
    "MID": "account_id",
}


def as_environment(told: JsonObject) -> str:
    lines = (f"{name}={told[member]}\n" for name, member in _ENVIRONMENT.items())
    return "".join(lines)


def as_text(told: JsonObject) -> str:
    return "".join(f"{name}: {told[member]}\n" for name, member in _TEXT.items())


def as_json(told: JsonObject) -> str:
    return json.dumps(told, indent=2) + "\n"


COPIES: tuple[tuple[str, str, Callable[[JsonObject], str]], ...] = (
    ("As lines of a .env file", "as the lines of a .env file", as_environment),
    ("As text", "as text", as_text),
    ("As JSON", "as JSON", as_json),
)


class TenantActs:
    """Asks first where something is lost; tells what was done."""

    def __init__(self, host: Host, over: QWidget, replaced: Callable[[], None]) -> None:
        self._host = host
        self._over = over
        self._replaced = replaced

    def ask_to_reset(self, seed: str) -> None:
        words, done = next(each[1:] for each in RESETS if each[0] == seed)

        async def reset() -> None:
            await self._host.controls.post("reset", body={"seed": seed})
            self._host.notice.show_text(done, state="ok")
            self._replaced()

        self._host.notice.show_text(
            "Journeys, contacts, rows and messages that you made in it are gone then;"
            " the clock is set to now. Its address and credentials stay.",
            title=f"Reset the simulator to {words}?",
            state="warn",
            actions=(
                ("Reset", lambda: self._host.start_write(reset)),
                ("Keep", self._host.notice.clear),
            ),
        )

    def choose_export(self) -> None:
        dialog = self._dialog("Export the tenant to a file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.selectFile("tenant.json")
        dialog.fileSelected.connect(lambda name: self._export(Path(name)))
        dialog.open()

    def _export(self, path: Path) -> None:
        async def export() -> None:
            await tenant_files.write(path, await self._host.controls.get("export"))
            self._host.notice.show_text(
                "It holds everything but the credentials. “Import tenant” opens it"
                " here or at a colleague's.",
                title=f"Exported to “{path}”.",
                state="ok",
            )

        self._host.start_write(export)

    def choose_import(self) -> None:
        dialog = self._dialog("Import a tenant from a file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._ask_to_import(Path(name)))
        dialog.open()

    def _ask_to_import(self, path: Path) -> None:
        self._host.notice.show_text(
            "What stands in the simulator now is gone then; its address and"
            " credentials stay.",
            title=f"Replace the tenant by the one in “{path.name}”?",
            state="warn",
            actions=(
                ("Replace", lambda: self._import(path)),
                ("Keep", self._host.notice.clear),
            ),
        )

    def _import(self, path: Path) -> None:
        async def take() -> None:
            held = await tenant_files.read(path)
            await self._host.controls.post("import", body=held)
            told = f"The tenant is the one from “{path.name}”."
            self._host.notice.show_text(told, state="ok")
            self._replaced()

        self._host.start_write(take)

    def _dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._over.window(), title)
        dialog.setNameFilter(_FILES)
        return dialog
