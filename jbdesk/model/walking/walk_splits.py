"""Which way a contact takes where paths part."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from jbdesk.model import criteria, lens
from jbdesk.model.facts import Facts, member
from jbdesk.model.fields import number_in
from jbdesk.model.journey import Activity, Outcome
from jbdesk.model.texts import service_time
from jbdesk.model.texts.words import counted, text_in
from jbdesk.model.types import catalogue_einstein as einstein
from jbdesk.model.types import catalogue_optimizer as optimizer
from jbdesk.model.types import catalogue_splits as splits
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.shares import WHOLE
from jbdesk.model.walking.walk_step import Way

Split = Callable[[Activity, Facts, datetime, random.Random], Way]
_NO_PATH = "It has no path, so the contact leaves"
_DEEDS = {2: "opened", 3: "clicked", 6: "bounced"}
_WORDS = {
    "opened": ("opened", "did not open"),
    "clicked": ("clicked a link in", "clicked no link in"),
    "bounced": ("did not receive", "received"),
}


def path_name(activity: Activity, outcome: int) -> str:
    """Tell what a path is called: its label, or its number."""
    found = activity.outcomes[outcome].label
    if not found and outcome == splits.remainder_of(activity):
        return "Remainder"
    return found or f"Path {outcome + 1}"


def _taking(activity: Activity, outcome: int) -> str:
    return f"so it takes path “{path_name(activity, outcome)}”"


def pass_on(
    activity: Activity, _: Facts, now: datetime, __: random.Random | None = None
) -> Way:
    """Go on at once by the first outcome."""
    if not activity.outcomes:
        return Way(None, now, _NO_PATH)
    return Way(0, now, "It goes on at once")


def decide(activity: Activity, facts: Facts, now: datetime, _: random.Random) -> Way:
    """Take the first outcome whose filter is met, else the remainder."""
    remainder = splits.remainder_of(activity)
    reasons = []
    for position, xml in enumerate(splits.criteria_by_outcome(activity)):
        if position == remainder or xml is None:
            continue
        verdict = criteria.evaluate(xml, facts)
        if verdict.met:
            return Way(
                position, now, f"{verdict.reason}, {_taking(activity, position)}"
            )
        reasons.append(verdict.reason)
    because = _because(reasons)
    if remainder is None:
        return Way(None, now, f"{because}; there is no remainder, so it leaves")
    return Way(remainder, now, f"{because}, {_taking(activity, remainder)}")


def _because(reasons: list[str]) -> str:
    if not reasons:
        return "No path has a filter"
    return reasons[0] if len(reasons) == 1 else "No path's filter is met"


def toss(activity: Activity, facts: Facts, now: datetime, choose: random.Random) -> Way:
    """Take the stated winner, else choose by chance, in the shares of the outcomes.

    Who is held back goes on later: when a winner should be known.
    """
    if not activity.outcomes:
        return Way(None, now, _NO_PATH)
    winner = _stated(activity, facts)
    if winner is not None:
        return Way(winner, now, f"Its result is stated, {_taking(activity, winner)}")
    held = WHOLE - splits.shared_by(activity.body)
    if held > 0 and choose.random() * WHOLE < held:
        return _held_back(activity, now, choose)
    taken, words = _by_chance(activity, choose)
    return Way(taken, now, words)


def _held_back(activity: Activity, now: datetime, choose: random.Random) -> Way:
    days = optimizer.days_held(activity)
    taken, words = _by_chance(activity, choose)
    held = f"It is held back for {counted(days, 'day')}, and no winner is stated. "
    return Way(taken, now + timedelta(days=days), f"{held}{words}")


def _by_chance(activity: Activity, choose: random.Random) -> tuple[int, str]:
    shares = [max(splits.percentage_of(each) or 0, 0) for each in activity.outcomes]
    if not sum(shares):
        shares = [1] * len(shares)
    taken = choose.choices(range(len(shares)), shares)[0]
    percent = round(100 * shares[taken] / sum(shares))
    return (
        taken,
        f"By chance ({percent} %) it takes path “{path_name(activity, taken)}”",
    )


def message_of(activity: Activity) -> str:
    """Give the key of the message that an engagement split asks about."""
    return text_in(splits.MESSAGE.read(activity.body))


def ask_engagement(activity: Activity, facts: Facts, now: datetime, told: str) -> Way:
    """Take yes or no, by what was done with the message; `told` is its name."""
    deed = _DEEDS.get(number_in(splits.STATISTIC.read(activity.body)) or 0, "")
    urls = splits.URLS.read(activity.body)
    did = member(facts.done_with(message_of(activity)), deed)
    done = _is_done(did, urls, facts.now)
    position = _position_when(activity, done=done)
    if position is None:
        return Way(None, now, _NO_PATH)
    verb = _WORDS.get(deed, ("engaged with", "did not engage with"))[0 if done else 1]
    words = f"The contact {verb} “{told}”, {_taking(activity, position)}"
    return Way(position, now, words)


def _is_done(said: Any, urls: Any, now: datetime) -> bool:
    """Whether what is stated counts by now: true, a date, or the links clicked."""
    if isinstance(said, str):
        at = service_time.moment(said)
        return at is not None and at <= now
    if isinstance(said, list):
        wanted = urls if isinstance(urls, list) else []
        return bool(said) if not wanted else any(each in wanted for each in said)
    return said is True


def _position_when(activity: Activity, *, done: bool) -> int | None:
    for position, outcome in enumerate(activity.outcomes):
        if lens.read(outcome.body, ("arguments", "when"), None) is done:
            return position
    count = len(activity.outcomes)
    return min(0 if done else 1, count - 1) if count else None


def branch(
    activity: Activity, facts: Facts, now: datetime, choose: random.Random
) -> Way:
    """Take the outcome of a result stated from outside.

    Where none is, its filters decide if it has any; else it is the remainder, or
    the first outcome.
    """
    if len(activity.outcomes) < 2:  # noqa: PLR2004 - nothing to choose
        return pass_on(activity, facts, now)
    said = member(facts.done_with(activity.key), "branch")
    position = _stated(activity, facts)
    if position is not None:
        words = f"Its result is “{said}”, {_taking(activity, position)}"
        return Way(position, now, words)
    if any(splits.criteria_by_outcome(activity)):
        return decide(activity, facts, now, choose)
    is_stated = isinstance(said, str)
    start = f"No path has the result “{said}”" if is_stated else "No result is stated"
    position = _outcome_of(activity, "remainder") or 0
    return Way(position, now, f"{start}, {_taking(activity, position)}")


def _stated(activity: Activity, facts: Facts) -> int | None:
    """The outcome of the result that is stated for an activity."""
    said = member(facts.done_with(activity.key), "branch")
    return _outcome_of(activity, said) if isinstance(said, str) else None


def _outcome_of(activity: Activity, result: str) -> int | None:
    for position, outcome in enumerate(activity.outcomes):
        if result.casefold() in _results(outcome):
            return position
    return None


def _results(outcome: Outcome) -> set[str]:
    given = [
        lens.read(outcome.body, ("arguments", name), None)
        for name in ("branchResult", "splitResult")
    ]
    scored = lens.text(outcome.body, "metaData", "i18nLabel")
    path = lens.text(outcome.body, "metaData", "pathName")
    score = scored.removesuffix("Label")
    names = (*given, scored, score, path, outcome.key, outcome.label)
    return {each.casefold() for each in names if isinstance(each, str) and each}


def best_hour(
    activity: Activity, facts: Facts, now: datetime, choose: random.Random
) -> Way:
    """Go on at the stated time, else at an hour by chance, within the window."""
    hours = einstein.hours_of(activity)
    within = f"within {counted(hours, 'hour')}"
    last = now + timedelta(hours=hours)
    stated = service_time.moment(member(facts.done_with(activity.key), "happened"))
    position = 0 if activity.outcomes else None
    if stated is not None:
        leaves = min(max(stated, now), last)
        return Way(position, leaves, f"The time to send is stated, {within}")
    chosen = choose.randint(0, hours)
    leaves = now + timedelta(hours=chosen)
    words = f"By chance {counted(chosen, 'hour')} from now is the time to send"
    return Way(position, leaves, f"{words}, {within}")


SPLITS: dict[Behaviour, Split] = {
    Behaviour.PASS: pass_on,
    Behaviour.CRITERIA: decide,
    Behaviour.RANDOM: toss,
    Behaviour.BRANCH: branch,
    Behaviour.SEND_TIME: best_hour,
}
