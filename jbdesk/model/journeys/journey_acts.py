"""What can be done with a version of a journey, when, and what it then does.

One row an act. Buttons, the command search and the tests read the same table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jbdesk.model.journeys.journey_row import JourneyRow, status_word
from jbdesk.model.texts.words import counted

RUNNING = "Published"
FINISHING = "Unpublished"
SCHEDULED = ("ScheduledToPublish", "ScheduledToSend")
CAN_HOLD = (RUNNING, FINISHING, "Paused")  # contacts can be inside these
EXECUTE, WRITE, DELETE = "journeys_execute", "journeys_write", "journeys_delete"


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


@dataclass(frozen=True)
class Permit:
    """What else stands against an act, whatever the version."""

    is_connected: bool = True
    refusal: str = ""  # why nothing may be written now
    scopes: frozenset[str] = frozenset()  # of the token; empty: not known


def _nothing(_life: Life) -> str:
    return ""


@dataclass(frozen=True)
class Act:
    """One row: in which statuses, with which scope, to what effect."""

    name: str
    label: str
    statuses: tuple[str, ...]  # of the version; (): any
    done: str  # what is done to it: "Only a draft can be published"
    scope: str
    effect: Callable[[Life], str]
    objection: Callable[[Life], str] = _nothing  # what else of the journey is against
    is_final: bool = False  # nothing brings back what it takes

    @property
    def command(self) -> str:
        """What it is called where nothing else says that it is of a version."""
        if "version" in self.label:
            return self.label
        return f"{self.label.removesuffix('…')} version{'…' * self.label.endswith('…')}"

    def why_not(self, life: Life, permit: Permit) -> str:
        """Why it can't be done; "" where it can."""
        if not permit.is_connected:
            return "Not connected. Choose a connection first."
        if against := self._status_against(life) or self.objection(life):
            return against
        if permit.scopes and self.scope not in permit.scopes:
            return f"The installed package lacks the scope {self.scope}."
        return permit.refusal

    def _status_against(self, life: Life) -> str:
        if not self.statuses or life.row.status in self.statuses:
            return ""
        allowed = _joined(status_word(each).lower() for each in self.statuses)
        article = "an" if allowed[0] in "aeiou" else "a"
        version, word = life.row.version, _state(life.row)
        kind = allowed if self.statuses == ("Draft",) else f"{allowed} version"
        return f"Only {article} {kind} can be {self.done}; version {version} is {word}."


def _state(row: JourneyRow) -> str:
    word = row.status_word.lower()
    return "a draft" if row.status == "Draft" else word


def _joined(words: Iterable[str]) -> str:
    found = list(dict.fromkeys(words))
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} or {found[-1]}"


def contacts(row: JourneyRow) -> str:
    """Who is inside, in words: a number, or that nobody knows it."""
    if row.inside is None:
        return "whoever is inside"
    return "nobody" if row.inside == 0 else f"{_number(row.inside, 'contact')}"


def _number(count: int, word: str) -> str:
    return counted(count, word).replace(str(count), f"{count:,}", 1)


# What each act does, with numbers.


def _begins_a_version(life: Life) -> str:
    number = life.latest.version + 1
    return (
        f"Begins version {number} as a draft with what version {life.row.version} has."
    )


def _is_checked(life: Life) -> str:
    return f"The service checks version {life.row.version}; nothing starts."


def _admits(life: Life) -> str:
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
    return f"{_number(count, 'contact')} {'goes' if count == 1 else 'go'}"


def _is_scheduled(life: Life) -> str:
    return (
        f"Version {life.row.version} begins at a time that you choose.{_finishes(life)}"
    )


def _stands_still(life: Life) -> str:
    inside = life.row.inside
    if inside == 0:
        return "Nobody is inside; who arrives waits or is turned away, as you choose."
    who = "Whoever is inside stands" if inside is None else f"{_stand(inside)}"
    return f"{who} still for up to 14 days."


def _stand(count: int) -> str:
    return f"{_number(count, 'contact')} {'stands' if count == 1 else 'stand'}"


