"""Steps: what the walk tells of one activity."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Write:
    """A value that an update activity sets."""

    data_extension: str  # its id or name, as the journey names it
    field: str  # its id or name, as the journey names it
    value: Any
    name: str = ""  # the field's own name, where it is known


@dataclass(frozen=True)
class Way:
    """Which way out a contact takes, when, and why."""

    outcome: int | None  # None: no way out fits, the contact leaves the journey
    leaves: datetime | None  # None: nothing but an event moves it on
    reason: str


@dataclass(frozen=True)
class Step:
    """One activity on a contact's path; times are aware and in UTC."""

    ref: str
    type: str
    outcome: int | None
    enters: datetime
    leaves: datetime | None
    reason: str
    writes: tuple[Write, ...] = ()
