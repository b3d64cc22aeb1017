"""Rules about messages and what comes before or after them on a path."""

from collections.abc import Iterator
from functools import lru_cache

from jbdesk.model.checks import rules_paths, rules_traits
from jbdesk.model.checks.rules_paths import Graph
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Problem, Where
from jbdesk.model.types.catalogue_einstein import SEND_TIME
from jbdesk.model.types.catalogue_messages import EMAIL
from jbdesk.model.types.catalogue_splits import MESSAGE


def _known(graph: Graph) -> Iterator[tuple[str, str, int]]:
    """Every split that asks about an activity of the journey, with its mark."""
    for ref, key in graph.asking.items():
        if key in graph.traits:
            yield ref, key, graph.marks[key]


def engagement_asks_about_no_message(graph: Graph) -> Iterator[Problem]:
    for ref, key in graph.asking.items():
        if key not in graph.traits:
            yield Problem(
                f"{graph.said(ref)} asks about “{key}”, which is not in the journey.",
                where=Where("activity", ref, field=MESSAGE.name),
            )


def engagement_asks_about_no_email(graph: Graph) -> Iterator[Problem]:
    for ref, key, _ in _known(graph):
        if graph.traits[key].kind != EMAIL.name:
            yield Problem(
                f"{graph.said(ref)} asks about {graph.said(key)}, which is no email;"
                " opens, clicks and bounces are only known of emails.",
                where=Where("activity", ref, field=MESSAGE.name),
            )


def engagement_comes_before_its_message(graph: Graph) -> Iterator[Problem]:
    for ref, key, mark in _known(graph):
        if not graph.before[ref] & mark:
            yield Problem(
                f"{graph.said(ref)} asks about {graph.said(key)}, but does not come"
                " after it.",
                where=Where("activity", ref, field=MESSAGE.name),
            )


def engagement_misses_some_contacts(graph: Graph) -> Iterator[Problem]:
    """Who was never sent the message can't have opened it."""
    asked = [each for each in _known(graph) if not graph.is_straight(each[1], each[0])]
    sent_to_all = graph.always({key: mark for _, key, mark in asked})
    for ref, key, mark in asked:
        if graph.before[ref] & mark and not sent_to_all[ref] & mark:
            yield Problem(
                f"{graph.said(ref)} asks about {graph.said(key)}, but some contacts"
                " come here without having been sent it; they all go to “No”.",
                where=Where("activity", ref, field=MESSAGE.name),
            )


def engagement_has_no_time(graph: Graph) -> Iterator[Problem]:
    marks = {key: mark for _, key, mark in _known(graph)}
    at_once = graph.carried(marks, graph.holds)
    for ref, key, mark in _known(graph):
        if at_once[ref] & mark:
            yield Problem(
                f"{graph.said(ref)} follows {graph.said(key)} at once: contacts have no"
                " time to react. Put a wait between them.",
                where=Where("activity", ref),
            )


def send_time_has_no_message(graph: Graph) -> Iterator[Problem]:
    """The hour that was chosen is the hour of the message after it."""
    for ref, each in graph.traits.items():
        if each.kind == SEND_TIME.name and not _sends_next(graph, ref):
            yield Problem(
                f"{graph.said(ref)} must be followed by the message whose hour it"
                " chooses.",
                where=Where("activity", ref),
            )


def _sends_next(graph: Graph, ref: str) -> bool:
    return any(graph.traits[target].is_message for _, target in graph.ways[ref])


def mail_comes_before_its_data(journey: Journey) -> Iterator[Problem]:
    """A message sent at once on entry shows what is only filled in later."""
    texts = rules_traits.texts_in(journey.body.get("defaults"))
    address = rules_traits.fields_in(texts)
    return iter(_too_early(rules_paths.graph(journey), address))


@lru_cache(maxsize=2)
def _too_early(graph: Graph, address: frozenset[str]) -> tuple[Problem, ...]:
    if not (shown := _shown_and_set(graph, address)):
        return ()
    at_once = graph.carried(dict.fromkeys(graph.roots[:1], 1), graph.holds)
    early = {ref: names for ref, names in shown.items() if at_once[ref]}
    marks = {ref: 1 << place for place, ref in enumerate(early)}
    before = graph.carried(marks)
    return tuple(
        Problem(
            f"{graph.said(ref)} is sent as soon as a contact enters and uses"
            f" “{min(names & graph.traits[later].sets)}”, which {graph.said(later)}"
            " only sets afterwards.",
            where=Where("activity", ref),
        )
        for ref, names in early.items()
        if (later := _setter(graph, names, before, marks[ref]))
    )


def _setter(
    graph: Graph, names: frozenset[str], before: dict[str, int], mark: int
) -> str:
    """Name the first activity after the marked one that sets one of these fields."""
    setters = (ref for ref, each in graph.traits.items() if each.sets & names)
    return next((ref for ref in setters if before[ref] & mark), "")


def _shown_and_set(graph: Graph, address: frozenset[str]) -> dict[str, frozenset[str]]:
    """For each message the fields it shows that some activity sets."""
    changed = frozenset().union(*{each.sets for each in graph.traits.values()})
    if not changed:
        return {}
    messages = ((ref, each) for ref, each in graph.traits.items() if each.is_message)
    found = {ref: (each.uses | address) & changed for ref, each in messages}
    return {ref: names for ref, names in found.items() if names}
