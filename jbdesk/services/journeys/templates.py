"""The templates that jbdesk ships, read from its resources."""

import asyncio
from pathlib import Path

from jbdesk import paths
from jbdesk.model import wire
from jbdesk.model.templates import Template, template_from


async def read_all() -> tuple[Template, ...]:
    """Give every template, by label; raises Failure where one can't be read."""
    folder = paths.resources() / "templates"
    return await asyncio.to_thread(_read_all, folder)


def _read_all(folder: Path) -> tuple[Template, ...]:
    found = [template_from(wire.loads(each.read_bytes())) for each in _files(folder)]
    return tuple(sorted(found, key=lambda each: each.label))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))
