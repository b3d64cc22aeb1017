"""How fast rows are fired beside raw requests, and how the window lives with it.

python -m tests.bench.firing [--seconds 5] [--rows 1000000] [--only PART]
"""

import argparse
import asyncio
import itertools
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_API"] = "pyside6"

import qasync
import requests
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from jbdesk.model.exchange import Exchange
from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.run import Progress, Run, RunSettings
from jbdesk.model.package import PackageSettings
from jbdesk.services.connections.connection import connect
from jbdesk.services.exchanges.journal import Journal
from jbdesk.services.runs.bulk import Bulk
from jbdesk.services.runs.run_log import RunLog
from jbdesk.services.runs.runs import Runs
from jbdesk.services.work import Work
from tests.bench import processes
from tests.bench.measure import Figure, in_turns, memory_of, tell
from tests.bench.ticks import ticking

RAW, OURS, BARE_LEDGER = "raw requests", "jbdesk", "jbdesk without its ledger"
UNKEPT = "jbdesk without its exchanges"
EVENTS = "interaction/v1/events"
_PARTS = ("million", "cases", "ledger", "exchanges")

Front = Callable[[Journal, Work], QWidget | None]


def body_of(number: int) -> dict[str, Any]:
    return {"EmailAddress": f"c{number}@example.com", "FirstName": "Ada"}


def raw(url: str, workers: int, rows: int) -> float:
    """Post with a session per thread, free running; gives rows per second."""
    numbers = iter(range(rows))
    lock = threading.Lock()

    def post() -> None:
        session = requests.Session()
        session.headers["Authorization"] = "Bearer bench"
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                break
            body = {
                "ContactKey": f"c{number}",
                "EventDefinitionKey": "bench",
                "Data": body_of(number),
            }
            answer = session.post(f"{url}{EVENTS}", json=body, timeout=(5, 30))
            assert answer.json()["eventInstanceId"]
        session.close()

    threads = [threading.Thread(target=post) for _ in range(workers)]
    began = time.perf_counter()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return rows / (time.perf_counter() - began)


class NoLog(RunLog):
    def write(self, *_: object) -> None:
        pass


class Unwritten(Runs):
    """Writes nothing of what is sent: what the ledger costs is the difference."""

    def settle(self, *_: object) -> None:
        pass

    def log(self, run_id: str) -> RunLog:
        return NoLog(Path(run_id))


def _forget(_exchange: Exchange) -> None:
    """Nothing is kept: what the keeping costs is the difference."""


class Bench:
    """jbdesk's engine on Qt's loop, with a window that ticks."""

    def __init__(
        self, runner: asyncio.Runner, home: Path, front: Front = lambda *_: None
    ) -> None:
        self._runner = runner
        self._front = front
        self.keeps = True  # every exchange in the home folder, as the window does
        self._homes = (home / str(n) for n in itertools.count())
        self.longest: list[float] = []

    def fire(
        self, url: str, workers: int, rows: int, kind: Callable[[Path], Runs] = Runs
    ) -> float:
        runs = kind(next(self._homes))
        run = runs.create("bench", "bench", "bench", RunSettings(workers))
        runs.add_rows(run.id, (Row(n, f"c{n}", body_of(n)) for n in range(rows)))
        rate = self._runner.run(self._fired(url, runs, runs.get(run.id)))
        runs.close()
        return rate

    def idle(self, seconds: float) -> float:
        """Give the longest gap of a window that has nothing to do."""

        async def wait() -> float:
            with ticking() as ticks:
                await asyncio.sleep(seconds)
            return ticks.longest

        return self._runner.run(wait())

    async def _fired(self, url: str, runs: Runs, run: Run) -> float:
        there = PackageSettings("Bench", auth_url=url, rest_url=url, client_id="bench")
        work, label = Work(), QLabel()
        journal = Journal(next(self._homes), lambda: ("bench-secret",))
        await journal.store.opened()
        heard_of = journal.record if self.keeps else _forget
        connection = connect(there, "bench-secret", work, heard_of)
        label.show()
        seen = self._front(journal, work)

        def heard(progress: Progress) -> None:
            label.setText(f"{progress.over:,} of {progress.total:,}")

        with ticking() as ticks:
            began = time.perf_counter()
            ended = await Bulk(connection, runs, run, heard).run()
            took = time.perf_counter() - began
        assert ended.state == "done" or isinstance(runs, Unwritten), ended
        self.longest.append(ticks.longest)
        if seen is not None:
            seen.close()
        connection.close()
        work.close()
        journal.close()
        return run.total / took


