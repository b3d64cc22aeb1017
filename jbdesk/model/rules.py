"""Every rule that a journey can break, in one table.

Rules report; they never refuse to open or to save. A code that is a number is
the service's own for the same thing. A rule looks at the journey as a whole, at
each activity by itself, or at how activities hang together; after an edit only
what it changed is looked at again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from jbdesk.model.checks import (
    rules_activities,
    rules_bindings,
    rules_defaults,
    rules_engagement,
    rules_graph,
    rules_header,
    rules_optimizer,
    rules_paths,
    rules_shape,
    rules_splits,
    rules_traits,
)
from jbdesk.model.checks.rules_paths import Graph
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.problem import Problem, Severity

_KEPT = 20_000  # activities; twice what the largest file should have


def _nothing(*_: object) -> Iterator[Problem]:
    return iter(())


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong: its code, how bad it is, and who finds it."""

    code: str
    severity: Severity
    find: Callable[[Journey], Iterator[Problem]] = _nothing
    each: Callable[[str, Activity], Iterator[Problem]] = _nothing
    graph: Callable[[Graph], Iterator[Problem]] = _nothing

    def told(
        self, place: int, found: Iterator[Problem]
    ) -> Iterator[tuple[int, Problem]]:
        """Name what was found after the rule, with the rule's place in the table."""
        for problem in found:
            yield place, replace(problem, severity=self.severity, code=self.code)


