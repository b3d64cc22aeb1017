"""Rules about paths: where they lead, loops, and what nothing leads to."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from jbdesk.model import catalogue, edits
from jbdesk.model.edits_links import reachable
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Fix, Problem, Where
from jbdesk.model.words import counted


def _cut(ref: str, outcome: int) -> Fix:
    edit = partial(edits.disconnect, source=ref, outcome=outcome)
    return Fix("End the path here", edit)


def _outcomes(journey: Journey) -> Iterator[tuple[str, Activity, int, object]]:
    for ref, activity in journey.by_ref.items():
        for position, outcome in enumerate(activity.outcomes):
            yield ref, activity, position, outcome.body.get("next")


def next_is_empty_text(journey: Journey) -> Iterator[Problem]:
    for ref, activity, position, target in _outcomes(journey):
        if target == "":
            yield Problem(
                f"A path of “{catalogue.title(activity)}” leads to an empty key.",
                where=Where("outcome", ref, position),
                fix=_cut(ref, position),
            )


def path_leads_nowhere(journey: Journey) -> Iterator[Problem]:
    for ref, activity, position, target in _outcomes(journey):
        if isinstance(target, str) and target and target not in journey:
            yield Problem(
                f"A path of “{catalogue.title(activity)}” leads to “{target}”,"
                " which is not in the journey.",
                where=Where("outcome", ref, position),
                fix=_cut(ref, position),
            )


def key_is_used_twice(journey: Journey) -> Iterator[Problem]:
    for ref, activity in journey.by_ref.items():
        if ref != activity.key:
            prefix = catalogue.of(activity).key_prefix
            key = catalogue.unused_key(prefix, journey)
            yield Problem(
                f"Another activity has the key “{activity.key}” too.",
                where=Where("activity", ref),
                fix=Fix(
                    f"Rename this one to {key}",
                    partial(edits.rename_key, ref=ref, new_key=key),
                ),
            )


def activity_has_no_key(journey: Journey) -> Iterator[Problem]:
    for ref, activity in journey.by_ref.items():
        if not activity.key:
            text = f"“{catalogue.title(activity)}” has no key."
            yield Problem(text, where=Where("activity", ref))


def path_leads_back(journey: Journey) -> Iterator[Problem]:
    """Only a wait until an event may be part of a loop."""
    for ref, position, target in _closing(journey):
        here, there = journey[ref], journey[target]
        yield Problem(
            f"“{catalogue.title(here)}” leads back to “{catalogue.title(there)}”:"
            " contacts would go round for ever.",
            where=Where("outcome", ref, position),
            fix=_cut(ref, position),
        )


def _closing(journey: Journey) -> Iterator[tuple[str, int, str]]:
    """The paths that close a loop without a wait until an event in it."""
    ways: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for ref, position, target in journey.paths():
        if target and not catalogue.of(journey[ref]).may_close_a_loop:
            ways[ref].append((position, target))
    is_open: dict[str, bool] = {}
    for start in (*journey.roots, *journey.by_ref):
        if start not in is_open:
            yield from _backward(start, ways, is_open)


def _backward(
    start: str, ways: dict[str, list[tuple[int, str]]], is_open: dict[str, bool]
) -> Iterator[tuple[str, int, str]]:
    is_open[start] = True
    stack = [(start, iter(ways[start]))]
    while stack:
        ref, left = stack[-1]
        for position, target in left:
            if target not in is_open:
                is_open[target] = True
                stack.append((target, iter(ways[target])))
                break
            if is_open[target]:
                yield ref, position, target
        else:
            is_open[ref] = False
            stack.pop()


def nothing_leads_here(journey: Journey) -> Iterator[Problem]:
    if journey.start is None:
        return
    reached = reachable(journey, [journey.start])
    for ref in (*journey.roots[1:], *journey.by_ref):
        if ref not in reached:
            with_it = reachable(journey, [ref]) - reached
            reached |= with_it
            yield _unreached(journey, ref, len(with_it) - 1)


def _unreached(journey: Journey, ref: str, others: int) -> Problem:
    title = catalogue.title(journey[ref])
    text = f"No path leads to “{title}”"
    if others:
        text += f" and the {counted(others, 'activity', 'activities')} after it"
    return Problem(f"{text}; no contact gets there.", where=Where("activity", ref))


def two_paths_lead_to_the_same(journey: Journey) -> Iterator[Problem]:
    for ref, activity in journey.by_ref.items():
        if len(activity.outcomes) <= 1:
            continue
        targets = [each.next for each in activity.outcomes if each.next in journey]
        for target in dict.fromkeys(each for each in targets if each):
            count = targets.count(target)
            if count > 1:
                yield Problem(
                    f"{count} paths of “{catalogue.title(activity)}” lead straight to"
                    f" “{catalogue.title(journey[target])}”.",
                    where=Where("activity", ref),
                )
