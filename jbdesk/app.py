"""The application behind the window: the loop, the crash boundary, and the desk."""

import asyncio
import importlib
from pathlib import Path

import qasync

from jbdesk.crash import CrashBoundary
from jbdesk.front import Front


def run(front: Front, connection: str | None, open_file: Path | None) -> None:
    """Live until the window is closed."""
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(front.qt)) as runner:
        runner.run(_live(front, connection, open_file))


async def _live(front: Front, connection: str | None, open_file: Path | None) -> None:
    boundary = CrashBoundary()
    boundary.install(asyncio.get_running_loop())
    boundary.crashed.connect(front.window.show_crash)
    asked: list[str] = []
    front.window.close_asked.connect(lambda: asked.append("close"))
    # In a thread the window goes on; importing takes longer than all the rest.
    module = await asyncio.to_thread(importlib.import_module, "jbdesk.desk")
    desk = module.Desk(front.home, front.qt, front=front, is_whole=False)
    for _ in desk.building():
        await asyncio.sleep(0)
    if asked:
        await desk.close()
    else:
        await asyncio.gather(desk.open(connection), _follow_system(front))
        if open_file is not None:
            desk.fired.open_file(open_file)
        await desk.closed
    boundary.uninstall()


async def _follow_system(front: Front) -> None:
    """Ask the system in a thread, with what only that needs."""

    def asked() -> bool:
        found: bool = importlib.import_module("jbdesk.widgets.motion").is_unwanted()
        return found

    front.follow_system(is_still=await asyncio.to_thread(asked))
