"""Forgets a contact: removes it everywhere that jbdesk keeps it on this computer.

First it is counted, then removed, and then every file is looked through once
more. The simulator's tenant and the service itself are not touched.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jbdesk.model.firing.mention import Mention
from jbdesk.model.problem import Failure, Problem
from jbdesk.services import mentions
from jbdesk.services.runs.run_contacts import RunContacts
from jbdesk.services.work import Work

_NOT_OURS = "simulator"  # the folder of the tenant on this computer
_LOGS = "jbdesk.log*"
_ASIDE = "*.corrupt-*"
_FORGOTTEN = b"(A line about a forgotten contact was removed.)\n"
_CHUNK = 1_048_576
_SHORT = 4  # characters


class Keeper(Protocol):
    """Whatever remembers contacts."""

    def mentions(self, contact_key: str) -> int: ...
    def forget(self, contact_key: str) -> int: ...


@dataclass(frozen=True)
class Count:
    """How much one keeper holds, or held, of a contact."""

    what: str  # one of them: "request"
    number: int


@dataclass(frozen=True)
class Forgotten:
    """What was removed, what could not be, and which files still name the contact."""

    removed: tuple[Count, ...]
    problems: tuple[Problem, ...] = ()
    left: tuple[str, ...] = ()


class Forgetting:
    """Asks each keeper in turn, in a worker's thread."""

    def __init__(self, home: Path, work: Work, **keepers: Keeper) -> None:
        """Take keepers by the words for what each holds: `test_contact=…`."""
        self._home = home
        self._work = work
        self._keepers = {
            **{name.replace("_", " "): each for name, each in keepers.items()},
            "row of a run": RunContacts(home),
            "line of the log": _Log(home),
            "damaged file set aside": _Aside(home),
        }

    async def counted(self, contact_key: str) -> tuple[Count, ...]:
        """Tell how much there is of a contact, keeper by keeper."""
        return await self._work.run(self._counted, contact_key)

    async def forget(self, contact_key: str) -> Forgotten:
        return await self._work.run(self._forget, contact_key)

    def _counted(self, contact_key: str) -> tuple[Count, ...]:
        counts = (
            Count(w, each.mentions(contact_key)) for w, each in self._keepers.items()
        )
        return tuple(each for each in counts if each.number)

    def _forget(self, contact_key: str) -> Forgotten:
        removed: list[Count] = []
        problems: list[Problem] = []
        for what, keeper in self._keepers.items():
            try:
                removed.append(Count(what, keeper.forget(contact_key)))
            except Failure as failure:
                problems += failure.problems
        told = tuple(each for each in removed if each.number)
        return Forgotten(told, tuple(problems), self._left(contact_key))

    def _left(self, contact_key: str) -> tuple[str, ...]:
        """Name the files in which it still stands, perhaps within another word."""
        return tuple(
            str(path.relative_to(self._home))
            for path in _files(self._home)
            if _holds(path, contact_key)
        )


class _Log:
    """The lines of the log; the file stays the one that is being written."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def mentions(self, contact_key: str) -> int:
        return sum(self._count(path, contact_key) for path in self._home.glob(_LOGS))

    def forget(self, contact_key: str) -> int:
        removed = self.mentions(contact_key)
        for path in self._home.glob(_LOGS) if removed else ():
            lines = path.read_bytes().splitlines(keepends=True)
            kept = (_FORGOTTEN if _tells(e, contact_key) else e for e in lines)
            path.write_bytes(b"".join(kept))
        return removed

    def _count(self, path: Path, contact_key: str) -> int:
        with path.open("rb") as lines:
            return sum(_tells(each, contact_key) for each in lines)


class _Aside:
    """Damaged files that were kept: one that holds a contact goes as a whole."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def mentions(self, contact_key: str) -> int:
        return len(self._holding(contact_key))

    def forget(self, contact_key: str) -> int:
        found = self._holding(contact_key)
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)

    def _holding(self, contact_key: str) -> list[Path]:
        return [p for p in self._home.rglob(_ASIDE) if _holds(p, contact_key)]


def _tells(line: bytes, contact_key: str) -> bool:
    return Mention(contact_key).is_in(line.decode("utf-8", "replace"))


def _files(home: Path) -> Iterator[Path]:
    for path in sorted(home.rglob("*")):
        is_ours = path.relative_to(home).parts[0] != _NOT_OURS
        if is_ours and path.is_file() and not path.is_symlink():
            yield path


def _holds(path: Path, contact_key: str) -> bool:
    """Whether the bytes of a file hold the key in any spelling, also within a word.

    In a database nothing parts a text from the next; a very short key would be
    found in every file, so there it must stand as a whole.
    """
    key = contact_key.strip()
    wanted = [each.lower().encode() for each in mentions.spellings(key)]
    edge, before = max(map(len, wanted)), b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                part = before + chunk
                if any(each in part.lower() for each in wanted) and (
                    len(key) >= _SHORT or _tells(part.replace(b"\0", b"\n"), key)
                ):
                    return True
                before = part[-edge:]
    except OSError:
        return False
    return False
