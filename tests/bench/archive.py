"""How long a pull of journey history takes, how large its archive is, how fast found.

python -m tests.bench.archive [--rows 100000]
"""

import argparse
import asyncio
import resource
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from jbdesk.model.package import PackageSettings
from jbdesk.model.records.history import Sought
from jbdesk.services.archive import archive_export, pulling
from jbdesk.services.archive.archive import Archive
from jbdesk.services.archive.pulling import Pace
from jbdesk.services.connections.connection import connect
from jbdesk.services.work import Work
from jbdesk.simulator.server import Simulator
from tests.bench.measure import Figure, seconds_of, tell
from tests.services.history_shelf import fill

MEGA = 1_000_000
MILLI = 1000
PAGE = 200


def unheard(_: object) -> None:
    """Nobody wants to know how far it is."""


def pulled(simulator: Simulator, archive: Archive, definition: str) -> None:
    """Pull everything, without and then with nothing new."""

    async def whole() -> None:
        work = Work(2)
        settings = PackageSettings(
            "Simulator",
            id="simulator",
            client_id=simulator.client_id,
            account_id=simulator.account_id,
            auth_url=simulator.auth_url,
            rest_url=simulator.rest_url,
        )
        connection = connect(settings, simulator.client_secret, work, unheard)
        for name in ("pull of all", "pull of what is new"):
            began = time.perf_counter()
            found = await pulling.pull(
                connection, archive, (definition,), unheard, Pace(pause=0)
            )
            seconds = time.perf_counter() - began
            tell(Figure(f"{name}, {found.requests} requests", seconds, "s"))
            tell(Figure("  with its pauses", seconds + 0.25 * found.requests, "s"))
        connection.close()
        work.close()

    asyncio.run(whole())


def sought(archive: Archive, whole: Sought, version: str, home: Path) -> None:
    asked = {
        "all": whole,
        "part of a contact key": replace(whole, contact="contact-777"),
        "status": replace(whole, status="Failed"),
        "a contact that is not there": replace(whole, contact="nobody"),
    }
    for name, each in asked.items():
        seconds = seconds_of(lambda each=each: _shown(archive, each))  # type: ignore[misc]
        tell(Figure(f"filter: {name}", seconds * MILLI, "ms", "100"))
    seconds = seconds_of(lambda: archive.days(whole))
    tell(Figure("days of the chart", seconds * MILLI, "ms", "500"))
    seconds = seconds_of(
        lambda: [archive.choices(whole, each) for each in ("activity", "status")]
    )
    tell(Figure("what there is to choose from", seconds * MILLI, "ms", "500"))
    path = home / "rows.csv"
    seconds = seconds_of(
        lambda: archive_export.write(archive, whole, {version: 1}, path)
    )
    tell(Figure("export as CSV", seconds, "s"))
    seconds = seconds_of(lambda: archive.forget("contact-777@example.com"))
    tell(Figure("forget a contact", seconds, "s"))


def _shown(archive: Archive, asked: Sought) -> None:
    """What the page does after a key: count, and read the first lines."""
    archive.count(asked)
    archive.rows(asked, 0, PAGE)


def _most() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MILLI


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder, Simulator(seed="demo") as simulator:
        version = fill(simulator.tenant, rows)
        archive = Archive(Path(folder))
        tell(Figure("memory at most before the pull", _most(), "MB"))
        pulled(simulator, archive, version.definition_id)
        tell(Figure("memory at most after the pull", _most(), "MB"))
        whole = Sought("simulator", (version.definition_id,))
        tell(Figure("rows", archive.count(whole), ""))
        size = archive.overview(whole).size
        tell(Figure("archive", size / MEGA, "MB"))
        tell(Figure("  of each row", size / rows, "bytes"))
        sought(archive, whole, version.definition_id, Path(folder))
        archive.close()
    tell(Figure("memory at most, the simulator's too", _most(), "MB"))


if __name__ == "__main__":
    main()
