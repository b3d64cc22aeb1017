"""One start under measurement, in a process of its own; prints one JSON object.

python -m tests.bench.start_run bare
python -m tests.bench.start_run jbdesk HOME

Of jbdesk this is the real start, listened to: once the window is painted it imports
`jbdesk.app`, and once all is loaded the title names the tenant.
"""

import importlib
import json
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
BORN = float(os.environ.get("BENCH_BORN", time.monotonic()))
PATIENCE = 30.0  # seconds


def now(name: str) -> dict[str, float]:
    """Tell how long the process lives, has worked, and how much memory it holds."""
    from tests.bench.measure import memory_of

    memory, _ = memory_of(os.getpid())
    return {
        f"{name}, ms": (time.monotonic() - BORN) * 1000,
        f"{name}, own ms": time.process_time() * 1000,
        f"{name}, MiB": memory,
    }


def bare() -> dict[str, float]:
    from PySide6.QtWidgets import (
        QApplication,
        QLabel,
        QMainWindow,
    )

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("jbdesk"))
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    return now("first pixels")


class Listener:
    """Hears when the window is painted, and then how long each turn takes."""

    def __init__(self) -> None:
        self._import = importlib.import_module
        self.found: dict[str, float] = {}
        importlib.import_module = self._heard  # type: ignore[assignment]

    def _heard(self, name: str, package: str | None = None) -> object:
        if name == "jbdesk.app":
            self.found |= now("first pixels")
            self._listen()
        return self._import(name, package)

    def _listen(self) -> None:
        from PySide6.QtCore import QTimer

        self._at, self._worked = time.monotonic(), time.thread_time()
        self._end = self._at + PATIENCE
        self._gap = self._work = 0.0
        self._timer = QTimer(interval=1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        from PySide6.QtWidgets import QApplication

        at, worked = time.monotonic(), time.thread_time()
        self._gap = max(self._gap, at - self._at)
        self._work = max(self._work, worked - self._worked)
        self._at, self._worked = at, worked
        (window,) = (
            each for each in QApplication.topLevelWidgets() if each.windowTitle()
        )
        if "·" in window.windowTitle() or at > self._end:
            self._timer.stop()
            self.found |= now("all loaded")
            self.found["longest gap, ms"] = self._gap * 1000
            self.found["longest gap, own ms"] = self._work * 1000
            window.close()


def jbdesk(home: str) -> dict[str, float]:
    listener = Listener()
    main = importlib.import_module("jbdesk.__main__").main
    main(["--home", home])
    return listener.found


if __name__ == "__main__":
    started = {"bare": bare, "jbdesk": jbdesk}[sys.argv[1]]
    print(json.dumps(started(*sys.argv[2:])), flush=True)
    os._exit(0)
