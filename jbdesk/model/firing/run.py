"""A run: many rows to be fired at one event definition, and how far that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.journey import JsonObject

WAITING: Final = "waiting"  # not sent yet, and meant to be
RowState = DeliveryState | Literal["waiting"]
Counts = Mapping[RowState, int]


class RunDoor(StrEnum):
    """By which call rows are sent."""

    SINGLE = "single"  # one call a row; the answer says whether the event was taken
    BATCH = "batch"  # up to 100 rows a call; the service queues them


class RunState(StrEnum):
    """What a run does."""

    RUNNING = "running"
    PAUSED = "paused"  # something must be mended first; the note says what
    STOPPED = "stopped"  # by a person, by a crash, or not begun yet
    DONE = "done"  # no row waits


@dataclass(frozen=True)
class RunSettings:
    """How fast and by which door."""

    workers: int = 8
    rate: float | None = None  # rows per second at most; None: as fast as it goes
    door: RunDoor = RunDoor.SINGLE
    batch_size: int = 100


@dataclass(frozen=True)
class Run:
    """Many rows for one event definition."""

    id: str
    at: datetime
    source: str  # where the rows came from, as a person calls it
    event_definition_key: str
    connection_id: str
    settings: RunSettings = RunSettings()
    total: int = 0
    state: RunState = RunState.STOPPED
    note: str = ""  # why it paused


@dataclass(frozen=True)
class RunRow:
    """One row of a run, and what became of it."""

    number: int  # its line in the source
    contact_key: str
    data: JsonObject = field(default_factory=dict)
    state: RowState = WAITING
    event_instance_id: str = ""
    text: str = ""  # why it is so, in words
    status: int = 0  # of the HTTP answer; 0: there was none
    at: datetime | None = None  # when it was sent
    attempts: int = 0


@dataclass(frozen=True)
class Progress:
    """How far a run is at this moment."""

    counts: Counts
    total: int
    per_second: float = 0.0
    seconds_left: float | None = None  # None: not known
    waiting_until: datetime | None = None  # the service asked to wait till then
    note: str = ""  # why it waits or paused
    state: RunState = RunState.RUNNING

    @property
    def over(self) -> int:
        """How many rows neither wait nor are being sent."""
        under_way = (WAITING, DeliveryState.SENDING)
        return sum(n for state, n in self.counts.items() if state not in under_way)
