"""Journeys in files: one journey, or those of a list answer."""

from pathlib import Path
from typing import Any

from jbdesk.model import wire
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Failure, Problem
from jbdesk.model.repeated_keys import RepeatedKeys

LARGEST = 64 * 1024 * 1024  # bytes; the largest real journey has 1.5 million


def json_in(path: Path, made: wire.Made | None = None) -> Any:
    """Read a JSON file; raises Failure in one sentence when that can't be done."""
    try:
        if path.stat().st_size > LARGEST:
            raise Failure(f"{path} is larger than {LARGEST // 1024**2} MiB.")
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it can't be read").lower()
        raise Failure(f"{path} can't be read: {reason}.") from None
    except ValueError:
        raise Failure("A file name holds a character that no name can have.") from None
    try:
        return wire.loads(content, made)
    except Failure as failure:
        raise Failure(f"{path}: {failure}") from None


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
        text = str(failure)
        named = text if text.startswith(str(path)) else f"{path}: {text}"
        raise Failure(named) from None
    if not journeys:
        raise Failure(f"{path} holds no journey.")
    return tuple((journey, repeats.problems(journey)) for journey in journeys)
