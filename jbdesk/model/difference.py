"""Compare two journeys by what they mean.

    compare(before, after) ── Difference ── summary: one sentence
    merge(base, mine, theirs) ── Merge ── conflicts, resolve

What the service owns, fills in or puts in another order is no difference.
"""

from jbdesk.model.difference_change import Change, Difference, Kind
from jbdesk.model.difference_compare import compare
from jbdesk.model.difference_conflict import Conflict
from jbdesk.model.difference_merge import Merge, merge, resolve
from jbdesk.model.difference_summary import summary

__all__ = [
    "Change",
    "Conflict",
    "Difference",
    "Kind",
    "Merge",
    "compare",
    "merge",
    "resolve",
    "summary",
]
