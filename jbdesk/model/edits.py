"""Every edit of a journey: pure functions that give a changed journey.

An edit is done whole or raises Failure in a person's words. What is not edited
keeps its JSON, down to the order of keys.
"""

from jbdesk.model.changes.edits_clip import copy_group, paste
from jbdesk.model.changes.edits_ends import add_end, remove_end, set_end_field
from jbdesk.model.changes.edits_fields import rename, set_field
from jbdesk.model.changes.edits_graph import (
    append,
    can_connect,
    connect,
    disconnect,
    insert,
    remove,
    remove_branch,
)
from jbdesk.model.changes.edits_journey import (
    copy_of,
    new_journey,
    set_header,
    set_trigger,
    set_trigger_field,
)
from jbdesk.model.changes.edits_move import branch, can_move, move
from jbdesk.model.changes.edits_outcomes import (
    add_outcome,
    add_remainder,
    move_outcome,
    remove_outcome,
    set_criteria,
    set_outcome_field,
)
from jbdesk.model.changes.edits_references import rename_key, replace_body
from jbdesk.model.changes.edits_shares import even_out, set_percentage

__all__ = [
    "add_end",
    "add_outcome",
    "add_remainder",
    "append",
    "branch",
    "can_connect",
    "can_move",
    "connect",
    "copy_group",
    "copy_of",
    "disconnect",
    "even_out",
    "insert",
    "move",
    "move_outcome",
    "new_journey",
    "paste",
    "remove",
    "remove_branch",
    "remove_end",
    "remove_outcome",
    "rename",
    "rename_key",
    "replace_body",
    "set_criteria",
    "set_end_field",
    "set_field",
    "set_header",
    "set_outcome_field",
    "set_percentage",
    "set_trigger",
    "set_trigger_field",
]
