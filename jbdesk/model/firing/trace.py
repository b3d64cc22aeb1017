"""A trace: what became of a delivery, layer by layer, and how sure that is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LAYERS = ("accepted", "matched", "entered")


class LayerState(StrEnum):
    """What is known of a layer."""

    YES = "yes"
    NO = "no"
    PENDING = "pending"  # asked again soon
    UNKNOWN = "unknown"  # the service does not tell


@dataclass(frozen=True)
class Layer:
    """One question about the contact, its answer, and what the answer rests on."""

    name: str  # one of LAYERS
    state: LayerState
    title: str
    text: str = ""
    evidence: str = ""
    asked_at: datetime | None = None
    sure: str = ""  # how sure it is, and what that rests on


@dataclass(frozen=True)
class TraceStep:
    """One activity that the contact reached."""

    ref: str
    key: str
    name: str
    status: str
    at: datetime | None = None
    until: datetime | None = None  # None: it is still there
    due: datetime | None = None  # when a wait is expected to let it go


@dataclass(frozen=True)
class Trace:
    """What is known of one contact in one journey at one moment."""

    delivery_id: str
    layers: tuple[Layer, ...] = ()
    steps: tuple[TraceStep, ...] = ()
    journey_key: str = ""
    journey_name: str = ""
    version: int | None = None
    is_final: bool = False
    ends: str = ""  # why the contact left, in words

    def layer(self, name: str) -> Layer | None:
        return next((each for each in self.layers if each.name == name), None)
