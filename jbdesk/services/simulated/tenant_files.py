"""A simulator's whole tenant in a file."""

import asyncio
from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.problem import Failure
from jbdesk.services import stored_file


async def write(path: Path, tenant: Any) -> None:
    """Write it; all of it or nothing."""
    await asyncio.to_thread(_write, path, tenant)


async def read(path: Path) -> Any:
    """Read what was exported; raises Failure in words."""
    return await asyncio.to_thread(_read, path)


def _write(path: Path, tenant: Any) -> None:
    stored_file.write(path.resolve(), tenant)  # a link stays a link


def _read(path: Path) -> Any:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Failure(f"“{path.name}” can't be read: {error.strerror}.") from error
    try:
        return wire.loads(raw)
    except Failure:
        text = f"“{path.name}” is no JSON: it is not a tenant exported by jbdesk."
        raise Failure(text) from None
