"""Suites in files, read and written aside."""

import asyncio
from pathlib import Path

from jbdesk.model.suites import suite
from jbdesk.model.suites.suite import Suite
from jbdesk.services import stored_file


async def read(path: Path) -> Suite:
    """Read a suite; raises Failure that names the place."""
    return await asyncio.to_thread(suite.read, path)


async def write(path: Path, written: Suite) -> None:
    """Write a suite; all of it or nothing."""
    await asyncio.to_thread(_write, path, written)


def _write(path: Path, written: Suite) -> None:
    stored_file.write(path.resolve(), written.body)  # a link stays a link
