"""Journeys in files: one journey, or the several of a list answer."""

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.journeys import journey_file
from jbdesk.model.problem import Failure, Problem
from jbdesk.model.texts.repeated_keys import RepeatedKeys
from jbdesk.services import stored_file


@dataclass(frozen=True, eq=False)
class JourneyFile:
    """A file as it was read: the whole document and the journeys in it."""

    path: Path
    document: Any
    journeys: tuple[Journey, ...]
    problems: tuple[tuple[Problem, ...], ...] = ()  # of the JSON, for each journey

    def problems_of(self, position: int) -> tuple[Problem, ...]:
        return self.problems[position] if position < len(self.problems) else ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(each.name or each.key or "no name" for each in self.journeys)


async def read(path: Path) -> JourneyFile:
    """Read a file; raises Failure in words when it holds no journey."""
    return await asyncio.to_thread(_read, path)


async def write(file: JourneyFile, position: int, journey: Journey) -> JourneyFile:
    """Put a journey back in its place in the file; gives the file as it is now."""
    return await asyncio.to_thread(_write, file, position, journey)


async def write_text(path: Path, text: str) -> None:
    """Write a document about a journey; all of it or nothing."""
    await asyncio.to_thread(_write_text, path, text)


def new_file(path: Path, journey: Journey) -> JourneyFile:
    """Give a file that holds one journey and is not written yet."""
    return JourneyFile(path, journey.body, (journey,))


def _read(path: Path) -> JourneyFile:
    repeats = RepeatedKeys()
    document = journey_file.json_in(path, repeats.made)
    journeys = tuple(wire.journey_from(each) for each in wire.journeys_in(document))
    if not journeys:
        raise Failure(f"“{path.name}” holds no journey.")
    problems = tuple(repeats.problems(each) for each in journeys)
    return JourneyFile(path, document, journeys, problems)


def _write(file: JourneyFile, position: int, journey: Journey) -> JourneyFile:
    document = _with(file.document, position, journey.body)
    stored_file.write(file.path.resolve(), document)  # a link stays a link
    journeys = list(file.journeys)
    journeys[position] = journey
    return replace(file, document=document, journeys=tuple(journeys), problems=())


def _write_text(path: Path, text: str) -> None:
    stored_file.write_bytes(path.resolve(), text.encode(errors="replace"))


def _with(document: Any, position: int, body: JsonObject) -> Any:
    if isinstance(document, dict) and isinstance(document.get("items"), list):
        return {**document, "items": _replaced(document["items"], position, body)}
    if isinstance(document, list):
        return _replaced(document, position, body)
    return body


def _replaced(items: list[Any], position: int, body: JsonObject) -> list[Any]:
    places = [at for at, each in enumerate(items) if isinstance(each, dict)]
    changed = list(items)
    changed[places[position]] = body
    return changed
