"""Where activities stand: left to right, without coordinates in the file.

A column is the longest way from where contacts start, so a join stands after all
that lead to it. What follows by first outcomes is one branch and keeps to one row.
Every further outcome begins a branch below: in the first row from which on down all
columns are free that the branch runs through. The last splits come first, so what
stands below a join does not push aside what comes before it.

    split ── a ── join ── split ── c
      └───── b ────┘        └───── d        “b” and “d” share a row

So no path runs through an activity, and paths cross only where branches join. The
work is done per activity and per path, never per way through the journey; while it
is done, activities go by their number in the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from jbdesk.model.journey import Journey

Targets = list[list[int]]  # for each activity by outcome
Way = tuple[int, int]  # from an activity to its target
NOWHERE = -1  # the target of a path that ends, the source of those to the starts


@dataclass(frozen=True)
class Placement:
    """The cell of each activity as (column, row), and the size of the whole."""

    cells: dict[str, tuple[int, int]] = field(default_factory=dict)
    lanes: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """For each activity the rows that its paths run in, by outcome."""
    columns: int = 0
    rows: int = 0


def place(journey: Journey) -> Placement:
    """Give every activity a cell of its own, and every path its row."""
    targets = _targets(journey)
    arrivals = _arrivals(targets)
    starts = _starts(arrivals)
    columns = _columns(targets, arrivals)
    if any(arrivals):
        starts += range(len(targets))
        columns = _columns_among_loops(targets, starts)
    ground = _Ground(targets, columns)
    for start in starts:
        ground.settle(start)
    refs = journey.by_ref
    return Placement(
        dict(zip(refs, zip(columns, ground.rows, strict=False), strict=False)),
        dict(zip(refs, map(tuple, ground.lanes), strict=False)),
        len(ground.free) - 1,
        max(ground.free),
    )


def _targets(journey: Journey) -> Targets:
    numbers: dict[str | None, int]
    numbers = {ref: number for number, ref in enumerate(journey.by_ref)}
    number = numbers.get
    return [
        [number(target, NOWHERE) for target in activity.targets]
        for activity in journey.by_ref.values()
    ]


def _arrivals(targets: Targets) -> list[int]:
    """Count the paths to each activity; the last place is of those to nowhere."""
    arrivals = [0] * (len(targets) + 1)
    for found in targets:
        for target in found:
            arrivals[target] += 1
    return arrivals


def _starts(arrivals: list[int]) -> list[int]:
    return [number for number, count in enumerate(arrivals[:-1]) if not count]


def _columns(targets: Targets, arrivals: list[int]) -> list[int]:
    """Count the longest way to each activity; arrivals are left behind a loop."""
    columns = [0] * len(arrivals)
    columns[NOWHERE] = -1
    reached = _starts(arrivals)
    for number in reached:
        for target in targets[number]:
            arrivals[target] -= 1
            if not arrivals[target] and target >= 0:
                # They are reached column by column: the last source is the furthest.
                columns[target] = columns[number] + 1
                reached.append(target)
    return columns


def _columns_among_loops(targets: Targets, starts: list[int]) -> list[int]:
    """Count the longest way, but for paths back to where their contacts came from.

    In this order those, and only those, lead to an activity that was before.
    """
    columns = [0] * (len(targets) + 1)
    columns[NOWHERE] = -1
    is_past = [False] * len(targets) + [True]
    for number in _onward(targets, starts):
        is_past[number] = True
        following = columns[number] + 1
        for target in targets[number]:
            if columns[target] < following and not is_past[target]:
                columns[target] = following
    return columns


def _onward(targets: Targets, starts: list[int]) -> Iterator[int]:
    """Give all activities so that one stands after those that lead on to it.

    It is the order in which a walk, depth first, is done with them, reversed.
    """
    is_known = [False] * len(targets) + [True]
    done: list[int] = []
    for start in starts:
        if is_known[start]:
            continue
        is_known[start] = True
        open_, ways = [start], [iter(targets[start])]
        while open_:
            for target in ways[-1]:
                if not is_known[target]:
                    is_known[target] = True
                    open_.append(target)
                    ways.append(iter(targets[target]))
                    break
            else:
                ways.pop()
                done.append(open_.pop())
    return reversed(done)


class _Ground:
    """The rows that are taken, branch by branch."""

    def __init__(self, targets: Targets, columns: list[int]) -> None:
        self._targets = targets
        self._columns = columns
        self.rows = [NOWHERE] * len(targets)
        self.lanes: list[list[int]] = [[] for _ in columns]
        # By column, with the room before it: the first row free from there on down.
        self.free = [0] * (max(columns) + 2)

    def settle(self, start: int) -> None:
        """Place all that can be reached and has no place yet, depth first."""
        columns, rows, lanes = self._columns, self.rows, self.lanes
        ways = [(NOWHERE, start)] if rows[start] < 0 else []
        while ways:
            number, target = ways.pop()
            if target >= 0 > rows[target]:
                self._settle_branch(number, target, ways)
                continue
            # A path that ends, joins or leads back has a row of its own.
            here = columns[number] + 1
            there = columns[target] if target >= 0 else here
            left, right = (here, there) if here <= there else (there, here)
            lanes[number].append(self._taken(left, right))

    def _settle_branch(self, source: int, target: int, ways: list[Way]) -> None:
        """Lay what follows by first outcomes; what else leaves it is to come."""
        columns, rows, lanes = self._columns, self.rows, self.lanes
        branch = []
        while target >= 0 > rows[target]:
            rows[target] = 0
            branch.append(target)
            found = self._targets[target]
            target = found[0] if found else NOWHERE
        last = branch[-1]
        end = columns[last] + 1
        row = self._taken(columns[source] + 1, max(end, columns[target]))
        lanes[source].append(row)
        for number in branch:
            rows[number] = row
            found = self._targets[number]
            if found:
                lanes[number].append(row)
                if len(found) > 1:
                    ways += [(number, each) for each in found[:0:-1]]
        if target >= 0 and columns[target] < end:  # it leads back, in a row below
            lanes[last].clear()
            ways.append((last, target))

    def _taken(self, left: int, right: int) -> int:
        """Take the first row that is free in these columns."""
        free = self.free
        if left == right:
            row = free[left]
            free[left] = row + 1
            return row
        row = max(free[left : right + 1])
        free[left : right + 1] = [row + 1] * (right + 1 - left)
        return row
