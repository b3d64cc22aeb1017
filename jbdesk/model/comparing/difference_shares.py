"""The shares of a random split as one value: they sum to 100 only together."""

from typing import Any

from jbdesk.model import catalogue, lens
from jbdesk.model.comparing.difference_view import View
from jbdesk.model.fields import number_in
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.catalogue_splits import PERCENTAGE
from jbdesk.model.types.shares import WHOLE, spread

SHARES = -1  # the place in an activity's view that holds them; no JSON has it


def random_splits(*journeys: Journey) -> frozenset[str]:
    """The refs of the random splits in any of the journeys."""
    return frozenset(
        ref
        for journey in journeys
        for ref, activity in journey.by_ref.items()
        if catalogue.of(activity).behaviour is Behaviour.RANDOM
    )


def part_shares(view: View, refs: frozenset[str]) -> View:
    """The view with the shares of these activities in a place of their own."""
    activities = view.get("activities")
    if not isinstance(activities, dict):
        return view
    parted = {
        ref: {**each, SHARES: _shares(each)} if ref in refs else each
        for ref, each in activities.items()
    }
    return {**view, "activities": parted}


def _shares(activity: View) -> tuple[tuple[str, Any], ...]:
    outcomes = activity.get("outcomes")
    if not isinstance(outcomes, dict):
        return ()
    return tuple((name, PERCENTAGE.read(each)) for name, each in outcomes.items())


def with_shares(view: View) -> View:
    """The view with those shares back in the outcomes."""
    activities = view.get("activities")
    if not isinstance(activities, dict):
        return view
    whole = {ref: _restored(each) for ref, each in activities.items()}
    return {**view, "activities": whole}


def _restored(activity: View) -> View:
    if SHARES not in activity:
        return activity
    shares = dict(activity[SHARES])
    body = {name: each for name, each in activity.items() if name != SHARES}
    outcomes = body.get("outcomes")
    if not isinstance(outcomes, dict):
        return body
    if shares.keys() != outcomes.keys():
        shares = _adapted(shares, outcomes)
    return {
        **body,
        "outcomes": {
            name: _with_share(each, shares.get(name)) for name, each in outcomes.items()
        },
    }


def _adapted(shares: dict[str, Any], outcomes: dict[str, JsonObject]) -> dict[str, Any]:
    """Make room for the outcomes that the shares were not made for."""
    numbers = {name: number_in(each) for name, each in shares.items()}
    known = [numbers[name] or 0 for name in outcomes if numbers.get(name)]
    if sum(each or 0 for each in numbers.values()) != WHOLE or not known:
        return shares
    even, fresh = WHOLE // len(outcomes), len(outcomes) - len(known)
    scaled = iter(spread(known, WHOLE - even * fresh))
    return {name: next(scaled) if numbers.get(name) else even for name in outcomes}


def _with_share(outcome: JsonObject, share: Any) -> JsonObject:
    if share is None or PERCENTAGE.read(outcome) == share:
        return outcome
    if isinstance(PERCENTAGE.read(outcome), str):
        share = str(share)
    written: JsonObject = lens.write(outcome, PERCENTAGE.paths[0], share)
    return written
