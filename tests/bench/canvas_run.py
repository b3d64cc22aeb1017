"""One canvas under measurement, in a process of its own; prints one JSON object.

python -m tests.bench.canvas_run editor|plain|nodes COUNT

All is told in milliseconds of the process's own time: how busy the machine is
besides does not count.
"""

import importlib
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QGraphicsView

from tests.bench.canvas_shape import Shape, shape
from tests.bench.measure import memory_of

FRAMES = 40
QUIET, IDLE = 3, 0.2  # so many turns, each of fewer milliseconds: nothing is left
SMALL = 8  # activities of the journey that is opened first, unmeasured


class Canvas(Protocol):
    """What every canvas under measurement can do."""

    view: QGraphicsView

    def __init__(self, shape: Shape) -> None: ...
    def show(self) -> None: ...
    def close(self) -> None: ...
    def zoom(self, zoom: float) -> None: ...
    def pan(self, by: int) -> None: ...
    def grab(self) -> None: ...
    def drag(self, step: int) -> None: ...
    def let_go(self) -> None: ...
    def fit(self) -> None: ...
    def select_all(self) -> None: ...
    def select_none(self) -> None: ...
    def delete_half(self) -> None: ...
    def undo(self) -> None: ...


def turn(deed: Callable[[], object] | None = None) -> float:
    """Do it and let the loop take a turn, painting included."""
    began = time.process_time()
    if deed is not None:
        deed()
    QApplication.processEvents()
    return (time.process_time() - began) * 1000


def settle(most: int = 100) -> float:
    """Let the loop run until it has nothing left; gives its longest turn."""
    longest = 0.0
    quiet = 0
    while quiet < QUIET and most:
        took = turn()
        longest = max(longest, took)
        quiet = quiet + 1 if took < IDLE else 0
        most -= 1
    return longest


def once(deed: Callable[[], object]) -> float:
    took = turn(deed)
    settle()
    return took


def frames(deed: Callable[[int], object], count: int = FRAMES) -> list[float]:
    return [turn(lambda number=number: deed(number)) for number in range(count)]


def told(name: str, taken: list[float]) -> dict[str, float]:
    high = sorted(taken)[int(len(taken) * 0.95)]
    return {name: statistics.median(taken), f"{name}, p95": high}


def measured(canvas_class: type[Canvas], made: Shape) -> dict[str, float]:
    found: dict[str, float] = {}
    began = time.process_time()
    canvas = canvas_class(made)
    found["open"] = (time.process_time() - began) * 1000 + turn(canvas.show)
    settle()
    canvas.zoom(1.0)
    settle()
    found |= told("pan", frames(lambda _: canvas.pan(9)))
    found |= told("full repaint", frames(lambda _: canvas.view.viewport().update()))
    found |= told("zoom", frames(lambda n: canvas.zoom(1 - n / 60)))
    canvas.zoom(1.0)
    canvas.grab()
    settle()
    found |= told("drag", frames(canvas.drag))
    canvas.let_go()
    settle()
    found["fit"] = once(canvas.fit)
    settle()
    canvas.grab()
    settle()
    found |= told("drag at fit", frames(canvas.drag))
    canvas.let_go()
    settle()
    found["select all"] = once(canvas.select_all)
    found["select none"] = once(canvas.select_none)
    found["delete half"] = once(canvas.delete_half)
    found["undo"] = once(canvas.undo)
    found["memory"], _ = memory_of(os.getpid())
    if hasattr(canvas, "edits"):
        canvas.zoom(1.0)
        settle()
        found |= edited(canvas)
    return found


def edited(canvas: Any) -> dict[str, float]:
    """One edit to repaint, and the longest turn that the loop takes meanwhile."""
    found: dict[str, float] = {}
    longest = 0.0
    for name, edits in canvas.edits().items():
        taken = []
        for edit in edits:
            taken.append(turn(edit))
            longest = max(longest, taken[-1], settle())
        found[f"edit: {name}"] = statistics.median(taken)
    return found | {"longest gap while editing": longest}


def main() -> None:
    name, count = sys.argv[1:]
    app = QApplication([])
    module: Any = importlib.import_module(f"tests.bench.canvas_{name}")
    module.prepare(app)
    first = module.Canvas(shape(SMALL))
    turn(first.show)
    settle()
    first.close()
    settle()
    print(json.dumps(measured(module.Canvas, shape(int(count)))), flush=True)
    # Python would take the canvas apart item by item.
    os._exit(0)


if __name__ == "__main__":
    main()
