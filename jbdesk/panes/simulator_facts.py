"""What the simulator's controls tell, as values the pane shows."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from jbdesk.model.journey import JsonObject

LENGTHS = (  # of a jump, in a person's words
    (timedelta(weeks=1), "week"),
    (timedelta(days=1), "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "minute"),
)
_NEARLY = 0.98


@dataclass(frozen=True)
class ClockFace:
    """Where the tenant's clock stands, and when somebody moves on next."""

    now: datetime
    is_running: bool
    speed: float
    due: datetime | None = None

    def after(self, seconds: float) -> datetime:
        """Tell the time some real seconds later."""
        passed = seconds * self.speed if self.is_running else 0
        return self.now + timedelta(seconds=passed)


@dataclass(frozen=True)
class Inside:
    """A contact that is inside a journey."""

    contact_key: str
    journey: str
    activity: str
    since: str
    until: str


@dataclass(frozen=True)
class Message:
    """Something a journey sent, which went no further than the outbox."""

    at: str
    to: str
    name: str
    subject: str
    journey: str


@dataclass(frozen=True)
class Extension:
    """A data extension by name, with how many rows it has."""

    id: str
    name: str
    rows: int


def clock_of(state: JsonObject) -> ClockFace:
    clock = state["clock"]
    return ClockFace(
        datetime.fromisoformat(clock["now"]),
        bool(clock["running"]),
        float(clock["speed"]),
        _moment(state.get("next")),
    )


def inside_of(item: JsonObject) -> Inside:
    return Inside(
        str(item["contactKey"]),
        f"{item['journeyName']} v{item['version']}",
        str(item["activityTitle"] or item["activity"] or ""),
        told(_moment(item["since"])),
        told(_moment(item["until"])) or "something happens",
    )


def message_of(item: JsonObject) -> Message:
    return Message(
        told(_moment(item["at"])),
        str(item["to"] or item["contactKey"]),
        str(item["name"] or item["activityKey"]),
        str(item["subject"]),
        f"{item['journey']} v{item['version']}",
    )


def extension_of(item: JsonObject) -> Extension:
    return Extension(str(item["id"]), str(item["name"]), int(item["rows"]))


def told(moment: datetime | None) -> str:
    """Write a moment so that texts sort as times do; "" where there is none."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if moment else ""


def time_told(moment: datetime) -> str:
    """Write what a clock shows."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def length_told(length: timedelta) -> str:
    """Say a length roughly: “3 days”, “2 hours”."""
    for unit, word in LENGTHS:
        # A moment later “1 day” would be “24 hours”.
        if (count := round(length / unit)) and length >= unit * _NEARLY:
            return f"{count} {word}{'s' if count > 1 else ''}"
    return "less than a minute"


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
