"""What the simulator's controls tell, as values the pane shows."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from jbdesk.model.journey import JsonObject
from jbdesk.model.walking import statuses

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
    what: str = ""  # happens then

    def after(self, seconds: float) -> datetime:
        """Tell the time some real seconds later."""
        passed = seconds * self.speed if self.is_running else 0
        return self.now + timedelta(seconds=passed)


@dataclass(frozen=True)
class ContactRow:
    """A contact in a journey: on its way, through, or turned away."""

    id: str
    contact_key: str
    journey: str
    where: str  # the activity, or why it is not inside
    since: str
    until: str = ""


@dataclass(frozen=True)
class Message:
    """Something a journey sent, which went no further than the outbox."""

    number: int
    at: str
    to: str
    name: str
    subject: str
    journey: str
    deeds: str
    body: JsonObject = field(compare=False)


@dataclass(frozen=True)
class Extension:
    """A data extension by name, with how many rows it has."""

    id: str
    name: str
    rows: int


def clock_of(state: JsonObject, coming: JsonObject) -> ClockFace:
    clock = state["clock"]
    return ClockFace(
        datetime.fromisoformat(clock["now"]),
        bool(clock["running"]),
        float(clock["speed"]),
        moment(coming.get("at")),
        _happens(coming),
    )


_PLANNED = {
    "schedule": "a scheduled journey goes live",
    "deletion": "a deleted contact is gone for good",
}


def _happens(coming: JsonObject) -> str:
    if coming.get("what") in _PLANNED:
        return _PLANNED[coming["what"]]
    journey = f"“{coming.get('journeyName')}” v{coming.get('version')}"
    if coming.get("what") == "pause":
        return f"the pause of {journey} ends"
    who, activity = coming.get("contactKey"), coming.get("activityTitle")
    return f"{who} leaves “{activity}” in {journey}"


def inside_of(item: JsonObject) -> ContactRow:
    return ContactRow(
        str(item["id"]),
        str(item["contactKey"]),
        journey_of(item),
        str(item["activityTitle"] or item["activity"] or ""),
        told(moment(item["since"])),
        told(moment(item["until"])) or "something happens",
    )


def left_of(item: JsonObject) -> ContactRow:
    return ContactRow(
        str(item["id"]),
        str(item["contactKey"]),
        journey_of(item),
        str(item["ends"]),
        told(moment(item["left"])),
    )


def refused_of(item: JsonObject) -> ContactRow:
    return ContactRow(
        str(item["id"]),
        str(item["contactKey"]),
        journey_of(item),
        str(item["message"]) or statuses.status(item["status"]).text,
        told(moment(item["at"])),
    )


def journey_of(item: JsonObject) -> str:
    return f"{item['journeyName']} v{item['version']}"


def message_of(item: JsonObject) -> Message:
    deeds = [word for word in ("opened", "clicked", "bounced") if item.get(word)]
    return Message(
        int(item.get("number", 0)),
        told(moment(item["at"])),
        str(item["to"] or item["contactKey"]),
        str(item["name"] or item["activityKey"]),
        str(item["subject"]),
        f"{item['journey']} v{item['version']}",
        ", ".join(deeds),
        item,
    )


def extension_of(item: JsonObject) -> Extension:
    return Extension(str(item["id"]), str(item["name"]), int(item["rows"]))


def told(at: datetime | None) -> str:
    """Write a moment so that texts sort as times do; "" where there is none."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}" if at else ""


def time_told(at: datetime) -> str:
    """Write what a clock shows."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def length_told(length: timedelta) -> str:
    """Say a length roughly: “3 days”, “2 hours”."""
    for unit, word in LENGTHS:
        # A moment later “1 day” would be “24 hours”.
        if (count := round(length / unit)) and length >= unit * _NEARLY:
            return f"{count} {word}{'s' if count > 1 else ''}"
    return "less than a minute"


def moment(text: Any) -> datetime | None:
    """Read an ISO moment; None where there is none."""
    return datetime.fromisoformat(text) if isinstance(text, str) and text else None


def typed_moment(text: str) -> datetime | None:
    """Read what a person typed as a moment in UTC; None where it is none."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
