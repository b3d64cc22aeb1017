"""Journeys in files: one journey, or those of a list answer."""

import sys
from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure, Problem
from jbdesk.model.texts.repeated_keys import RepeatedKeys

STANDARD_INPUT = Path("-")
LARGEST = 64 * 1024 * 1024  # bytes; the largest real journey has 1.5 million


def json_in(path: Path, made: wire.Made | None = None) -> Any:
    """Read a JSON file; raises Failure in one sentence when that can't be done."""
    return json_of(content_of(path), path, made)


def json_of(content: bytes, path: Path, made: wire.Made | None = None) -> Any:
    """Read JSON that stands in a file; a Failure names the file."""
    try:
        return wire.loads(content, made)
    except Failure as failure:
        raise Failure(f"{name_of(path)}: {failure}") from None


def content_of(path: Path) -> bytes:
    """Read a file, or standard input; raises Failure when that can't be done."""
    name = name_of(path)
    try:
        if path == STANDARD_INPUT:
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise Failure(f"{name} can't be read: {reason}.") from None
    except ValueError:
        raise Failure("A file name holds a character that no name can have.") from None
    if len(content) > LARGEST:
        raise Failure(f"{name} is larger than {LARGEST // 1024**2} MiB.")
    return content


def name_of(path: Path) -> str:
    return "Standard input" if path == STANDARD_INPUT else str(path)


def journeys_in(path: Path) -> tuple[Journey, ...]:
    """Read every journey of a file; raises Failure when there is none."""
    return tuple(journey for journey, _ in read(path))


def read(path: Path) -> tuple[tuple[Journey, tuple[Problem, ...]], ...]:
    """Read every journey of a file, with what was wrong about its JSON."""
    repeats = RepeatedKeys()
    try:
        bodies = wire.journeys_in(json_in(path, repeats.made))
        journeys = tuple(wire.journey_from(body) for body in bodies)
    except Failure as failure:
        text, name = str(failure), name_of(path)
        raise Failure(text if text.startswith(name) else f"{name}: {text}") from None
    if not journeys:
        raise Failure(f"{name_of(path)} holds no journey.")
    return tuple((journey, repeats.problems(journey)) for journey in journeys)
