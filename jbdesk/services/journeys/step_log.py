"""The edits of a journey in one file that grows with every step.

One JSON object a line. A part of a journey (an activity, or all the rest) is written
once, however many steps it takes part in; a step names its parts by their numbers.

    {"part": …}                          number 0, 1, 2, …
    {"base": [rest, start, [activity, …], end]}
    {"step": text, "at": …, "to": [rest, start, [activity, …], end], "from": …}
    {"keep": n}                          the steps behind the n-th are gone
    {"index": n}                         so many of the steps stand

`start` and `end` count the activities that are those of the journey named before it, at
its start and at its end; what is named by its rest alone has no list of activities.

A line that was cut by the end of the process is as if it had never been begun.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from jbdesk.model import wire
from jbdesk.model.changes.edit_history import EditHistory, Step
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.problem import Failure

_ACTIVITIES = "activities"
Named = list[Any]  # how a line names a journey


class StepLog:
    """Writes what is new of a history; the first time in a process, all of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._forget()

    @property
    def path(self) -> Path:
        return self._path

    def _forget(self) -> None:
        self._parts: list[JsonObject] = []  # kept, so that no id is given twice
        self._numbers: dict[int, int] = {}
        self._rest: tuple[JsonObject, int] | None = None
        self._last: list[int] = []  # the activities of what was named before
        self._written = EditHistory()
        self._is_begun = False

    def keep(self, history: EditHistory) -> None:
        """Write what is new; raises Failure where it can't be kept."""
        is_begun = self._is_begun
        try:
            lines = [wire.dumps(each, indent=None) for each in self._news(history)]
            if not lines:
                return
            text = "".join(f"{line}\n" for line in lines).encode()
            if is_begun:
                _append(self._path, text)
            else:
                _begin(self._path, text)
        except (OSError, Failure) as error:
            self._forget()
            why = getattr(error, "strerror", None) or str(error).rstrip(".")
            raise Failure(f"The history of edits could not be kept: {why}.") from error
        self._is_begun = True
        self._written = history

    def _news(self, history: EditHistory) -> Iterator[JsonObject]:
        written = self._written
        if history.base is not None and history.base is not written.base:
            yield from self._parts_of(history.base)
            yield {"base": self._named(history.base)}
        same = 0
        for old, new in zip(written.steps, history.steps, strict=False):
            if (old.text, old.after) != (new.text, new.after):
                break
            same += 1
        if same < len(written.steps):
            yield {"keep": same}
        last = history.steps[same - 1].after if same else None
        for step in history.steps[same:]:
            yield from self._step(step, last)
            last = step.after
        is_longer = same < max(len(written.steps), len(history.steps))
        reads_as = len(history.steps) if is_longer else written.index
        if history.index != reads_as:
            yield {"index": history.index}

    def _step(self, step: Step, last: Journey | None) -> Iterator[JsonObject]:
        line: JsonObject = {"step": step.text, "at": step.at.isoformat()}
        if step.before is not last:
            yield from self._parts_of(step.before)
            line["from"] = self._named(step.before)
        yield from self._parts_of(step.after)
        yield {**line, "to": self._named(step.after)}

    def _parts_of(self, journey: Journey) -> Iterator[JsonObject]:
        """The parts of a journey that are not written yet."""
        if not self._is_same_rest(journey.body):
            self._rest = (journey.body, len(self._parts))
            rest = journey.body
            if _is_plain(rest):
                rest = {**rest, _ACTIVITIES: None}
            yield from self._part(rest)
        for body in _activities(journey):
            if id(body) not in self._numbers:
                yield from self._part(body)

    def _part(self, body: JsonObject) -> Iterator[JsonObject]:
        self._numbers[id(body)] = len(self._parts)
        self._parts.append(body)
        yield {"part": body}

    def _is_same_rest(self, body: JsonObject) -> bool:
        if self._rest is None:
            return False
        known = self._rest[0]
        if known is body:
            return True
        return (
            _is_plain(body)
            and _is_plain(known)
            and list(known) == list(body)
            and all(known[k] is body[k] for k in body if k != _ACTIVITIES)
        )

    def _named(self, journey: Journey) -> Named:
        assert self._rest is not None
        if not _is_plain(journey.body):
            return [self._rest[1]]
        numbers = [self._numbers[id(each)] for each in _activities(journey)]
        last, self._last = self._last, numbers
        start = _in_common(last, numbers)
        end = _in_common(last[start:][::-1], numbers[start:][::-1])
        return [self._rest[1], start, numbers[start : len(numbers) - end], end]


def _in_common(one: list[int], other: list[int]) -> int:
    """Count how many are the same from the start."""
    pairs = zip(one, other, strict=False)
    return next(
        (n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other))
    )


def _is_plain(body: JsonObject) -> bool:
    """Whether the activities are a list of objects, as nearly always."""
    found = body.get(_ACTIVITIES)
    return isinstance(found, list) and all(isinstance(each, dict) for each in found)


def _activities(journey: Journey) -> list[JsonObject]:
    return journey.body[_ACTIVITIES] if _is_plain(journey.body) else []


def _begin(path: Path, text: bytes) -> None:
    beside = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    try:
        _append(beside, text)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def _append(path: Path, text: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "ab") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> EditHistory:
    """Give the history of a file, as far as it can be read."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError:
        return EditHistory()
    reading = _Reading()
    with suppress(AssertionError, Failure, IndexError, KeyError, TypeError, ValueError):
        for line in lines[:-1]:  # what stands behind the last break was cut
            reading.take(wire.loads(line))
    return reading.history


class _Reading:
    """Builds a history line by line; parts are shared between its journeys."""

    def __init__(self) -> None:
        self._parts: list[JsonObject] = []
        self._last: list[JsonObject] = []
        self._steps: list[Step] = []
        self._index = 0
        self._base: Journey | None = None

    def take(self, line: JsonObject) -> None:
        match line:
            case {"part": dict(body)}:
                self._parts.append(body)
            case {"base": list(named)}:
                self._base = self._journey(named)
            case {"step": str(text), "at": str(at), "to": list(named)}:
                start = line.get("from")
                before = self._journey(start) if start else self._steps[-1].after
                after, when = self._journey(named), datetime.fromisoformat(at)
                self._steps.append(Step(text, when, before, after))
                self._index = len(self._steps)
            case {"keep": int(number)}:
                del self._steps[number:]
                self._index = len(self._steps)
            case {"index": int(number)}:
                assert 0 <= number <= len(self._steps)
                self._index = number

    def _journey(self, named: Named) -> Journey:
        rest = self._parts[named[0]]
        if len(named) > 1:
            _, start, between, end = named
            assert 0 <= start + end <= len(self._last)
            middle = [self._parts[each] for each in between]
            behind = self._last[len(self._last) - end :]
            self._last = [*self._last[:start], *middle, *behind]
            rest = {**rest, _ACTIVITIES: self._last}
        return wire.journey_from(rest)

    @property
    def history(self) -> EditHistory:
        return EditHistory(tuple(self._steps), self._index, self._base)
