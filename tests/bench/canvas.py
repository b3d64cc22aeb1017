"""How quick the journey editor is beside a plain QGraphicsScene, and NodeGraphQt.

python -m tests.bench.canvas [50 500 2000] [--rounds 3] [--nodes PYTHON]

PYTHON is that of an environment in which NodeGraphQt and PySide6 are installed;
without it NodeGraphQt is left out. Each canvas is measured in a process of its own,
in turns, in milliseconds of that process's own time.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from tests.bench.measure import Figure, tell

PLAIN, EDITOR, NODES = "plain scene", "editor", "NodeGraphQt"
MODULES = {PLAIN: "plain", EDITOR: "editor", NODES: "nodes"}
ROOT = Path(__file__).parents[2]
AIMS = {  # against the plain scene
    "open": "1.5 times",
    "pan": "1.5 times",
    "pan, p95": "16.7 ms",
    "full repaint": "1.5 times",
    "drag": "1.5 times",
    "drag, p95": "16.7 ms",
    "fit": "0.8 times",
    "select all": "0.8 times",
    "undo": "0.8 times",
    "memory": "1.25 times",
    "edit: type a letter": "16 ms at 500",
    "edit: add a wait": "16 ms at 500",
    "longest gap while editing": "50 ms at 500",
}

Found = dict[str, float]


def run(name: str, python: str, count: int) -> Found:
    """Measure one canvas once."""
    done = subprocess.run(
        [python, "-m", "tests.bench.canvas_run", MODULES[name], str(count)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_LOGGING_RULES": "*=false"},
        stdout=subprocess.PIPE,
        check=True,
    )
    found: Found = json.loads(done.stdout)
    return found


def medians(pythons: dict[str, str], count: int, rounds: int) -> dict[str, Found]:
    """Measure all in turns, so that a busy moment hits all alike."""
    runs: dict[str, list[Found]] = {name: [] for name in pythons}
    for _ in range(rounds):
        for name, python in pythons.items():
            runs[name].append(run(name, python, count))
    return {
        name: {
            each: statistics.median(found[each] for found in taken) for each in taken[0]
        }
        for name, taken in runs.items()
    }


def tell_all(found: dict[str, Found], count: int) -> None:
    for name, value in found[EDITOR].items():
        unit = "MiB" if name == "memory" else "ms"
        title, aim = f"{count:,}: {name}", AIMS.get(name, "")
        plain = found[PLAIN].get(name)
        ratio = value / plain if plain else None
        tell(Figure(title, value, unit, aim, ratio, PLAIN))
        nodes = found.get(NODES, {}).get(name)
        if nodes:
            tell(Figure(f"{title}, {NODES}", nodes, unit, "", value / nodes, "that"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[50, 500, 2000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--nodes", metavar="PYTHON", default="")
    asked = parser.parse_args()
    pythons = {PLAIN: sys.executable, EDITOR: sys.executable}
    if asked.nodes:
        pythons[NODES] = asked.nodes
    for count in asked.counts:
        tell_all(medians(pythons, count, asked.rounds), count)


if __name__ == "__main__":
    main()
