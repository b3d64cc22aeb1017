"""How soon jbdesk stands, and with how much memory, beside a bare PySide6 window.

python -m tests.bench.start [--rounds 5]

“own” is the process's own time: how busy the machine is besides does not count.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

from tests.bench.measure import Figure, tell
from tests.bench.processes import ENVIRONMENT

BARE = "bare window"
FIRST = "first pixels"
AIMS = {  # each beside the bare window's first pixels, but for the gaps
    "first pixels, ms": ("1.5 times", "ms"),
    "first pixels, own ms": ("1.5 times", "ms"),
    "first pixels, MiB": ("1.35 times", "MiB"),
    "all loaded, ms": ("", "ms"),
    "all loaded, own ms": ("", "ms"),
    "all loaded, MiB": ("1.9 times", "MiB"),
    "longest gap, ms": ("50 ms", "ms"),
    "longest gap, own ms": ("50 ms", "ms"),
}


def run(*arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.start_run", *arguments],
        env={
            **os.environ,
            **ENVIRONMENT,
            "BENCH_BORN": str(time.monotonic()),
            "QT_LOGGING_RULES": "*=false",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        run("bare"), run("jbdesk", home)  # compiled, and the home made
        rounds = [(run("bare"), run("jbdesk", home)) for _ in range(asked.rounds)]
    for name, (aim, unit) in AIMS.items():
        value = statistics.median(ours[name] for _, ours in rounds)
        like = f"{FIRST},{name.partition(',')[2]}"
        bare = statistics.median(found[like] for found, _ in rounds)
        ratio = None if "gap" in name else value / bare
        tell(Figure(name, value, unit, aim, ratio, BARE))


if __name__ == "__main__":
    main()
