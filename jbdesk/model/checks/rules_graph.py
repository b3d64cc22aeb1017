"""Rules about paths: where they lead, loops, and what nothing leads to."""

from collections.abc import Iterator
from functools import partial

from jbdesk.model import catalogue, edits
from jbdesk.model.checks.rules_paths import Graph
from jbdesk.model.checks.rules_traits import Ways
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Fix, Problem, Where
from jbdesk.model.texts.words import counted


def _cut(ref: str, outcome: int) -> Fix:
    edit = partial(edits.disconnect, source=ref, outcome=outcome)
    return Fix("End the path here", edit)


def next_is_empty_text(ref: str, activity: Activity) -> Iterator[Problem]:
    for position, outcome in enumerate(activity.outcomes):
        if outcome.body.get("next") == "":
            yield Problem(
                f"A path of “{catalogue.title(activity)}” leads to an empty key.",
                where=Where("outcome", ref, position),
                fix=_cut(ref, position),
            )


def path_leads_nowhere(graph: Graph) -> Iterator[Problem]:
    if graph.is_whole:
        return
    for ref, each in graph.traits.items():
        for position, target in each.ways:
            if target not in graph.traits:
                yield Problem(
                    f"A path of {graph.said(ref)} leads to “{target}”, which is not in"
                    " the journey.",
                    where=Where("outcome", ref, position),
                    fix=_cut(ref, position),
                )


def key_is_used_twice(ref: str, activity: Activity) -> Iterator[Problem]:
    if ref != activity.key:
        yield Problem(
            f"Another activity has the key “{activity.key}” too.",
            where=Where("activity", ref),
            fix=Fix("Give this one a new key", partial(_with_new_key, ref=ref)),
        )


def _with_new_key(journey: Journey, *, ref: str) -> Journey:
    prefix = catalogue.of(journey[ref]).key_prefix
    return edits.rename_key(journey, ref, catalogue.unused_key(prefix, journey))


def activity_has_no_key(ref: str, activity: Activity) -> Iterator[Problem]:
    if not activity.key:
        text = f"“{catalogue.title(activity)}” has no key."
        yield Problem(text, where=Where("activity", ref))


def path_leads_back(graph: Graph) -> Iterator[Problem]:
    """Only a wait until an event may be part of a loop."""
    if not graph.has_loops:
        return
    for ref, position, target in _closing(graph):
        yield Problem(
            f"{graph.said(ref)} leads back to {graph.said(target)}: contacts would go"
            " round for ever.",
            where=Where("outcome", ref, position),
            fix=_cut(ref, position),
        )


def _closing(graph: Graph) -> Iterator[tuple[str, int, str]]:
    """The paths that close a loop without a wait until an event in it."""
    ways = {
        ref: () if graph.traits[ref].may_close_a_loop else found
        for ref, found in graph.ways.items()
    }
    is_open: dict[str, bool] = {}
    for start in (*graph.roots, *graph.traits):
        if start not in is_open:
            yield from _backward(start, ways, is_open)


def _backward(
    start: str, ways: dict[str, Ways], is_open: dict[str, bool]
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


def nothing_leads_here(graph: Graph) -> Iterator[Problem]:
    if len(graph.roots) == 1 and not graph.has_loops:
        return
    reached: set[str] = set()
    for start in graph.roots[:1]:
        graph.spread(start, reached)
    for ref in (*graph.roots[1:], *graph.traits):
        if ref not in reached:
            yield _unreached(graph, ref, graph.spread(ref, reached) - 1)


def _unreached(graph: Graph, ref: str, others: int) -> Problem:
    text = f"No path leads to {graph.said(ref)}"
    if others:
        text += f" and the {counted(others, 'activity', 'activities')} after it"
    return Problem(f"{text}; no contact gets there.", where=Where("activity", ref))


def two_paths_lead_to_the_same(graph: Graph) -> Iterator[Problem]:
    for ref, each in graph.traits.items():
        for target, count in each.repeats:
            if target in graph.traits:
                yield Problem(
                    f"{count} paths of {graph.said(ref)} lead straight to"
                    f" {graph.said(target)}.",
                    where=Where("activity", ref),
                )
