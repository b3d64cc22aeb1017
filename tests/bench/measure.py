"""The frame of a bench: turns that alternate, medians, and a table to read."""

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

KIB = 1024


@dataclass(frozen=True)
class Figure:
    """One line of a bench: what was measured, beside what, and what is aimed at."""

    name: str
    value: float
    unit: str
    aim: str = ""
    ratio: float | None = None  # to the plain thing, measured in the same run
    beside: str = ""

    def __str__(self) -> str:
        line = f"{self.name:<44} {self.value:>10,.1f} {self.unit:<10}"
        if self.ratio is not None:
            line += f" {self.ratio:>6.2f} times {self.beside}"
        return f"{line}  (aim: {self.aim})" if self.aim else line


def tell(figure: Figure) -> None:
    """Print a figure as soon as it is known."""
    print(figure, flush=True)


def in_turns(
    measured: Mapping[str, Callable[[], float]], rounds: int = 3
) -> dict[str, float]:
    """Measure in turns, so that a busy moment hits all alike; gives medians."""
    found: dict[str, list[float]] = {name: [] for name in measured}
    for _ in range(rounds):
        for name, measure in measured.items():
            found[name].append(measure())
    return {name: statistics.median(values) for name, values in found.items()}


def seconds_of(function: Callable[[], object]) -> float:
    began = time.perf_counter()
    function()
    return time.perf_counter() - began


def memory_of(pid: int) -> tuple[float, float]:
    """Give a process's memory now and at its highest, in MiB; nan where unknown."""
    path = Path(f"/proc/{pid}/status")
    if sys.platform != "linux" or not path.exists():
        return float("nan"), float("nan")
    lines = dict(line.split(":", 1) for line in path.read_text().splitlines())
    now, most = (int(lines[name].split()[0]) / KIB for name in ("VmRSS", "VmHWM"))
    return now, most
