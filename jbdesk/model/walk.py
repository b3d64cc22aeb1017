"""What a contact does in a journey: a pure function of data and clock.

`step` tells of one activity, `walk` of the whole path. Waits are in
`walk_waits`, splits in `walk_splits`, what activities leave behind in
`walk_effects`; which is which, the catalogue says.

    facts = Facts("susan", event={"Kind": "new"})
    for step in walk(journey, facts, datetime(2026, 3, 2, tzinfo=UTC)).steps:
        print(step.enters, step.ref, step.reason)
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from jbdesk.model import catalogue, criteria, lens
from jbdesk.model.facts import Facts
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.texts.words import object_in
from jbdesk.model.types.activity_type import HOLDS, Behaviour, Effect
from jbdesk.model.walking import statuses, walk_effects, walk_splits, walk_waits
from jbdesk.model.walking.walk_step import Step, Way, Write

__all__ = [
    "EXIT_WORDS",
    "Entry",
    "Step",
    "Walk",
    "Write",
    "enters",
    "entry_refusal",
    "first_step",
    "goal_reached",
    "step",
    "walk",
    "why_exits",
]

EXIT_WORDS = "which is an exit criterion."
_INSIDE_ONCE = "The contact is inside this journey already, which admits nobody twice."
MOST = 1000  # activities; a path beyond it, and beyond all there are, is a circle


@dataclass(frozen=True)
class Entry:
    """Whether a contact is admitted; the status is the journey history's."""

    admitted: bool
    status: str = statuses.COMPLETE
    reason: str = ""


@dataclass(frozen=True)
class Walk:
    """A contact's whole path, and why it ends."""

    entered: bool
    reason: str
    steps: tuple[Step, ...] = ()
    ends: str = ""


def first_step(journey: Journey) -> str | None:
    """Give the activity that admitted contacts begin with."""
    return journey.start


def enters(journey: Journey, facts: Facts) -> Entry:
    """Judge by the entry filter alone; the entry mode is `entry_refusal`'s."""
    trigger = journey.trigger
    verdict = criteria.evaluate(trigger.criteria if trigger else "", facts)
    reason = f"{verdict.reason}."
    if verdict.met:
        return Entry(True, reason=reason)
    return Entry(False, statuses.NOT_MET, reason)


def entry_refusal(entry_mode: str, *, is_inside: bool, was_inside: bool) -> Entry:
    """Judge a contact that is or was inside by the journey's entry mode."""
    mode = entry_mode.lower()
    if mode == "multipleentries":
        return Entry(True)
    if is_inside:
        is_once = mode == "onceanddone"
        text = _INSIDE_ONCE if is_once else statuses.status(statuses.INSIDE).text
        return Entry(False, statuses.INSIDE, text)
    if was_inside and mode == "onceanddone":
        status = statuses.status(statuses.WAS_INSIDE)
        return Entry(False, status.name, status.text)
    return Entry(True)


def step(
    journey: Journey, ref: str, facts: Facts, now: datetime, choose: random.Random
) -> Step:
    """Tell when one activity is left, and by which outcome."""
    activity = journey[ref]
    row = catalogue.of(activity)
    way = _way(journey, activity, facts.at(now), choose)
    is_update = row.effect is Effect.UPDATE
    writes = walk_effects.writes(activity, facts.at(now)) if is_update else ()
    reason = f"{way.reason}."
    return Step(ref, activity.type, way.outcome, now, way.leaves, reason, writes)


def _way(
    journey: Journey, activity: Activity, facts: Facts, choose: random.Random
) -> Way:
    now, behaviour = facts.now, catalogue.of(activity).behaviour
    if behaviour is Behaviour.WAIT:
        return walk_waits.wait(activity, facts, now)
    if behaviour is Behaviour.EVENT:
        return walk_waits.wait_for_event(activity, facts, now)
    if behaviour is Behaviour.ENGAGEMENT:
        message = walk_splits.message_of(activity)
        known = (each for each in journey.activities if each.key == message)
        told = next((catalogue.title(each) for each in known), message)
        return walk_splits.ask_engagement(activity, facts, now, told)
    return walk_splits.SPLITS[behaviour](activity, facts, now, choose)


def why_exits(journey: Journey, facts: Facts) -> str:
    """Tell why a contact leaves at the end of a wait; "" when it goes on.

    Exit criteria, and goals that end the journey, are looked at only there.
    """
    for exit_criteria in journey.exits:
        if reason := _met(exit_criteria, facts):
            return f"{reason}, {EXIT_WORDS}"
    for goal in journey.goals:
        if _ends_journey(goal) and (reason := _met(goal, facts)):
            return f"{reason}, which is the journey's goal."
    return ""


