"""Contacts in files, for the walk: one JSON object, an array, or one on each line.

What each object holds, `test_contact` says.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jbdesk.model.facts import Facts
from jbdesk.model.journey import Journey
from jbdesk.model.journeys import journey_file
from jbdesk.model.problem import Failure
from jbdesk.model.suites.test_contact import contact_from


@dataclass(frozen=True)
class Contacts:
    """What a file holds; one that stands alone is no set."""

    facts: tuple[Facts, ...]
    is_set: bool


def contacts_in(path: Path, journey: Journey) -> Contacts:
    """Read the contacts of a file as they would meet the journey."""
    content = journey_file.content_of(path)
    try:
        found = journey_file.json_of(content, path)
    except Failure:
        found = _lines(content, path)
    name = journey_file.name_of(path)
    if not isinstance(found, list):
        return Contacts((_facts(found, name, journey),), is_set=False)
    if not found:
        raise Failure(f"{name} holds no contact.")
    facts = (
        _facts(each, f"{name}, contact {number}", journey)
        for number, each in enumerate(found, start=1)
    )
    return Contacts(tuple(facts), is_set=True)


def _lines(content: bytes, path: Path) -> list[Any]:
    """Read one JSON object a line; raises Failure for the file as a whole."""
    lines = [each for each in content.splitlines() if each.strip()]
    if len(lines) < 2 or not _is_object(lines[0]):  # noqa: PLR2004 - several lines
        journey_file.json_of(content, path)
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(journey_file.json_of(line, path))
        except Failure as failure:
            name = journey_file.name_of(path)
            why = str(failure).removeprefix(f"{name}: ")
            raise Failure(f"{name}, contact {number}: {why}") from None
    return found


def _is_object(line: bytes) -> bool:
    return line.strip().startswith(b"{") and line.strip().endswith(b"}")


def _facts(found: Any, name: str, journey: Journey) -> Facts:
    return contact_from(found, name).facts(journey)
