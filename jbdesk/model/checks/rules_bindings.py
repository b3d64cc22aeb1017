"""Rules about data bindings: whether they name what is this journey's."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from jbdesk.model.changes.edits_references import renamer, with_texts
from jbdesk.model.checks import rules_paths, rules_traits
from jbdesk.model.checks.rules_paths import Graph
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Fix, Problem, Where


def binding_names_another_event(journey: Journey) -> Iterator[Problem]:
    own = journey.trigger.event_definition_key if journey.trigger else ""
    if not own:
        return
    defaults = rules_traits.events_in(journey.body.get("defaults"))
    places = [(Where("journey", field="defaults"), defaults)]
    places += [
        (Where("activity", ref), each.events)
        for ref, each in rules_paths.graph(journey).speaking.items()
    ]
    for where, names in places:
        for other in sorted(names):
            if other.casefold() != own.casefold():
                yield Problem(
                    f"This names the event “{other}”, but contacts enter by “{own}”.",
                    where=where,
                    fix=Fix(
                        "Use this journey's event",
                        partial(_rename_event, old=other, new=own),
                    ),
                )


def _rename_event(journey: Journey, *, old: str, new: str) -> Journey:
    return Journey(with_texts(journey.body, renamer("Event", old, new)))


def contact_keys_are_mixed(journey: Journey) -> Iterator[Problem]:
    """One person under two keys is two contacts."""
    trigger = journey.trigger.body if journey.trigger else None
    places = [(Where("trigger"), rules_traits.identifiers_in(trigger))]
    places += [
        (Where("activity", ref), each.identifiers)
        for ref, each in rules_paths.graph(journey).speaking.items()
    ]
    counts = Counter(name for _, names in places for name in sorted(names))
    if len(counts) <= 1:
        return
    usual = counts.most_common(1)[0][0]
    for where, names in places:
        for other in sorted(names - {usual}):
            yield Problem(
                f"This hands on {other} as the contact key; elsewhere the journey hands"
                f" on {usual}. One person would become two contacts.",
                where=where,
            )


def binding_names_a_missing_activity(graph: Graph) -> Iterator[Problem]:
    for ref, each in graph.naming.items():
        for key in sorted({key for key, _ in each.results}):
            if key not in graph.traits and key.casefold() not in graph.folded:
                yield Problem(
                    f"{graph.said(ref)} uses a result of “{key}”, which is not in the"
                    " journey.",
                    where=Where("activity", ref),
                )


def binding_names_a_later_activity(graph: Graph) -> Iterator[Problem]:
    """An activity may name its own results: it has them when it is done."""
    for ref, each in graph.naming.items():
        for key in sorted({key for key, _ in each.results}):
            if key in graph.marks and not graph.before[ref] & graph.marks[key]:
                yield Problem(
                    f"{graph.said(ref)} uses a result of {graph.said(key)}, but does"
                    " not come after it.",
                    where=Where("activity", ref),
                )


def binding_names_a_missing_result(graph: Graph) -> Iterator[Problem]:
    for ref, each in graph.naming.items():
        for key, name in sorted(each.results):
            given = graph.traits[key].gives if key in graph.traits else frozenset()
            if given and name and name.casefold() not in given:
                yield Problem(
                    f"{graph.said(ref)} uses the result “{name}” of"
                    f" {graph.said(key)}, which gives no such result.",
                    where=Where("activity", ref),
                )


def binding_begins_with_nothing_known(graph: Graph) -> Iterator[Problem]:
    for ref, each in graph.traits.items():
        for root in sorted(each.strange) if each.strange else ():
            yield Problem(
                f"{graph.said(ref)} has a data binding that begins with “{root}”, which"
                " the service does not know.",
                where=Where("activity", ref),
            )
