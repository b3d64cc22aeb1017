"""What tells one outcome from another, and one of several goals from the next."""

from jbdesk.model import lens
from jbdesk.model.fields import number_in
from jbdesk.model.journey import Activity, Journey, Outcome
from jbdesk.model.journeys.journey_ends import End


def outcome_label(activity: Activity, position: int) -> str:
    """Give the label of a path; "" where there is nothing to tell apart."""
    if len(activity.outcomes) < 2:  # noqa: PLR2004 - one way out needs no words
        return ""
    return outcome_name(activity, position)


def outcome_name(activity: Activity, position: int) -> str:
    """Tell what to call an outcome in a sentence or a form; never empty."""
    outcome = activity.outcomes[position]
    return outcome.label or _by_arguments(outcome) or f"Path {position + 1}"


def end_title(journey: Journey, end: End, at: int) -> str:
    """Name a goal or exit criteria; where there are several, with its number."""
    return end.label if len(end.of(journey)) == 1 else f"{end.label} {at + 1}"


def _by_arguments(outcome: Outcome) -> str:
    percent = number_in(lens.read(outcome.body, ("arguments", "percentage")))
    if percent is not None:
        return f"{percent} %"
    when = lens.read(outcome.body, ("arguments", "when"))
    if isinstance(when, bool):
        return "Yes" if when else "No"
    if outcome.key == "remainder_path":
        return "Remainder"
    results = ("splitResult", "branchResult")
    named = (lens.text(outcome.body, "arguments", name) for name in results)
    return next((each.capitalize() for each in named if each), "")
