"""Fires under random faults until every row is known to have come, exactly once.

python -m tests.bench.firing_faults [--rows 100000]
"""

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path

from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import Run, RunSettings, RunState
from jbdesk.model.package import PackageSettings
from jbdesk.services.connections.connection import Connection, connect
from jbdesk.services.runs import bulk_check
from jbdesk.services.runs.bulk import Bulk
from jbdesk.services.runs.runs import Runs
from jbdesk.services.work import Work
from tests.bench import processes, waiting
from tests.bench.measure import Figure, memory_of, tell
from tests.bench.processes import Server

_ACTIONS = (
    "reset-early",
    "reset-before",
    "reset-after",
    "close-after",
    "truncate",
    "garbage",
    "html",
)
_EACH = 0.01  # of all calls, for each of them


def faults() -> list[dict[str, object]]:
    place = {"method": "POST", "path": "/interaction/v1/events", "probability": _EACH}
    return [
        {**place, "action": action, "seed": seed}
        for seed, action in enumerate(_ACTIONS)
    ]


async def fired_out(connection: Connection, runs: Runs, run: Run) -> None:
    """Fire, and go on after each pause."""
    while runs.counts(run.id).get("waiting"):
        ended = await Bulk(connection, runs, run, lambda _: None).run()
        if ended.state is not RunState.DONE:
            tell_note(ended)


def tell_note(run: Run) -> None:
    print(f"  paused: {run.note}", flush=True)


async def settled(connection: Connection, runs: Runs, run: Run) -> tuple[int, int]:
    """Check what is unknown, and fire again what never came; gives how many."""
    found = again = 0
    while runs.counts(run.id).get(DeliveryState.UNKNOWN):
        found += (await bulk_check.check(connection, runs, run)).settled
        left = [each.number for each in runs.each(run.id, DeliveryState.UNKNOWN)]
        again += runs.fire_again(run.id, left)
        await fired_out(connection, runs, run)
    return found, again


async def judged(server: Server, home: Path, rows: int) -> None:
    there = PackageSettings(
        "Simulator",
        client_id=server.told["client_id"],
        auth_url=server.told["auth_url"],
        rest_url=server.url,
    )
    runs, work = Runs(home), Work()
    connection = connect(there, server.told["client_secret"], work, lambda _: None)
    run = runs.create("bench", waiting.FIRED, "bench", RunSettings())
    keys = (f"c{number}" for number in range(rows))
    runs.add_rows(
        run.id,
        (Row(n, key, {"Email": f"{key}@example.com"}) for n, key in enumerate(keys)),
    )
    server.control("PUT", "faults", faults())
    began = time.perf_counter()
    await fired_out(connection, runs, runs.get(run.id))
    tell(Figure("fired under faults", rows / (time.perf_counter() - began), "rows/s"))
    unknown = runs.counts(run.id).get(DeliveryState.UNKNOWN, 0)
    tell(Figure("unknown then", unknown, "rows"))
    found, again = await settled(connection, runs, run)
    tell(Figure("settled by the check", found, "rows"))
    tell(Figure("fired again", again, "rows"))
    accepted = runs.counts(run.id)[DeliveryState.ACCEPTED]
    tell(Figure("accepted at last", accepted, "rows", f"{rows:,}"))
    connection.close()
    work.close()
    runs.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with processes.simulator(Path(folder) / "tenant") as server:
            waiting.open_journey(server)
            asyncio.run(judged(server, Path(folder) / "home", asked.rows))
            counts = server.control("GET", "state")["counts"]
            # Whoever comes twice is inside twice.
            entries = counts["contacts_inside"]
            tell(Figure("entries", entries, "entries", f"{asked.rows:,}"))
        _, most = memory_of(os.getpid())
        tell(Figure("memory at its highest", most, "MiB", "300"))


if __name__ == "__main__":
    main()
