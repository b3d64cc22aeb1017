"""How fast the simulator is: events, waiting contacts, memory, start.

python -m tests.bench.simulator [--waiting 50000] [--seconds 3]
"""

import argparse
import itertools
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import processes
from tests.bench import waiting as journey
from tests.bench.load import Load
from tests.bench.measure import Figure, in_turns, memory_of, seconds_of, tell
from tests.bench.processes import Server

EVENTS = "/interaction/v1/events"
SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"  # of the demo tenant
BARE = "bare server"


def event() -> Any:
    """Make events of contacts that were never fired before, for the demo tenant."""
    count = itertools.count()

    def body(connection: int, number: int) -> Any:
        key = f"c-{connection}-{number}-{next(count)}"
        data = {"EmailAddress": f"{key}@example.com", "FirstName": "Ada"}
        return {"ContactKey": key, "EventDefinitionKey": SIGNUP, "Data": data}

    return body


def rates(load: Load, seconds: float) -> tuple[float, float]:
    """Give events per second, and those of the bare server beside it."""
    load.run(seconds / 4)
    with processes.bare() as bare:
        plain = Load(bare.url, EVENTS, load.body)
        found = in_turns(
            {BARE: lambda: plain.run(seconds), "events": lambda: load.run(seconds)}
        )
    return found["events"], found[BARE]


def tell_rate(name: str, load: Load, seconds: float) -> None:
    rate, bare = rates(load, seconds)
    tell(Figure(BARE, bare, "per s"))
    tell(Figure(name, rate, "per s", "900", rate / bare, BARE))


def tell_start(home: Path) -> None:
    """From the start of the process to an answer that takes a token."""

    def started() -> float:
        began = time.perf_counter()
        with processes.simulator(home) as server:
            server.asked("GET", "/platform/v1/tokenContext", token=server.token())
            return time.perf_counter() - began

    def bare() -> float:
        began = time.perf_counter()
        with processes.bare() as server:
            server.asked("POST", EVENTS, {})
            return time.perf_counter() - began

    found = in_turns({BARE: bare, "start": started}, rounds=5)
    milliseconds = found["start"] * 1000
    ratio = found["start"] / found[BARE]
    tell(Figure("start to first answer", milliseconds, "ms", "150", ratio, BARE))


def tell_waiting(server: Server, waiting: int, seconds: float) -> None:
    """Fill a journey, fire on top, then jump a week: each contact moves on once."""
    journey.open_journey(server)
    load = Load(server.url, EVENTS, journey.event(), server.token())
    each = max(waiting // load.connections, 1)
    tell(Figure("filling the journey", load.run(most=each), "per s"))
    inside = server.control("GET", "state")["counts"]["contacts_inside"]
    tell(Figure("contacts inside", inside, "contacts", f"{waiting:,}"))
    tell_rate("events while they wait", load, seconds)
    inside = server.control("GET", "state")["counts"]["contacts_inside"]
    week = seconds_of(lambda: server.control("POST", "clock", {"advance": "P7D"}))
    tell(Figure("a week's jump", week, "s", "20"))
    tell(Figure("moves in the jump", inside / week, "per s"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--waiting", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tell_start(Path(folder) / "start")
        with processes.simulator(Path(folder) / "load") as server:
            load = Load(server.url, EVENTS, event(), server.token())
            tell_rate("events", load, asked.seconds)
        with processes.simulator(Path(folder) / "waiting") as server:
            tell_waiting(server, asked.waiting, asked.seconds)
            now, most = memory_of(server.pid)
            tell(Figure("memory", now, "MiB", "300"))
            tell(Figure("memory at its highest", most, "MiB", "300"))


if __name__ == "__main__":
    main()
