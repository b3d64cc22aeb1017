"""How the window lives with a run while its Activity pane shows every request.

python -m tests.bench.firing_seen [--seconds 5]
"""

import argparse
import asyncio
import itertools
import statistics
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from jbdesk.panes.activity.pane import ActivityPane
from jbdesk.services.connections.connections import Connections
from jbdesk.services.exchanges.journal import Journal
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.journeys.journey_stores import JourneyStores
from jbdesk.services.work import Work
from tests.bench import processes
from tests.bench.firing import CASES, Bench, Case, raw
from tests.bench.measure import Figure, tell

_TIMES = 3
_SIZE = (1280, 800)


class Fronts:
    """Makes a pane for each run, in a home of its own."""

    def __init__(self, home: Path) -> None:
        self._homes = (home / f"front-{n}" for n in itertools.count())

    def pane(self, journal: Journal, work: Work) -> QWidget:
        home = next(self._homes)
        ledger = Ledger(home)
        forgetting = journal.forgetting(work, ledger, JourneyStores.in_home(home))
        made = ActivityPane(journal, ledger, forgetting, Connections(home))
        made.destroyed.connect(ledger.close)
        made.resize(*_SIZE)
        made.show()
        made.shown()
        return made


def tell_case(bench: Bench, case: Case, seconds: float) -> None:
    with processes.serving("tests.bench.events_server", str(case.delay)) as server:
        rate = raw(server.url, case.workers, case.workers * 10)
        bench.longest.clear()
        for _ in range(_TIMES):
            bench.fire(server.url, case.workers, int(rate * seconds))
    name = f"{case.workers} workers, {case.delay} ms, Activity in front"
    tell(Figure(f"{name}: gap", statistics.median(bench.longest), "ms", case.gap))
    tell(Figure("  the longest of all", max(bench.longest), "ms"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    asked = parser.parse_args()
    qt = QApplication([])
    qt.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with asyncio.Runner(loop_factory=lambda: QEventLoop(qt)) as runner:
            bench = Bench(runner, home, Fronts(home).pane)
            for case in CASES:
                tell_case(bench, case, asked.seconds)


if __name__ == "__main__":
    main()