def goal_reached(journey: Journey, facts: Facts) -> str:
    """Tell of a goal that is met and does not end the journey; "" of none."""
    reasons = (_met(each, facts) for each in journey.goals if not _ends_journey(each))
    return next((f"{each}: the goal is reached." for each in reasons if each), "")


def _ends_journey(goal: JsonObject) -> bool:
    said = lens.read(goal, ("metaData", "isExitCriteria"), False)
    return said in (True, "true", "True")


def _met(holder: JsonObject, facts: Facts) -> str:
    xml = lens.read(holder, ("configurationArguments", "criteria"), "")
    if not isinstance(xml, str) or not xml.strip():
        return ""
    try:
        if criteria.parse(xml).is_empty:
            return ""
    except Failure:
        return ""
    verdict = criteria.evaluate(xml, facts)
    return verdict.reason if verdict.met else ""


def walk(
    journey: Journey,
    facts: Facts,
    start: datetime,
    *,
    seed: int = 0,
    most: int | None = None,
) -> Walk:
    """Tell the whole path of one contact that arrives at `start`."""
    at = start.astimezone(UTC)
    if not facts.defaults:
        facts = replace(facts, defaults=object_in(journey.body.get("defaults")))
    entry = enters(journey, facts.at(at))
    if not entry.admitted:
        return Walk(False, entry.reason, ends="The contact does not enter.")
    ref = first_step(journey)
    if ref is None:
        return Walk(False, "The journey has no activity.")
    chance = random.Random(seed)  # noqa: S311 - a path, not a secret
    path = _Path(journey, facts, chance)
    steps = tuple(path.steps(ref, at, most or max(MOST, len(journey.by_ref))))
    return Walk(True, entry.reason, steps, path.ends)


class _Path:
    """A path in the making: gives its steps, then tells why it ends."""

    def __init__(self, journey: Journey, facts: Facts, choose: random.Random) -> None:
        self.ends = ""
        self._journey = journey
        self._facts = facts
        self._choose = choose
        self._names = walk_effects.names_in(journey)
        self._has_goal = False

    def steps(self, ref: str | None, at: datetime, most: int) -> Iterator[Step]:
        for _ in range(most):
            if ref is None:
                return
            found = step(self._journey, ref, self._facts, at, self._choose)
            taken = self._with_goal(walk_effects.named(found, self._names))
            yield taken
            self._facts = walk_effects.known_after(
                self._journey, taken, self._facts, self._names
            )
            self._forget_event(taken)
            ref = self._next(taken)
            at = taken.leaves or at
        if ref is not None:
            self.ends = f"After {most} activities the path still goes in circles."

    def _with_goal(self, taken: Step) -> Step:
        """Tell once, at the end of a wait, that the goal is reached."""
        if self._has_goal or taken.leaves is None or not self._holds(taken):
            return taken
        reached = goal_reached(self._journey, self._facts.at(taken.leaves))
        self._has_goal = bool(reached)
        return replace(taken, reason=f"{taken.reason} {reached}".strip())

    def _holds(self, taken: Step) -> bool:
        return catalogue.of(self._journey[taken.ref]).behaviour in HOLDS

    def _forget_event(self, taken: Step) -> None:
        """Let an event count once, so that a loop through its wait comes to an end."""
        activity = self._journey[taken.ref]
        is_event = catalogue.of(activity).behaviour is Behaviour.EVENT
        if is_event and taken.leaves is not None:
            self._facts = walk_waits.without_event(activity, self._facts, taken.leaves)

    def _next(self, taken: Step) -> str | None:
        """Give the next activity; where there is none, note why."""
        self.ends = self._why_ends(taken)
        if self.ends or taken.outcome is None:
            return None
        return self._journey[taken.ref].outcomes[taken.outcome].next

    def _why_ends(self, taken: Step) -> str:
        activity = self._journey[taken.ref]
        title = catalogue.title(activity)
        if taken.leaves is None:
            return f"It stays at “{title}”: {taken.reason}"
        if catalogue.of(activity).behaviour in HOLDS or taken.leaves > taken.enters:
            reason = why_exits(self._journey, self._facts.at(taken.leaves))
            if reason:
                return f"It leaves after “{title}”: {reason}"
        if taken.outcome is None:
            return f"It leaves at “{title}”: {taken.reason}"
        target = activity.outcomes[taken.outcome].next
        if target is None:
            return f"The path ends after “{title}”."
        if target not in self._journey:
            return f"The path after “{title}” leads to “{target}”, which is not there."
        return ""
