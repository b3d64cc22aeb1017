"""Compare two journeys by what they mean.

    compare(before, after) ── Difference ── summary: one sentence
    merge(base, mine, theirs) ── Merge ── conflicts, resolve

What the service owns, fills in or puts in another order is no difference.
"""

from jbdesk.model.comparing.difference_change import Change, Difference, Kind
from jbdesk.model.comparing.difference_compare import compare
from jbdesk.model.comparing.difference_conflict import Conflict
from jbdesk.model.comparing.difference_merge import Merge, merge, resolve
from jbdesk.model.comparing.difference_summary import summary

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
