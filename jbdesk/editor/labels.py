"""What stands on a path: the words that tell one outcome from another."""

from jbdesk.model import lens
from jbdesk.model.fields import number_in
from jbdesk.model.journey import Activity, Outcome


def outcome_label(activity: Activity, position: int) -> str:
    """Give the label of a path; "" where there is nothing to tell apart."""
    if len(activity.outcomes) < 2:  # noqa: PLR2004 - one way out needs no words
        return ""
    return outcome_name(activity, position)


def outcome_name(activity: Activity, position: int) -> str:
    """Tell what to call an outcome in a sentence or a form; never empty."""
    outcome = activity.outcomes[position]
    return outcome.label or _by_arguments(outcome) or f"Path {position + 1}"


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
