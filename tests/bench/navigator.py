"""How soon a key is found among thousands, beside a plain scan of a list of texts.

python -m tests.bench.navigator [--definitions 5000] [--journeys 2000]

Half of them lie in each of two business units of a simulator, a process of its own.
"""

import argparse
import asyncio
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jbdesk.model.events.key_rows import KeyRow
from jbdesk.model.package import PackageSettings
from jbdesk.panes.event_definitions.keys_list import KeysList
from jbdesk.services.connections.connection import Connection, connect
from jbdesk.services.connections.elsewhere import Elsewhere
from jbdesk.services.events.key_copy import KeyCopy
from jbdesk.services.events.navigator import Navigator
from jbdesk.services.simulated.simulator_units import SimulatorUnits
from jbdesk.services.work import Work
from tests.bench import processes
from tests.bench.load import Line
from tests.bench.measure import Figure, memory_of, tell
from tests.bench.processes import Server

PLAIN = "plain scan"
TYPED = ("journey 17", "apievent-bench-4", "members", "zzz", "e")
SIZE = (960, 760)
_EVENTS = "/interaction/v1/eventDefinitions"
_JOURNEYS = "/interaction/v1/interactions"


def fill(server: Server, mid: int, part: range, journeys: range) -> None:
    """Make event definitions in a business unit, and journeys that listen."""
    asked = {
        "grant_type": "client_credentials",
        "client_id": server.told["client_id"],
        "client_secret": server.told["client_secret"],
        "account_id": mid,
    }
    token = server.asked("POST", "/v2/token", asked)["access_token"]
    line = Line(server.url, token)
    field = {"name": "Email", "dataType": "EmailAddress", "isPrimaryKey": True}
    schema = {"fields": [field], "sendableCustomObjectField": "Email"}
    shared = ""
    for number in part:
        fills = {"dataExtensionId": shared} if shared else {"schema": schema}
        name = f"Event {number} of members"
        definition = {"type": "APIEvent", "name": name, **fills}
        definition["eventDefinitionKey"] = _key(number)
        told = server_says(line, _EVENTS, definition)
        shared = shared or told["dataExtensionId"]
    for number in journeys:
        server_says(line, _JOURNEYS, _journey(number, part[number % len(part)]))
    line.close()


def server_says(line: Line, path: str, body: Any) -> Any:
    status, raw = line.ask("POST", path, body)
    if status not in (200, 201):
        raise RuntimeError(raw[:200])
    return json.loads(raw)


def _key(number: int) -> str:
    return f"APIEvent-bench-{number}"


def _journey(number: int, listens_to: int) -> dict[str, Any]:
    trigger = {
        "key": "TRIGGER",
        "name": "TRIGGER",
        "type": "APIEvent",
        "metaData": {"eventDefinitionKey": _key(listens_to)},
    }
    return {
        "key": f"bench-{number}",
        "name": f"Bench journey {number}",
        "workflowApiVersion": 1.0,
        "triggers": [trigger],
        "activities": [],
    }


async def rows_of(server: Server, home: Path, work: Work) -> tuple[KeyRow, ...]:
    """Read all units into a copy, and give what the copy holds."""

    async def control(method: str, path: str, body: Any = None) -> Any:
        return server.control(method, path.removeprefix("/simulator/"), body)

    first = PackageSettings(
        "Simulator",
        id="simulator",
        client_id=server.told["client_id"],
        account_id=str(server.told["account_id"]),
        auth_url=server.told["auth_url"],
        rest_url=server.told["rest_url"],
    )
    units = SimulatorUnits(control)
    await units.started(first, server.told["client_secret"])

    async def secret_of(settings: PackageSettings) -> str | None:
        return units.secret(settings.id)

    def connected(settings: PackageSettings, secret: str) -> Connection:
        return connect(settings, secret, work, lambda _: None)

    class All:
        @staticmethod
        def all() -> tuple[PackageSettings, ...]:
            return units.all

    elsewhere = Elsewhere(All, secret_of, connected)  # type: ignore[arg-type]
    navigator = Navigator(KeyCopy(home), elsewhere)
    began = time.perf_counter()
    problems = await navigator.refresh(None, lambda _: None)
    tell(Figure("reading all business units", time.perf_counter() - began, "s"))
    if problems:
        raise RuntimeError(problems)
    size = (home / "event_definitions.sqlite").stat().st_size
    tell(Figure("copy on the disk", size / 1_000_000, "MB"))
    began = time.perf_counter()
    known = await navigator.known(None)
    tell(Figure("copy read from the disk", _ms_since(began), "ms"))
    return known.rows


def _ms_since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


def keystrokes(app: QApplication, rows: tuple[KeyRow, ...]) -> list[float]:
    """Type into the field, letter by letter, each time until it is painted."""
    shown = KeysList()
    shown.resize(*SIZE)
    shown.show()
    shown.load(rows, has_copy=True)
    field = shown.table.filter_field
    field.setFocus()
    QTest.qWait(400)  # until the rows are prepared, as in the window
    found = []
    for text in TYPED:
        for letter in text:
            began = time.perf_counter()
            QTest.keyClicks(field, letter)
            app.processEvents()
            found.append(_ms_since(began))
        field.clear()
        app.processEvents()
    shown.close()
    return found


def scans(rows: tuple[KeyRow, ...]) -> list[float]:
    """Look for the same texts in one text a row, letter by letter."""
    texts = [
        f"{e.name}\n{e.key}\n{e.unit}\n{e.data_extension}\n{e.names}".casefold()
        for e in rows
    ]
    found = []
    for text in TYPED:
        for length in range(1, len(text) + 1):
            began = time.perf_counter()
            _ = [e for e in texts if text[:length] in e]
            found.append(_ms_since(began))
    return found


def measure(definitions: int, journeys: int) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    work = Work(4)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with processes.simulator(home / "simulator") as server:
            [tenant] = server.control("GET", "tenants")["items"][:1]
            mids = [each["account_id"] for each in tenant["business_units"]][:2]
            half, part = definitions // len(mids), journeys // len(mids)
            began = time.perf_counter()
            for number, mid in enumerate(mids):
                own = range(number * half, (number + 1) * half)
                fill(server, mid, own, range(number * part, (number + 1) * part))
            tell(Figure("filling the simulator", time.perf_counter() - began, "s"))
            before, _ = memory_of(os.getpid())
            rows = asyncio.run(rows_of(server, home, work))
        typed = keystrokes(app, rows)
        after, _ = memory_of(os.getpid())
    work.close()
    plain = statistics.median(scans(rows))
    tell(Figure("keys", len(rows), ""))
    tell(Figure("memory of keys and list", after - before, "MiB"))
    middle = statistics.median(typed)
    tell(Figure("a keystroke, until painted", middle, "ms", "", middle / plain, PLAIN))
    worst = max(typed)
    tell(Figure("the slowest keystroke", worst, "ms", "50 ms", worst / plain, PLAIN))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--definitions", type=int, default=5000)
    parser.add_argument("--journeys", type=int, default=2000)
    asked = parser.parse_args()
    measure(asked.definitions, asked.journeys)


if __name__ == "__main__":
    main()
