"""Every rule that a journey can break, in one table.

Rules report; they never refuse to open or to save. A code that is a number is
the service's own for the same thing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from jbdesk.model import rules_activities, rules_bindings, rules_graph, rules_header
from jbdesk.model.journey import Journey
from jbdesk.model.problem import Problem, Severity


@dataclass(frozen=True)
class Rule:
    """One thing that can be wrong: its code, how bad it is, and who finds it."""

    code: str
    severity: Severity
    find: Callable[[Journey], Iterator[Problem]]


_ERROR, _ACTIVATION, _WARNING = Severity
RULES = (
    Rule("key-missing", _ERROR, rules_header.key_is_missing),
    Rule("key-too-long", _ERROR, rules_header.key_is_too_long),
    Rule("name-missing", _ERROR, rules_header.name_is_missing),
    Rule("121072", _ERROR, rules_header.name_has_banned_characters),
    Rule("api-version", _ERROR, rules_header.api_version_is_missing),
    Rule("entry-mode-unknown", _ERROR, rules_header.entry_mode_is_unknown),
    Rule("121000", _ERROR, rules_graph.next_is_empty_text),
    Rule("no-entry-source", _ACTIVATION, rules_header.entry_source_is_missing),
    Rule("event-key-period", _ACTIVATION, rules_header.event_key_has_a_period),
    Rule("no-activity", _ACTIVATION, rules_header.there_is_no_activity),
    Rule("entry-mode-not-set", _ACTIVATION, rules_header.entry_mode_is_not_chosen),
    Rule("goal-not-set-up", _ACTIVATION, rules_header.goal_is_not_set_up),
    Rule("121331", _ACTIVATION, rules_activities.activity_is_not_configured),
    Rule("no-key", _ACTIVATION, rules_graph.activity_has_no_key),
    Rule("duplicate-key", _ACTIVATION, rules_graph.key_is_used_twice),
    Rule("dangling-path", _ACTIVATION, rules_graph.path_leads_nowhere),
    Rule("loop", _ACTIVATION, rules_graph.path_leads_back),
    Rule(
        "engagement-message",
        _ACTIVATION,
        rules_activities.engagement_asks_about_no_message,
    ),
    Rule("entry-sources", _WARNING, rules_header.there_are_several_entry_sources),
    Rule("many-activities", _WARNING, rules_header.there_are_many_activities),
    Rule("goal-without-exit", _WARNING, rules_header.goal_does_not_end_the_journey),
    Rule("no-email-address", _WARNING, rules_header.email_address_is_missing),
    Rule("unreachable", _WARNING, rules_graph.nothing_leads_here),
    Rule("parallel-paths", _WARNING, rules_graph.two_paths_lead_to_the_same),
    Rule("out-of-range", _WARNING, rules_activities.number_is_out_of_range),
    Rule("time-without-zone", _WARNING, rules_activities.time_has_no_zone),
    Rule("no-remainder", _WARNING, rules_activities.split_has_no_remainder),
    Rule("same-filter", _WARNING, rules_activities.two_paths_have_the_same_filter),
    Rule("shares", _WARNING, rules_activities.shares_do_not_sum_to_100),
    Rule(
        "engagement-order",
        _WARNING,
        rules_activities.engagement_comes_before_its_message,
    ),
    Rule("engagement-time", _WARNING, rules_activities.engagement_has_no_time),
    Rule("send-time", _WARNING, rules_activities.send_time_names_another_message),
    Rule("optimizer-start", _WARNING, rules_activities.optimizer_end_has_no_start),
    Rule("other-event", _WARNING, rules_bindings.binding_names_another_event),
    Rule("missing-activity", _WARNING, rules_bindings.binding_names_a_missing_activity),
)


def check(journey: Journey) -> tuple[Problem, ...]:
    """All that the rules find, the worst first."""
    return tuple(
        replace(problem, severity=rule.severity, code=rule.code)
        for rule in RULES
        for problem in rule.find(journey)
    )
