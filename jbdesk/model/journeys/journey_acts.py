"""What can be done with a version of a journey, when, and what it then does.

One row an act. Buttons, the command search and the tests read the same table.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jbdesk.model.journeys import journey_effects as effects
from jbdesk.model.journeys.journey_effects import (
    CAN_HOLD,
    FINISHING,
    RUNNING,
    SCHEDULED,
    Life,
)
from jbdesk.model.journeys.journey_row import JourneyRow, status_word
from jbdesk.model.packages import scopes


@dataclass(frozen=True)
class Permit:
    """What else stands against an act, whatever the version."""

    is_connected: bool = True
    refusal: str = ""  # why nothing may be written now
    scopes: frozenset[str] | None = None  # of the token; None: not known


def _nothing(_life: Life) -> str:
    return ""


@dataclass(frozen=True)
class Act:
    """One row: in which statuses, and to what effect."""

    name: str
    label: str
    statuses: tuple[str, ...]  # of the version; (): any
    done: str  # what is done to it: "Only a draft can be published"
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
        lacking = scopes.why_not(scopes.JOURNEYS, self.label, permit.scopes)
        return lacking or permit.refusal

    def doubt(self, permit: Permit) -> str:
        """What the service may refuse it for; no document ties the scope to it."""
        return scopes.doubt(scopes.JOURNEYS, self.label, permit.scopes)

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
    "new_version", "Save as new version", (), "taken", effects.begins_a_version,
    _has_a_draft,
)  # fmt: skip
VALIDATE = Act("validate", "Validate", ("Draft",), "validated", effects.is_checked)
PUBLISH = Act("publish", "Publish…", ("Draft",), "published", effects.admits)
SCHEDULE = Act(
    "schedule", "Schedule…", ("Draft",), "scheduled", effects.is_scheduled,
    _starts_at_once,
)  # fmt: skip
PAUSE = Act(
    "pause", "Pause…", (RUNNING, FINISHING), "paused", effects.stands_still
)  # fmt: skip
RESUME = Act("resume", "Resume", ("Paused",), "resumed", effects.goes_on)
STOP = Act(
    "stop", "Stop…", (*CAN_HOLD, *SCHEDULED), "stopped", effects.ejects,
    _is_transactional, is_final=True,
)  # fmt: skip
DELETE_VERSION = Act(
    "delete_version", "Delete version…", _DELETABLE, "deleted", effects.is_deleted,
    is_final=True,
)  # fmt: skip
DELETE_ALL = Act(
    "delete_all", "Delete all versions…", (), "deleted", effects.all_are_deleted,
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


def together(act: Act, life: Life) -> tuple[JourneyRow, ...]:
    """The versions that an act can be done to in one go; none where it is one's own.

    The service pauses and resumes all versions at once, and does nothing else so.
    """
    if act not in (PAUSE, RESUME):
        return ()
    found = tuple(each for each in life.versions if each.status in act.statuses)
    return found if len(found) > 1 else ()


def to_type(act: Act, life: Life) -> str:
    """What must be typed before it is done; "" where a click is enough.

    The journey's name where the whole journey goes; not for what is a draft alone.
    """
    is_last = act is DELETE_VERSION and not life.others and life.row.status != "Draft"
    return (life.row.name or life.row.key) if act is DELETE_ALL or is_last else ""
