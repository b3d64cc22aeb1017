"""A difference as one journey to be drawn: the later one, with what is gone as ghosts.

    before   a ── b ── c            overlay   a ────────── c
    after    a ─────── c                      └┄┄ b ┄┄┄┄┄┄┘

A path that is gone is an outcome behind those that its activity has now, so every
path of the later journey keeps its position.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from jbdesk.model import lens
from jbdesk.model.comparing import difference_words as words
from jbdesk.model.comparing.difference_change import Change, Difference, Kind
from jbdesk.model.comparing.difference_view import outcome_names
from jbdesk.model.journey import Activity, Journey, JsonObject

PathKey = tuple[str, int]  # (ref, position of the outcome)
NOW, BEFORE = "now", "before"
_PARTS = {"activity", "outcome"}
_RANK = (Kind.REMOVED, Kind.ADDED, Kind.MOVED, Kind.CHANGED)


@dataclass(frozen=True)
class Overlay:
    """The journey to draw, and what became of its cards and paths."""

    journey: Journey
    cards: dict[str, Kind]
    paths: dict[PathKey, Kind]
    headers: frozenset[str]  # trigger, goal, exit: what of them changed
    difference: Difference

    def activity(self, ref: str) -> Activity:
        """The activity as it is, or was where it is gone."""
        after = self.difference.after
        return after[ref] if ref in after else self.difference.before[ref]


def overlay(difference: Difference) -> Overlay:
    """Lay the earlier journey under the later one."""
    before, after = difference.before, difference.after
    gone = [ref for ref in before.by_ref if ref not in after]
    ghosts = {ref: list(_ghosts(difference, ref, set(gone))) for ref in after.by_ref}
    bodies = [_with_ghosts(after[ref], ghosts[ref]) for ref in after.by_ref]
    bodies += [_ghost(before, ref) for ref in gone]
    is_same = not gone and not any(ghosts.values())
    journey = after if is_same else after.with_activities(bodies)
    cards = _cards(difference)
    return Overlay(
        journey,
        cards,
        _paths(difference, journey, cards),
        frozenset(each.where.kind for each in difference.changes) - _PARTS,
        difference,
    )


def _cards(difference: Difference) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for each in difference.changes:
        ref = each.where.key
        kind = each.kind if each.where.kind == "activity" else Kind.CHANGED
        kind = kind if kind in _RANK else Kind.CHANGED
        if ref and each.kind is not Kind.REROUTED:
            known = found.get(ref, kind)
            found[ref] = min(known, kind, key=_RANK.index)
    return found


def _paths(
    difference: Difference, journey: Journey, cards: dict[str, Kind]
) -> dict[PathKey, Kind]:
    after = difference.after
    told = {
        (each.where.key, each.where.outcome): each.kind
        for each in difference.changes
        if each.where.outcome is not None and each.kind is not Kind.REMOVED
    }
    found: dict[PathKey, Kind] = {}
    for ref, position, target in journey.paths():
        if ref not in after or position >= len(after[ref].outcomes):
            found[ref, position] = Kind.REMOVED
        elif (kind := told.get((ref, position))) is not None:
            found[ref, position] = kind
        elif Kind.ADDED in (cards.get(ref), cards.get(target or "")):
            found[ref, position] = Kind.ADDED
    return found


def _ghosts(
    difference: Difference, ref: str, gone: set[str]
) -> Iterator[tuple[str, str | None]]:
    """The ways out that an activity had besides: label and target."""
    before, after = difference.before, difference.after
    if ref not in before:
        return
    names = outcome_names(after[ref].body)
    rerouted = {names[each] for each in _rerouted(difference.changes, ref)}
    activity = before[ref]
    for position, name in enumerate(outcome_names(activity.body)):
        target = activity.outcomes[position].next
        if name in names and target not in gone and name not in rerouted:
            continue
        is_only = len(activity.outcomes) == 1
        label = BEFORE if is_only else words.label_of(activity, position)
        yield label, target if target in gone or target in after else None


def _rerouted(changes: tuple[Change, ...], ref: str) -> Iterator[int]:
    for each in changes:
        where = each.where
        if each.kind is Kind.REROUTED and (where.kind, where.key) == ("outcome", ref):
            yield where.outcome or 0


def _with_ghosts(activity: Activity, ghosts: list[tuple[str, str | None]]) -> Activity:
    if not ghosts:
        return activity
    given = activity.body.get("outcomes")
    outcomes = list(given) if isinstance(given, list) else []
    if len(activity.outcomes) == 1:  # with a second path it must be told which is which
        outcomes = [_labelled(each) for each in outcomes]
    outcomes += [_outcome(number, *each) for number, each in enumerate(ghosts)]
    return activity.with_body({**activity.body, "outcomes": outcomes})


def _labelled(outcome: JsonObject) -> JsonObject:
    if not isinstance(outcome, dict):
        return outcome
    bag = outcome.get("metaData")
    meta = bag if isinstance(bag, dict) else {}
    return {**outcome, "metaData": {**meta, "label": NOW}}


def _outcome(number: int, label: str, target: str | None) -> JsonObject:
    told = label if label == BEFORE else f"{label}, {BEFORE}"
    body: JsonObject = {"key": f"\0ghost-{number}", "metaData": {"label": told}}
    return body if target is None else {**body, "next": target}


def _ghost(before: Journey, ref: str) -> Activity:
    """An activity that is gone, under its own address."""
    body = before[ref].body
    if lens.read(body, ("key",)) == ref:
        return before[ref]
    return before[ref].with_body({**body, "key": ref})