def _goes_on(life: Life) -> str:
    inside = life.row.inside
    if inside == 0:
        return "Nobody is inside; contacts are admitted as before the pause."
    who = "Whoever is inside goes" if inside is None else _go_on(inside)
    return f"{who} on; who waited for it enters."


def _ejects(life: Life) -> str:
    number = life.row.version
    if life.row.status in SCHEDULED:
        return f"Version {number} does not start at its time, and never runs."
    who = contacts(life.row)
    end = f"Version {number} never runs again."
    return (
        f"Ejects {who}. {end}" if life.row.inside != 0 else f"Nobody is inside. {end}"
    )


def _is_deleted(life: Life) -> str:
    number, left = life.row.version, len(life.others)
    if not left:
        return "Deletes the journey: this is its only version."
    stay = "the other version stays" if left == 1 else f"the other {left} stay"
    return f"Deletes version {number} for good; {stay}."


def _all_are_deleted(life: Life) -> str:
    number = len(life.versions)
    return "Deletes the journey with " + (
        "its only version, for good."
        if number == 1
        else f"all {number} versions, for good."
    )


# What else of a journey stands against an act.


def _has_a_draft(life: Life) -> str:
    if life.row.is_transactional:
        return "A transactional journey has one version."
    if life.latest.status == "Draft":
        return (
            f"Version {life.latest.version} is a draft already; there is one at a time."
        )
    return ""


def _is_transactional(life: Life) -> str:
    if life.row.is_transactional:
        return "A transactional journey is paused and resumed, never stopped."
    return ""


def _starts_at_once(life: Life) -> str:
    if life.row.is_transactional:
        return "A transactional journey can't be scheduled."
    return ""


def _something_runs(life: Life) -> str:
    busy = (*CAN_HOLD, *SCHEDULED)
    running = next((each for each in life.versions if each.status in busy), None)
    if running is None:
        return ""
    return f"Stop version {running.version} first: it is {running.status_word.lower()}."


_DELETABLE = ("Draft", "Stopped", "Sent")
NEW_VERSION = Act(
    "new_version", "Save as new version", (), "taken", WRITE, _begins_a_version,
    _has_a_draft,
)  # fmt: skip
VALIDATE = Act("validate", "Validate", ("Draft",), "validated", EXECUTE, _is_checked)
PUBLISH = Act("publish", "Publish…", ("Draft",), "published", EXECUTE, _admits)
SCHEDULE = Act(
    "schedule", "Schedule…", ("Draft",), "scheduled", EXECUTE, _is_scheduled,
    _starts_at_once,
)  # fmt: skip
PAUSE = Act(
    "pause", "Pause…", (RUNNING, FINISHING), "paused", EXECUTE, _stands_still
)  # fmt: skip
RESUME = Act("resume", "Resume", ("Paused",), "resumed", EXECUTE, _goes_on)
STOP = Act(
    "stop", "Stop…", (*CAN_HOLD, *SCHEDULED), "stopped", EXECUTE, _ejects,
    _is_transactional, is_final=True,
)  # fmt: skip
DELETE_VERSION = Act(
    "delete_version", "Delete version…", _DELETABLE, "deleted", DELETE, _is_deleted,
    is_final=True,
)  # fmt: skip
DELETE_ALL = Act(
    "delete_all", "Delete all versions…", (), "deleted", DELETE, _all_are_deleted,
    _something_runs, is_final=True,
)  # fmt: skip

ACTS = (
    NEW_VERSION,
    VALIDATE,
    PUBLISH,
    SCHEDULE,
    PAUSE,
    RESUME,
    STOP,
    DELETE_VERSION,
    DELETE_ALL,
)


def to_type(act: Act, life: Life) -> str:
    """What must be typed before it is done; "" where a click is enough.

    The journey's name where the whole journey goes; not for what is a draft alone.
    """
    is_last = act is DELETE_VERSION and not life.others and life.row.status != "Draft"
    return (life.row.name or life.row.key) if act is DELETE_ALL or is_last else ""