@dataclass(frozen=True)
class Case:
    """A server of a speed, so many workers, and what is aimed at."""

    delay: int
    workers: int
    rate: str
    gap: str


CASES = (
    Case(50, 8, "0.95", "33"),
    Case(50, 16, "0.95", "33"),
    Case(50, 32, "0.95", "33"),
    Case(0, 8, "0.8", "50"),
)


def tell_case(bench: Bench, case: Case, seconds: float) -> None:
    name = f"{case.workers} workers, {case.delay} ms"
    with processes.serving("tests.bench.events_server", str(case.delay)) as server:
        rate = raw(server.url, case.workers, case.workers * 10)
        rows = int(rate * seconds)
        bench.longest.clear()
        measured = {
            RAW: lambda: raw(server.url, case.workers, rows),
            OURS: lambda: bench.fire(server.url, case.workers, rows),
        }
        found = in_turns(measured)
        ratio = found[OURS] / found[RAW]
        tell(Figure(name, found[OURS], "rows/s", case.rate, ratio, RAW))
        gap = statistics.median(bench.longest)
        tell(Figure("  longest gap of a tick, median run", gap, "ms", case.gap))


def tell_idle(bench: Bench, seconds: float) -> None:
    """What the machine itself does to a window while nothing is fired."""
    gaps = sorted(bench.idle(seconds) for _ in range(3))
    tell(Figure("longest gap of a tick, idle", gaps[1], "ms"))


def tell_ledger(bench: Bench, seconds: float) -> None:
    with processes.serving("tests.bench.events_server", "0") as server:
        rows = int(raw(server.url, 8, 80) * seconds)
        measured = {
            BARE_LEDGER: lambda: bench.fire(server.url, 8, rows, Unwritten),
            OURS: lambda: bench.fire(server.url, 8, rows),
        }
        found = in_turns(measured)
    ratio = found[OURS] / found[BARE_LEDGER]
    tell(Figure("ledger on, 0 ms", found[OURS], "rows/s", "0.95", ratio, BARE_LEDGER))


def tell_exchanges(bench: Bench, seconds: float) -> None:
    def unkept() -> float:
        bench.keeps = False
        rate = bench.fire(server.url, 8, rows)
        bench.keeps = True
        return rate

    with processes.serving("tests.bench.events_server", "0") as server:
        rows = int(raw(server.url, 8, 80) * seconds)
        measured = {UNKEPT: unkept, OURS: lambda: bench.fire(server.url, 8, rows)}
        found = in_turns(measured)
    ratio = found[OURS] / found[UNKEPT]
    tell(Figure("exchanges kept, 0 ms", found[OURS], "rows/s", "0.95", ratio, UNKEPT))


def tell_million(home: Path, rows: int) -> None:
    """Put rows in, look at some, and walk through them all: memory stays flat."""
    before, _ = memory_of(os.getpid())
    runs = Runs(home / "million")
    run = runs.create("bench", "bench", "bench", RunSettings())
    began = time.perf_counter()
    runs.add_rows(run.id, (Row(n, f"c{n}", body_of(n)) for n in range(rows)))
    took = time.perf_counter() - began
    tell(Figure(f"{rows:,} rows kept", rows / took, "rows/s"))
    began = time.perf_counter()
    found = runs.rows(run.id, offset=rows - 10, limit=10)
    tell(Figure("  the last ten shown", (time.perf_counter() - began) * 1000, "ms"))
    assert len(found) == min(10, rows)
    began = time.perf_counter()
    count = sum(1 for _ in runs.each(run.id))
    tell(Figure("  all read", count / (time.perf_counter() - began), "rows/s"))
    _, most = memory_of(os.getpid())
    tell(Figure("  memory grown at its highest", most - before, "MiB", "flat"))
    runs.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", choices=_PARTS)
    asked = parser.parse_args()
    parts = (asked.only,) if asked.only else _PARTS
    qt = QApplication([])
    qt.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if "million" in parts:
            tell_million(home, asked.rows)
        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(qt)) as runner:
            bench = Bench(runner, home)
            if "cases" in parts:
                tell_idle(bench, asked.seconds)
            for case in CASES if "cases" in parts else ():
                tell_case(bench, case, asked.seconds)
            if "ledger" in parts:
                tell_ledger(bench, asked.seconds)
            if "exchanges" in parts:
                tell_exchanges(bench, asked.seconds)


if __name__ == "__main__":
    main()
