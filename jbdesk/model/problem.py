"""One word for "wrong": what is wrong, where, how bad, and what mends it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How bad a problem is for the journey, worst first."""

    ERROR = "error"  # the service refuses the save, or the form can't be sent
    ACTIVATION = "activation"  # saves, but will not publish
    WARNING = "warning"  # works, but


@dataclass(frozen=True)
class Where:
    """The place of a problem; empty parts mean "the whole of it"."""

    kind: str = "journey"  # journey, trigger, goal, exit, activity, outcome or form
    key: str = ""  # the activity's address inside the journey (Activity.ref)
    outcome: int | None = None  # the outcome's position inside its activity
    field: str = ""  # a catalogue field's name, or a form field's own name


@dataclass(frozen=True)
class Fix:
    """A way to mend a problem: a label and an edit of the journey."""

    label: str
    edit: Callable[[Any], Any] = field(compare=False)  # Journey -> Journey


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, in a person's words."""

    text: str
    severity: Severity = Severity.ERROR
    where: Where = Where()
    code: str = ""
    fix: Fix | None = None


class Failure(Exception):  # noqa: N818 - it is what the person reads, not a bug
    """What a person can be told; whatever is no Failure is a bug."""

    def __init__(self, *problems: Problem | str) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            Problem(each) if isinstance(each, str) else each for each in problems
        )
        super().__init__(" ".join(each.text for each in self.problems))
