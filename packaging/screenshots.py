"""Take the README's pictures: the running application on the demo tenant.

    .venv/bin/python packaging/screenshots.py [--out DIR] [--size 1280x800]
                                              [--scheme light|dark|both]

Needs no screen. The home folder is a temporary one, the contacts are the same ones
every time, and the tenant's clock begins at a fixed time.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

import qasync
from PySide6.QtGui import QFont, QFontDatabase, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QTableView

from jbdesk import start
from jbdesk.desk import Desk
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing.trace import Trace
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import firing
from jbdesk.widgets.theme import Scheme

HERE = Path(__file__).resolve().parent
FONTS = ("Inter", "Noto Sans", "DejaVu Sans")  # the first that is there
BEGINS = "2026-03-03T09:00:00Z"  # by the tenant's clock
CREATED = 201
PATIENCE = 20.0  # seconds
ON_THE_WAY = 3  # steps of a path that are worth a picture
SMALL = 0  # of the qualities that Qt knows for a PNG
SETTLES = 0.6  # seconds until what glides and fades has arrived
WELCOME = "nto-welcome-series"
SIGN_UP, HIKE = "NTO Signup", "Spring trail sign-up"
SUSAN = {
    "EmailAddress": "susan@sausage.com",
    "MemberID": "5",
    "FirstName": "Susan",
    "LastName": "Sausage",
}
MEMBERS = (
    ("ada@lakeside.example", "Ada", "Lake"),
    ("ben@ridge.example", "Ben", "Ridge"),
    ("carla@meadow.example", "Carla", "Meadow"),
    ("dev@summit.example", "", "Summit"),
)
HIKE_DATA = {"Trail": "North Ridge", "HikeDate": "2026-03-28"}
HIKERS = (("eva@trail.example", 8), ("finn@trail.example", 1), ("gus@trail.example", 3))


class Studio:
    """Brings the desk into each state that is worth a picture."""

    def __init__(self, desk: Desk, out: Path, schemes: tuple[Scheme, ...]) -> None:
        self.desk = desk
        self._out = out
        self._schemes = schemes
        self._definitions: dict[str, EventDefinition] = {}

    async def take_all(self) -> None:
        """Take every picture; later ones live on what earlier ones did."""
        assert self.desk.connection is not None
        await self._control({"now": BEGINS, "running": False})
        found = await event_definitions.list_all(self.desk.connection)
        self._definitions = {each.name: each for each in found}
        scenes: dict[str, Callable[[], Awaitable[None]]] = {
            "credentials": self._credentials,
            "events": self._events,
            "journeys": self._journeys,
            "fire": self._fire,
            "journey": self._journey,
            "activity": self._activity,
            "simulator": self._simulator,
        }
        for name, prepare in scenes.items():
            await prepare()
            await self._take(name)

    async def _take(self, name: str) -> None:
        for scheme in self._schemes:
            self.desk.window.use_scheme(scheme)
            await asyncio.sleep(SETTLES)
            path = self._out / f"{name}-{scheme}.png"
            picture = self.desk.window.grab().toImage()
            plain = picture.convertToFormat(QImage.Format.Format_RGB888)
            if not plain.save(str(path), "PNG", SMALL):
                raise SystemExit(f"{path} can't be written.")
            print(path)

    async def _credentials(self) -> None:
        pane = self.desk.credentials
        self.desk.window.open(pane.entry.name)
        self._press("Test connection")
        await pane.idle()

    async def _events(self) -> None:
        pane = self.desk.event_definitions
        self.desk.window.open(pane.entry.name)
        await pane.idle()
        view = pane.list.table.view
        names = [view.model().index(row, 0) for row in range(view.model().rowCount())]
        view.selectRow(next(each.row() for each in names if each.data() == SIGN_UP))
        await asyncio.sleep(SETTLES)
        await pane.idle()

    async def _journeys(self) -> None:
        pane = self.desk.journeys
        self.desk.window.open(pane.entry.name)
        await pane.idle()
        pane.list.choose(WELCOME)
        await self._until(lambda: pane.strip.chosen is not None)
        await pane.idle()

    async def _fire(self) -> None:
        await self._send_the_others()
        pane = self.desk.fire
        self.desk.window.open(pane.entry.name)
        pane.choose(self._definitions[SIGN_UP])
        await pane.idle()
        pane.form.fill("susan@sausage.com", SUSAN)
        self._press("Fire")
        await self._until(lambda: self._has_button("Show on the canvas"))

    async def _send_the_others(self) -> None:
        for key, first, last in MEMBERS:
            data = {"EmailAddress": key, "FirstName": first, "LastName": last}
            await self._send(SIGN_UP, key, {k: v for k, v in data.items() if v})
        for key, size in HIKERS:
            data = {"EmailAddress": key, "GroupSize": size, **HIKE_DATA}
            await self._send(HIKE, key, data)

    async def _send(self, event: str, key: str, data: dict[str, Any]) -> None:
        assert self.desk.connection is not None
        definition = self._definitions[event]
        await firing.fire(self.desk.connection, self.desk.ledger, definition, key, data)

    async def _journey(self) -> None:
        await self._control({"advance": "PT10M"})
        pane = self.desk.journeys
        self._press("Show on the canvas")
        await self._until(lambda: _length(pane.page.trace) > ON_THE_WAY)
        await pane.idle()

    async def _activity(self) -> None:
        pane = self.desk.activity
        self.desk.window.open(pane.entry.name)
        await asyncio.sleep(SETTLES)
        await pane.idle()
        model = pane.list.table.model
        here = (model.row(line) for line in range(model.rowCount()))
        statuses = [each.status if each is not None else None for each in here]
        pane.list.table.view.selectRow(statuses.index(CREATED))
        await pane.idle()

    async def _simulator(self) -> None:
        await self._control({"advance": "PT6H"})
        pane = self.desk.simulator_pane
        self.desk.window.open(pane.entry.name)
        await asyncio.sleep(SETTLES)
        await pane.idle()
        views = [each for each in pane.findChildren(QTableView) if each.isVisible()]
        views[0].selectRow(0)
        await pane.idle()

    # Hands and patience.

    async def _control(self, body: dict[str, Any]) -> None:
        await self.desk.simulator.control("POST", "/simulator/clock", body)
        self.desk.simulator_pane.looked_at()
        await self.desk.simulator_pane.idle()

    def _buttons(self, name: str) -> list[QAbstractButton]:
        return [
            each
            for each in self.desk.window.pane.findChildren(QAbstractButton)
            if each.isVisible() and each.text().rstrip("…") == name
        ]

    def _has_button(self, name: str) -> bool:
        return bool(self._buttons(name))

    def _press(self, name: str) -> None:
        self._buttons(name)[0].click()

    async def _until(self, asked: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not asked():
            if time.monotonic() > end:
                raise SystemExit("What the picture shows did not appear.")
            await asyncio.sleep(0.05)


def _length(trace: Trace | None) -> int:
    return len(trace.steps) if trace is not None else 0


async def take(
    qt: QApplication, out: Path, size: tuple[int, int], schemes: tuple[Scheme, ...]
) -> None:
    with tempfile.TemporaryDirectory() as home:
        desk = Desk(Path(home), qt)
        desk.window.resize(*size)
        desk.window.show()
        try:
            await desk.open()
            await Studio(desk, out, schemes).take_all()
        finally:
            await desk.close()


def main() -> None:
    """Take all pictures as the command line asks."""
    parser = argparse.ArgumentParser(description="Take the README's pictures.")
    parser.add_argument("--out", type=Path, default=HERE / "screenshots")
    parser.add_argument("--size", default="1280x800", metavar="WIDTHxHEIGHT")
    parser.add_argument("--scheme", choices=("light", "dark", "both"), default="both")
    asked = parser.parse_args()
    width, _, height = asked.size.partition("x")
    both = (Scheme.LIGHT, Scheme.DARK)
    schemes = both if asked.scheme == "both" else (Scheme(asked.scheme),)
    asked.out.mkdir(parents=True, exist_ok=True)
    qt = start.application()
    known = QFontDatabase.families()
    qt.setFont(QFont(next((name for name in FONTS if name in known), "")))
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
        runner.run(take(qt, asked.out, (int(width), int(height)), schemes))


if __name__ == "__main__":
    main()
