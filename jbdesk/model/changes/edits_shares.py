"""Edits of the shares of a random split: whole numbers whose sum stays."""

from jbdesk.model import catalogue, lens
from jbdesk.model.changes.edits_fields import settled
from jbdesk.model.changes.edits_links import activity_at, outcome_at, refusal, said
from jbdesk.model.fields import number_in
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.types.catalogue_splits import PERCENTAGE, shared_by
from jbdesk.model.types.shares import even, spread


def set_percentage(journey: Journey, ref: str, outcome: int, percent: int) -> Journey:
    """Set a share; the others are scaled so that the sum stays what it must be."""
    activity = outcome_at(journey, ref, outcome)
    _check(activity, len(activity.outcomes))
    most = shared_by(activity.body) + 1 - len(activity.outcomes)
    if not 1 <= percent <= most:
        raise refusal(f"A share is a whole number from 1 to {most}.", ref, outcome)
    body = _with_share(activity.body, outcome, percent, like=activity)
    return journey.with_activity(ref, settled(activity, Activity(body)))


def even_out(journey: Journey, ref: str) -> Journey:
    """Give every way out of a random split the same share."""
    activity = activity_at(journey, ref)
    _check(activity, len(activity.outcomes))
    shares = even(len(activity.outcomes), shared_by(activity.body))
    body = _with_shares(activity.body, shares)
    return journey.with_activity(ref, settled(activity, Activity(body)))


def with_part(activity: Activity, body: JsonObject, position: int) -> JsonObject:
    """Give a new outcome an even share, taken from the others in proportion."""
    if catalogue.of(activity).behaviour is not Behaviour.RANDOM:
        return body
    count = len(body["outcomes"])
    _check(activity, count)
    return _with_share(body, position, shared_by(body) // count, like=activity)


def with_part_given_back(activity: Activity, body: JsonObject) -> JsonObject:
    """Give the share of an outcome that is gone to the others in proportion."""
    if catalogue.of(activity).behaviour is not Behaviour.RANDOM:
        return body
    _check(activity, len(body["outcomes"]))
    return _with_shares(body, spread(_shares(body), shared_by(body)))


def _check(activity: Activity, count: int) -> None:
    """Refuse what has no shares, or so many that not each could have one."""
    if catalogue.of(activity).behaviour is not Behaviour.RANDOM:
        raise refusal(f"The paths of “{said(activity)}” have no shares.", activity.key)
    if len(activity.outcomes) < len(activity.body.get("outcomes") or ()):
        raise refusal(f"A path of “{said(activity)}” is no JSON object.", activity.key)
    shared = shared_by(activity.body)
    if not 0 < count <= shared:
        raise refusal(
            f"{shared} percent can't be shared by {count} paths.", activity.key
        )


def _shares(body: JsonObject) -> list[int]:
    return [number_in(PERCENTAGE.read(each)) or 0 for each in body["outcomes"]]


def _with_share(
    body: JsonObject, outcome: int, percent: int, *, like: Activity
) -> JsonObject:
    shares = _shares(body)
    left = shared_by(body) - percent
    others = spread([*shares[:outcome], *shares[outcome + 1 :]], left)
    others.insert(outcome, percent)
    as_text = any(isinstance(PERCENTAGE.read(each.body), str) for each in like.outcomes)
    return _with_shares(body, others, as_text=as_text)


def _with_shares(
    body: JsonObject, shares: list[int], *, as_text: bool = False
) -> JsonObject:
    """Write the shares, each in the type that it or its neighbours have."""
    outcomes = [
        _with_percentage(each, str(share) if as_text else share)
        for each, share in zip(body["outcomes"], shares, strict=True)
    ]
    return {**body, "outcomes": outcomes}


def _with_percentage(outcome: JsonObject, share: int | str) -> JsonObject:
    stored = PERCENTAGE.read(outcome)
    if number_in(stored) == number_in(share) and isinstance(share, type(stored)):
        return outcome
    if isinstance(stored, str) or isinstance(share, str):
        share = str(share)
    written: JsonObject = lens.write(outcome, PERCENTAGE.paths[0], share)
    return written