_ERROR, _ACTIVATION, _WARNING = Severity
RULES = (
    Rule("key-missing", _ERROR, rules_header.key_is_missing),
    Rule("key-too-long", _ERROR, rules_header.key_is_too_long),
    Rule("name-missing", _ERROR, rules_header.name_is_missing),
    Rule("121072", _ERROR, rules_header.name_has_banned_characters),
    Rule("api-version", _ERROR, rules_header.api_version_is_missing),
    Rule(
        "10004",
        _ERROR,
        rules_shape.header_has_another_type,
        each=rules_shape.activity_has_another_type,
    ),
    Rule("definition-type", _ERROR, rules_header.definition_type_is_unknown),
    Rule("entry-mode-unknown", _ERROR, rules_header.entry_mode_is_unknown),
    Rule("121000", _ERROR, each=rules_graph.next_is_empty_text),
    Rule("no-entry-source", _ACTIVATION, rules_header.entry_source_is_missing),
    Rule("event-key-period", _ACTIVATION, rules_header.event_key_has_a_period),
    Rule("no-activity", _ACTIVATION, rules_header.there_is_no_activity),
    Rule("entry-mode-not-set", _ACTIVATION, rules_header.entry_mode_is_not_chosen),
    Rule("goal-not-set-up", _ACTIVATION, rules_header.goal_is_not_set_up),
    Rule(
        "filter-unreadable",
        _ACTIVATION,
        rules_header.filter_can_not_be_read,
        each=rules_splits.filter_can_not_be_read,
    ),
    Rule("121226", _ACTIVATION, rules_defaults.default_is_no_address),
    Rule("121500", _ACTIVATION, rules_header.transactional_journey_sends_nothing),
    Rule("121331", _ACTIVATION, each=rules_activities.activity_is_not_configured),
    Rule("no-key", _ACTIVATION, each=rules_graph.activity_has_no_key),
    Rule("duplicate-key", _ACTIVATION, each=rules_graph.key_is_used_twice),
    Rule("dangling-path", _ACTIVATION, graph=rules_graph.path_leads_nowhere),
    Rule("loop", _ACTIVATION, graph=rules_graph.path_leads_back),
    Rule(
        "engagement-message",
        _ACTIVATION,
        graph=rules_engagement.engagement_asks_about_no_message,
    ),
    Rule("entry-sources", _WARNING, rules_header.there_are_several_entry_sources),
    Rule("many-activities", _WARNING, rules_header.there_are_many_activities),
    Rule(
        "unseen-characters",
        _WARNING,
        rules_shape.header_has_unseen_characters,
        each=rules_shape.key_has_unseen_characters,
    ),
    Rule("goals", _WARNING, rules_header.there_are_several_goals),
    Rule("exit-not-set-up", _WARNING, rules_header.exit_has_no_filter),
    Rule("data-source", _WARNING, rules_header.filters_are_not_shown),
    Rule("goal-without-exit", _WARNING, rules_header.goal_does_not_end_the_journey),
    Rule("no-email-address", _WARNING, rules_defaults.email_address_is_missing),
    Rule("unreachable", _WARNING, graph=rules_graph.nothing_leads_here),
    Rule("parallel-paths", _WARNING, graph=rules_graph.two_paths_lead_to_the_same),
    Rule("out-of-range", _WARNING, each=rules_activities.number_is_out_of_range),
    Rule("time-without-zone", _WARNING, each=rules_activities.time_has_no_zone),
    Rule("no-remainder", _WARNING, each=rules_splits.split_has_no_remainder),
    Rule("same-filter", _WARNING, each=rules_splits.two_paths_have_the_same_filter),
    Rule("shares", _WARNING, each=rules_splits.shares_do_not_sum_to_100),
    Rule("stray-filter", _WARNING, each=rules_splits.filter_has_no_path),
    Rule("outcome-key", _WARNING, each=rules_splits.outcomes_share_a_key),
    Rule("engagement-paths", _WARNING, each=rules_splits.engagement_has_other_paths),
    Rule(
        "engagement-kind",
        _WARNING,
        each=rules_splits.engagement_asks_for_nothing_known,
    ),
    Rule(
        "engagement-email",
        _WARNING,
        graph=rules_engagement.engagement_asks_about_no_email,
    ),
    Rule(
        "engagement-order",
        _WARNING,
        graph=rules_engagement.engagement_comes_before_its_message,
    ),
    Rule("engagement-time", _WARNING, graph=rules_engagement.engagement_has_no_time),
    Rule(
        "engagement-some",
        _WARNING,
        graph=rules_engagement.engagement_misses_some_contacts,
    ),
    Rule("mail-before-data", _WARNING, rules_engagement.mail_comes_before_its_data),
    Rule("send-time", _WARNING, each=rules_activities.send_time_names_another_message),
    Rule("optimizer-start", _WARNING, graph=rules_optimizer.optimizer_end_has_no_start),
    Rule("optimizer-end", _WARNING, graph=rules_optimizer.optimizer_has_no_end),
    Rule(
        "optimizer-path", _WARNING, graph=rules_optimizer.optimizer_path_misses_its_end
    ),
    Rule("optimizer-paths", _WARNING, each=rules_optimizer.optimizer_has_many_paths),
    Rule("hold-back", _WARNING, rules_optimizer.contacts_are_held_back_on_reentry),
    Rule("send-time-alone", _WARNING, graph=rules_engagement.send_time_has_no_message),
    Rule("other-event", _WARNING, rules_bindings.binding_names_another_event),
    Rule(
        "missing-activity",
        _WARNING,
        graph=rules_bindings.binding_names_a_missing_activity,
    ),
    Rule(
        "later-activity", _WARNING, graph=rules_bindings.binding_names_a_later_activity
    ),
    Rule(
        "missing-result", _WARNING, graph=rules_bindings.binding_names_a_missing_result
    ),
    Rule(
        "unknown-binding",
        _WARNING,
        graph=rules_bindings.binding_begins_with_nothing_known,
    ),
    Rule("mixed-contact-key", _WARNING, rules_bindings.contact_keys_are_mixed),
)


def prepared(journey: Journey) -> Iterator[None]:
    """Look at one activity after the other; when it is done, `check` is quick."""
    for ref, activity in journey.by_ref.items():
        _of_one(ref, activity)
        rules_traits.of(activity)
        yield


def check(journey: Journey) -> tuple[Problem, ...]:
    """All that the rules find, the worst first."""
    found = list(_of_graph(rules_paths.graph(journey)))
    for place, rule in enumerate(RULES):
        found += rule.told(place, rule.find(journey))
    for ref, activity in journey.by_ref.items():
        found += _of_one(ref, activity)
    found.sort(key=lambda each: each[0])
    return tuple(problem for _, problem in found)


@lru_cache(maxsize=2)
def _of_graph(graph: Graph) -> tuple[tuple[int, Problem], ...]:
    return tuple(
        each
        for place, rule in enumerate(RULES)
        for each in rule.told(place, rule.graph(graph))
    )


@lru_cache(maxsize=_KEPT)
def _of_one(ref: str, activity: Activity) -> tuple[tuple[int, Problem], ...]:
    return tuple(
        each
        for place, rule in enumerate(RULES)
        for each in rule.told(place, rule.each(ref, activity))
    )
