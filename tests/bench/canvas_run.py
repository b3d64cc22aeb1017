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
from dataclasses import dataclass
from typing import Any, Protocol

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QGraphicsView, QStackedWidget, QWidget

from tests.bench.canvas_shape import Shape, body_of, shape
from tests.bench.measure import memory_of

FRAMES = 40
QUIET, IDLE = 3, 0.2  # so many turns, each of fewer milliseconds: nothing is left
LAST = -1000  # a priority below that of painting
SMALL = 8  # activities of the journey that is opened first, unmeasured


class Canvas(Protocol):
    """What every canvas under measurement can do."""

    widget: QWidget
    view: QGraphicsView
    size: tuple[int, int]  # of the window, so that the views are as large

    def __init__(self, shape: Shape) -> None: ...
    def zoom(self, zoom: float) -> None: ...
    def look(self) -> None: ...  # where cards stand dense
    def pan(self, by: int) -> None: ...
    def grab(self) -> None: ...
    def drag(self, step: int) -> None: ...
    def let_go(self) -> None: ...
    def fit(self) -> None: ...
    def select_all(self) -> None: ...
    def select_none(self) -> None: ...
    def delete_half(self) -> None: ...
    def undo(self) -> None: ...


class _Painted(QObject):
    """Hears of an event that comes after all painting and before all timers."""

    at = 0.0

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.User:
            self.at = time.process_time()
        return super().event(event)


@dataclass(frozen=True)
class Turn:
    """How long a turn of the loop took until all was painted, and as a whole."""

    painted: float
    whole: float


def turn(deed: Callable[[], object] | None = None) -> Turn:
    """Do it and let the loop take a turn."""
    end = _Painted()
    began = time.process_time()
    if deed is not None:
        deed()
    QCoreApplication.postEvent(end, QEvent(QEvent.Type.User), LAST)
    QApplication.processEvents()
    done = time.process_time()
    return Turn((end.at - began) * 1000, (done - began) * 1000)


def settle(most: int = 100) -> float:
    """Let the loop run until it has nothing left; gives its longest turn."""
    longest = 0.0
    quiet = 0
    while quiet < QUIET and most:
        took = turn().whole
        longest = max(longest, took)
        quiet = quiet + 1 if took < IDLE else 0
        most -= 1
    return longest


def once(deed: Callable[[], object]) -> float:
    took = turn(deed)
    settle()
    return took.painted


def frames(deed: Callable[[int], object], count: int = FRAMES) -> list[float]:
    return [turn(lambda n=n: deed(n)).whole for n in range(count)]


def told(name: str, taken: list[float]) -> dict[str, float]:
    high = sorted(taken)[int(len(taken) * 0.95)]
    return {name: statistics.median(taken), f"{name}, p95": high}


def host_of(canvas_class: type[Canvas]) -> QStackedWidget:
    """Show a window in which a canvas is opened, as in an application."""
    host = QStackedWidget()
    host.resize(*canvas_class.size)
    host.show()
    settle()
    return host


def measured(canvas_class: type[Canvas], made: Shape) -> dict[str, float]:
    found: dict[str, float] = {}
    host, canvas = host_of(canvas_class), None

    def open_it() -> None:
        nonlocal canvas
        canvas = canvas_class(made)
        host.addWidget(canvas.widget)
        host.setCurrentWidget(canvas.widget)

    opened = turn(open_it)
    assert canvas is not None
    found["open"] = opened.painted
    found["longest gap after opening"] = max(opened.whole - opened.painted, settle())
    canvas.zoom(1.0)
    canvas.look()
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
    host.close()
    return found


def edited(canvas: Any) -> dict[str, float]:
    """One edit to repaint, and the longest turn that the loop takes meanwhile."""
    found: dict[str, float] = {}
    longest = 0.0
    for name, edits in canvas.edits().items():
        taken = []
        for edit in edits:
            took = turn(edit)
            taken.append(took.painted)
            longest = max(longest, took.whole, settle())
        found[f"edit: {name}"] = statistics.median(taken)
    return found | {"longest gap while editing": longest}


def main() -> None:
    name, count = sys.argv[1:]
    module: Any = importlib.import_module(f"tests.bench.canvas_{name}")
    module.prepare()
    measured(module.Canvas, shape(SMALL))
    made = shape(int(count))
    body_of(made)  # the file was read before
    print(json.dumps(measured(module.Canvas, made)), flush=True)
    # Python would take the canvas apart item by item.
    os._exit(0)


if __name__ == "__main__":
    main()
