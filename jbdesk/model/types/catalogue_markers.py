"""Catalogue rows: steps that mark a place and do nothing.

Journey Builder's canvas and its lists of activities have them; the service's own
journeys have none but a join without a target.
"""

from jbdesk.model.fields import Mark
from jbdesk.model.texts.words import NOT_CONFIGURED
from jbdesk.model.types.activity_type import (
    ONE_WAY,
    ActivityType,
    Behaviour,
    Group,
    Outcomes,
)

JOIN = ActivityType(
    "UNCONFIGUREDJOIN",
    "Join without target",
    Group.FLOW,
    "git-merge",
    "UNCONFIGUREDJOIN",
    Behaviour.PASS,
    ONE_WAY,
    lambda _: NOT_CONFIGURED,
    is_filled=lambda _: False,
    is_in_palette=False,
    help="Nobody chose yet where it leads. Remove it, and connect the path instead.",
    mark=Mark.INFERRED,
)


def _marker(
    name: str, label: str, icon: str, says: str, outcomes: Outcomes = ONE_WAY
) -> ActivityType:
    return ActivityType(
        name,
        label,
        Group.FLOW,
        icon,
        name.upper(),
        Behaviour.PASS,
        outcomes,
        lambda _: "",
        is_filled=lambda _: True,
        is_in_palette=False,
        is_locked=True,
        help=f"{says} It is kept exactly as it is.",
        mark=Mark.INFERRED,
    )


ROWS = (
    JOIN,
    _marker("NOOP", "No operation", "circle", "Contacts pass it and nothing happens."),
    _marker("START", "Start", "log-in", "Journey Builder's canvas begins with it."),
    _marker(
        "STOP",
        "Stop",
        "circle-stop",
        "Journey Builder's canvas ends a path with it.",
        Outcomes(new=(), minimum=0, maximum=0),
    ),
    _marker("StartActivity", "Start activity", "log-in", "It stands for the start."),
    _marker(
        "ExitCriteria", "Exit criteria", "door-open", "It stands for an exit criterion."
    ),
)
