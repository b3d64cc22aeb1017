"""Rules about path optimizers: start, end, and the tried paths between them."""

from collections.abc import Iterator

from jbdesk.model import catalogue
from jbdesk.model.checks import rules_paths
from jbdesk.model.checks.rules_paths import Graph
from jbdesk.model.fields import number_in
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Problem, Where
from jbdesk.model.types.catalogue_optimizer import OPTIMIZER
from jbdesk.model.types.catalogue_splits import HOLD_BACK


def optimizer_end_has_no_start(graph: Graph) -> Iterator[Problem]:
    for ref, each in graph.traits.items():
        if each.starts and each.starts not in graph.traits:
            text = f"The start of this path optimizer, “{each.starts}”, is missing."
            yield Problem(text, where=Where("activity", ref))


def optimizer_has_no_end(graph: Graph) -> Iterator[Problem]:
    for ref, ends in graph.optimizers.items():
        if not ends:
            yield Problem(
                f"{graph.said(ref)} has no end where its paths meet again.",
                where=Where("activity", ref),
            )


def optimizer_path_misses_its_end(graph: Graph) -> Iterator[Problem]:
    for ref, ends in graph.optimizers.items():
        tried: set[str] = set()
        graph.spread(ref, tried, ends)
        left = [each for each in graph.traits if each in tried]
        left = [each for each in left if graph.traits[each].may_end]
        if ends and left:
            yield Problem(
                f"A path of {graph.said(ref)} ends at {graph.said(left[0])}; all its"
                " paths must lead to its end.",
                where=Where("activity", ref),
            )


def optimizer_has_many_paths(ref: str, activity: Activity) -> Iterator[Problem]:
    most = OPTIMIZER.outcomes.maximum
    count = len(activity.outcomes)
    if catalogue.of(activity) is OPTIMIZER and most is not None and count > most:
        yield Problem(
            f"“{catalogue.title(activity)}” tries {count} paths; at most {most} can be"
            " tried.",
            where=Where("activity", ref),
        )


def contacts_are_held_back_on_reentry(journey: Journey) -> Iterator[Problem]:
    if journey.entry_mode in ("OnceAndDone", "NotSet"):
        return
    for ref in rules_paths.graph(journey).optimizers:
        if number_in(HOLD_BACK.read(journey[ref].body)):
            yield Problem(
                f"“{catalogue.title(journey[ref])}” holds contacts back, which only"
                " works in a journey without re-entry.",
                where=Where("activity", ref),
            )
