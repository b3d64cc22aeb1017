"""How fluently thousands of journeys are listed and filtered, and in what memory.

python -m tests.bench.cockpit [--journeys 2000]
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.package import PackageSettings
from jbdesk.panes.journeys.list import JourneyList
from jbdesk.services.connections.connection import connect
from jbdesk.services.journeys import journeys
from jbdesk.services.work import Work
from tests.bench import processes
from tests.bench.canvas_editor import prepare
from tests.bench.load import Load
from tests.bench.measure import Figure, memory_of, seconds_of, tell
from tests.bench.processes import Server

INTERACTIONS = "/interaction/v1/interactions"
ACTIVITIES = 12
TAGS = ("spring", "members", "vip", "winter")
TYPED = ("journey 17", "order", "event 3 spring", "zzz")
AIM, ALL_AIM = "50", "10"  # milliseconds a key; seconds for all


def body(connection: int, number: int) -> Any:
    """Make a journey of the size that real ones have."""
    place = f"{connection}-{number}"
    activity = {
        "type": "WAIT",
        "outcomes": [],
        "arguments": {},
        "configurationArguments": {"waitDuration": 3, "waitUnit": "DAYS"},
        "metaData": {"isConfigured": True, "uiType": "WAITBYDURATION"},
    }
    trigger = {
        "key": "TRIGGER",
        "name": "TRIGGER",
        "type": "APIEvent",
        "metaData": {"eventDefinitionKey": f"APIEvent-bench-event {number % 60}"},
    }
    return {
        "key": f"bench-{place}",
        "name": f"Bench journey {place}",
        "description": "As long as the descriptions of real journeys are.",
        "workflowApiVersion": 1.0,
        "tags": [{"name": TAGS[number % len(TAGS)]}],
        "categoryId": number % 9,
        "triggers": [trigger],
        "activities": [
            {**activity, "key": f"WAIT-{each}", "name": f"Wait {each}"}
            for each in range(ACTIVITIES)
        ],
    }


def fill(server: Server, count: int) -> None:
    load = Load(server.url, INTERACTIONS, body, server.token())
    load.run(most=max(count // load.connections, 1))


def read(server: Server) -> tuple[JourneyRow, ...]:
    """Read the list as the pane does."""
    settings = PackageSettings(
        "Bench",
        client_id=server.told["client_id"],
        account_id=server.told.get("account_id", ""),
        auth_url=server.told.get("auth_url", server.url),
        rest_url=server.url,
    )
    work = Work(2)
    connection = connect(settings, server.told["client_secret"], work, lambda _: None)
    try:
        return asyncio.run(journeys.overview(connection))
    finally:
        connection.close()
        work.close()


def painted(work: Callable[[], object]) -> float:
    """Give the milliseconds until what was done is on the screen."""
    began = time.perf_counter()
    work()
    QApplication.processEvents()
    return 1000 * (time.perf_counter() - began)


def keys(shown: JourneyList) -> list[float]:
    """Type and clear several things; gives the time of each key."""
    field, taken = shown.table.filter_field, []
    for text in TYPED:
        taken += [painted(partial(QTest.keyClick, field, each)) for each in text]
        taken += [painted(field.clear)]
    return taken


def choices(shown: JourneyList) -> list[float]:
    """Choose in each filter, then in none."""
    taken = []
    for box in shown.filters.boxes:
        taken += [painted(partial(box.setCurrentIndex, 1))]
        taken += [painted(shown.filters.clear)]
    return taken


def tell_window(rows: tuple[JourneyRow, ...]) -> None:
    prepare()
    shown = JourneyList(QWidget(), QWidget())
    shown.resize(1104, 690)
    shown.show()
    QApplication.processEvents()
    tell(Figure("list loaded and painted", painted(lambda: shown.load(rows, ())), "ms"))
    QTest.qWait(400)  # what the filter looks through is joined meanwhile
    for name, taken in (
        ("a key in the filter", keys(shown)),
        ("a choice", choices(shown)),
    ):
        tell(Figure(f"{name}, median", statistics.median(taken), "ms", AIM))
        tell(Figure(f"{name}, longest", max(taken), "ms", AIM))
    view, order = shown.table.view, Qt.SortOrder.AscendingOrder
    taken = [painted(lambda: view.sortByColumn(0, order))]
    tell(Figure("sorted by name", max(taken), "ms", AIM))
    shown.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--journeys", type=int, default=2000)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        processes.simulator(Path(folder)) as server,
    ):
        tell(
            Figure(
                "journeys made", seconds_of(lambda: fill(server, asked.journeys)), "s"
            )
        )
        before, _ = memory_of(os.getpid())
        found: list[tuple[JourneyRow, ...]] = []
        taken = seconds_of(lambda: found.append(read(server)))
        rows = found[0]
        tell(Figure("journeys read", len(rows), "journeys"))
        tell(Figure("all read, with their entry events", taken, "s", ALL_AIM))
        after, most = memory_of(os.getpid())
        tell(Figure("memory that the list takes", after - before, "MiB"))
        tell(Figure("at most while it was read", most - before, "MiB"))
        tell(Figure("the simulator's memory", memory_of(server.pid)[0], "MiB", "300"))
        tell_window(rows)


if __name__ == "__main__":
    main()
