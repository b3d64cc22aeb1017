"""Where activities stand: left to right, without coordinates in the file.

A column is the longest way from where contacts start, so a join stands after all
that lead to it. The first outcome goes on in the same row; every further one has
a row of its own below what the ones before it led to, also where it ends or joins
another branch. So no path runs through an activity: it leaves its source, takes
its row, and leaves that row just before its target.

The work is done per activity and per path, never per way through the journey.
"""

from dataclasses import dataclass, field
from itertools import chain

from jbdesk.model.journey import Journey

Targets = dict[str, list[str]]  # by outcome; "" where a path ends


@dataclass(frozen=True)
class Placement:
    """The cell of each activity as (column, row), and the size of the whole."""

    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    lanes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """For each activity the rows that its paths run in, by outcome."""
    columns: int = 0
    rows: int = 0


@dataclass(frozen=True)
class _Forest:
    """The journey as trees: each activity below the first path that leads to it."""

    roots: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)  # all before what they lead to
    below: Targets = field(default_factory=dict)  # targets that stand on their path
    heights: dict[str, int] = field(default_factory=dict)  # in rows, with all below
    backward: set[tuple[str, str]] = field(default_factory=set)  # these close a loop


def place(journey: Journey) -> Placement:
    """Give every activity a cell of its own."""
    targets = _targets(journey)
    forest = _grown(targets)
    columns = _columns(targets, forest)
    rows, lanes, height = _rows(forest)
    cells = {ref: (columns[ref], rows[ref]) for ref in targets}
    return Placement(cells, lanes, 1 + max(columns.values(), default=-1), height)


def _targets(journey: Journey) -> Targets:
    known = journey.by_ref
    return {
        ref: [
            target if (target := outcome.next or "") in known else ""
            for outcome in activity.outcomes
        ]
        for ref, activity in known.items()
    }


def _grown(targets: Targets) -> _Forest:
    led_to = set(chain.from_iterable(targets.values()))
    forest = _Forest()
    is_open: dict[str, bool] = {}  # whether the way down is still below it
    for start in chain((ref for ref in targets if ref not in led_to), targets):
        if start not in is_open:
            forest.roots.append(start)
            _grow(start, targets, forest, is_open)
    forest.order.reverse()
    return forest


def _grow(
    start: str, targets: Targets, forest: _Forest, is_open: dict[str, bool]
) -> None:
    is_open[start] = True
    stack = [(start, iter(targets[start]))]
    forest.below[start] = []
    while stack:
        ref, ways = stack[-1]
        for target in ways:
            if target and target not in is_open:
                is_open[target] = True
                forest.below[ref].append(target)
                forest.below[target] = []
                stack.append((target, iter(targets[target])))
                break
            forest.below[ref].append("")
            if target and is_open[target]:
                forest.backward.add((ref, target))
        else:
            is_open[ref] = False
            forest.order.append(ref)
            heights = forest.heights
            heights[ref] = sum(heights.get(each, 1) for each in forest.below[ref]) or 1
            stack.pop()


def _columns(targets: Targets, forest: _Forest) -> dict[str, int]:
    columns = dict.fromkeys(targets, 0)
    backward = forest.backward
    for ref in forest.order:
        after = columns[ref] + 1
        for target in targets[ref]:
            if (
                target
                and columns[target] < after
                and not (backward and (ref, target) in backward)
            ):
                columns[target] = after
    return columns


def _rows(
    forest: _Forest,
) -> tuple[dict[str, int], dict[str, tuple[int, ...]], int]:
    rows: dict[str, int] = {}
    lanes: dict[str, tuple[int, ...]] = {}
    heights, free = forest.heights, 0
    for root in forest.roots:
        rows[root] = free
        free += heights[root]
    for ref in forest.order:
        row, taken = rows[ref], []
        for target in forest.below[ref]:
            taken.append(row)
            if target:
                rows[target] = row
                row += heights[target]
            else:
                row += 1
        lanes[ref] = tuple(taken)
    return rows, lanes, free
