"""What the archive tells of contacts in a journey: rows, days, and what is sought."""

from dataclasses import dataclass
from datetime import date, datetime

from jbdesk.model.walking import statuses


@dataclass(frozen=True)
class KeptRow:
    """One thing that happened to a contact, as the archive has it."""

    number: int
    at: datetime
    contact_key: str
    definition_id: str
    activity: str
    type: str
    status: str
    message: str
    visit: str  # "": the contact never entered

    @property
    def is_trouble(self) -> bool:
        return self.status != statuses.COMPLETE


@dataclass(frozen=True)
class Sought:
    """What narrows the rows; empty parts narrow nothing."""

    connection_id: str
    definition_ids: tuple[str, ...]  # versions of the journey
    contact: str = ""  # a part of the contact key
    activity: str = ""
    status: str = ""
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True)
class Day:
    """How many did what on one day, by this computer's calendar."""

    date: date
    arrivals: int = 0
    exits: int = 0
    turned_away: int = 0
    errors: int = 0


def is_turned_away(status: str, visit: str) -> bool:
    """Whether the row tells of a contact that did not get in."""
    is_trouble = status != statuses.COMPLETE
    return is_trouble and (not visit or statuses.status(status).is_entry)
