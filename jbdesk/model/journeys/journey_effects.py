"""What acts would do to a version of a journey, in words and with numbers."""

from dataclasses import dataclass

from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.texts.words import counted

RUNNING = "Published"
FINISHING = "Unpublished"
SCHEDULED = ("ScheduledToPublish", "ScheduledToSend")
CAN_HOLD = (RUNNING, FINISHING, "Paused")  # contacts can be inside these


@dataclass(frozen=True)
class Life:
    """A version, and all versions of its journey, the latest first."""

    row: JourneyRow
    versions: tuple[JourneyRow, ...]

    @property
    def others(self) -> tuple[JourneyRow, ...]:
        return tuple(e for e in self.versions if e.version != self.row.version)

    @property
    def latest(self) -> JourneyRow:
        return self.versions[0] if self.versions else self.row

    def of_status(self, status: str) -> JourneyRow | None:
        """Another version that is in a status."""
        return next((e for e in self.others if e.status == status), None)


def contacts(row: JourneyRow) -> str:
    """Who is inside, in words: a number, or that nobody knows it."""
    if row.inside is None:
        return "whoever is inside"
    return "nobody" if row.inside == 0 else counted(row.inside, "contact")


# What each act does, with numbers.


def begins_a_version(life: Life) -> str:
    number = life.latest.version + 1
    return (
        f"Begins version {number} as a draft with what version {life.row.version} has."
    )


def is_checked(life: Life) -> str:
    return f"The service checks version {life.row.version}; nothing starts."


def admits(life: Life) -> str:
    return f"Version {life.row.version} admits contacts from then on.{_finishes(life)}"


def _finishes(life: Life) -> str:
    """What a publish does to the version that runs now."""
    running = life.of_status(RUNNING)
    if running is None:
        return ""
    number, inside = running.version, running.inside
    if inside == 0:
        return f" Version {number} ends: nobody is inside."
    who = "who is inside goes on" if inside is None else f"{_go_on(inside)} on"
    return f" Version {number} finishes: {who}, nobody new enters it."


def _go_on(count: int) -> str:
    return f"{counted(count, 'contact')} {'goes' if count == 1 else 'go'}"


def is_scheduled(life: Life) -> str:
    return (
        f"Version {life.row.version} begins at a time that you choose.{_finishes(life)}"
    )


def stands_still(life: Life) -> str:
    inside = life.row.inside
    if inside == 0:
        return "Nobody is inside; who arrives waits or is turned away, as you choose."
    who = "Whoever is inside stands" if inside is None else f"{_stand(inside)}"
    return f"{who} still for up to 14 days."


def _stand(count: int) -> str:
    return f"{counted(count, 'contact')} {'stands' if count == 1 else 'stand'}"


def goes_on(life: Life) -> str:
    inside = life.row.inside
    if inside == 0:
        return "Nobody is inside; contacts are admitted as before the pause."
    who = "Whoever is inside goes" if inside is None else _go_on(inside)
    return f"{who} on; who waited for it enters."


def ejects(life: Life) -> str:
    number = life.row.version
    if life.row.status in SCHEDULED:
        return f"Version {number} does not start at its time, and never runs."
    who = contacts(life.row)
    end = f"Version {number} never runs again."
    return (
        f"Ejects {who}. {end}" if life.row.inside != 0 else f"Nobody is inside. {end}"
    )


def is_deleted(life: Life) -> str:
    number, left = life.row.version, len(life.others)
    came = _have_entered((life.row,))
    if not left:
        return f"Deletes the journey: this is its only version.{came}"
    stay = "the other version stays" if left == 1 else f"the other {left} stay"
    return f"Deletes version {number} for good; {stay}.{came}"


def all_are_deleted(life: Life) -> str:
    number = len(life.versions)
    which = "its only version" if number == 1 else f"all {number} versions"
    came = _have_entered(life.versions)
    return f"Deletes the journey with {which}, for good.{came}"


def _have_entered(rows: tuple[JourneyRow, ...]) -> str:
    """Whose way goes with the versions; "" where the service doesn't say."""
    counts = [each.ever for each in rows]
    ever = sum(each or 0 for each in counts)
    if None in counts:
        return ""
    if not ever:
        return " Nobody has ever entered."
    have = "has" if ever == 1 else "have"
    return f" {counted(ever, 'contact')} {have} entered so far."
