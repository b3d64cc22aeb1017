"""Where everything stands on the canvas, from the cells of the placement.

Columns are as far apart as their longest path label needs; a row without cards is
low. A path is always six points, so that it can glide from one shape to the next:

    0──1              0 the source's right side, 1 its channel,
       │              2-3 the row along which it runs,
       2─────3        4 the target's channel, where joining paths meet,
             │        5 the target's left side, or the stop where it ends
             4──5

Where paths join two activities of one column in the same rows, each activity has
a channel of its own, so that nobody mistakes which path leads where.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from jbdesk.editor.labels import outcome_label
from jbdesk.model.journey import Journey
from jbdesk.model.journeys.journey_ends import ENDS, End
from jbdesk.model.placement import Placement
from jbdesk.model.problem import Where

Point = tuple[float, float]
Line = tuple[Point, Point, Point, Point, Point, Point]
PathKey = tuple[str, int]  # (ref, position of the outcome)
Cells = dict[str, tuple[int, int]]  # (column, row)

CARD_WIDTH, CARD_HEIGHT = 156.0, 52.0
MIDDLE = CARD_HEIGHT / 2
ROW, LANE = 50.0, 20.0  # half the height of a row, and of one without cards
CHANNEL = 22.0  # from a card's side to where its paths turn
TRACK = 12.0  # from one channel to the next before the same column
GAP = 56.0  # between columns without a label
LABEL_ROOM = 36.0  # around a label
LABEL_MOST = 112.0  # a longer label is elided
STOP = 24.0  # from a card to the stop of its path
STOP_ROOM = 10.0  # between a stop and the channel behind it
ENTRY = "\0entry"  # the entry card's address among the cards
GOAL, EXIT = "\0goal", "\0exit"
KINDS = {"trigger": ENTRY, "goal": GOAL, "exit": EXIT}  # as problems name them
BELOW = 84.0  # from one of them to the next
ENTRY_PATH: PathKey = (ENTRY, 0)


@dataclass(frozen=True)
class Drawn:
    """A path as it is drawn."""

    line: Line
    target: str | None  # None: it ends in a stop at the last point
    label: str = ""


@dataclass(frozen=True)
class Geometry:
    """Places of the cards (top left) and lines of the paths."""

    cards: dict[str, Point]
    paths: dict[PathKey, Drawn]

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all cards and paths."""
        places = self.cards.values()
        lines = [path.line for path in self.paths.values()]
        heights = [line[2][1] for line in lines]
        return (
            min(x for x, _ in places),
            min(*(y for _, y in places), *heights),
            max(*(x + CARD_WIDTH for x, _ in places), *(line[5][0] for line in lines)),
            max(*(y + CARD_HEIGHT for _, y in places), *heights),
        )


class _Path(NamedTuple):
    ref: str
    position: int
    target: str | None
    lane: int  # the row it runs along
    label: str


@dataclass(frozen=True)
class _Grid:
    cells: Cells
    tracks: dict[str, int]  # of the channels that are not the next to their cards
    lefts: list[float]  # of the columns, one beyond the last included
    stops: list[float]  # where labelled paths end that come from a column
    middles: list[float]  # of the rows

    def card(self, ref: str) -> Point:
        column, row = self.cells[ref]
        return self.lefts[column], self.middles[row] - MIDDLE

    def drawn(self, path: _Path) -> Drawn:
        """Lead out of the source, along the lane, and just before the target in."""
        ref, _, target, lane, label = path
        column, row = self.cells[ref]
        left, run = self.lefts[column] + CARD_WIDTH, self.middles[lane]
        out, top = left + CHANNEL, self.middles[row]
        if target is None:
            bottom = run
            into = right = self.stops[column] if label else left + STOP
        else:
            column, row = self.cells[target]
            right, bottom = self.lefts[column], self.middles[row]
            into = right - CHANNEL - TRACK * self.tracks.get(target, 0)
        line = (
            (left, top), (out, top), (out, run), (into, run), (into, bottom),
            (right, bottom),
        )  # fmt: skip
        return Drawn(line, target, label)


def lay_out(
    journey: Journey, placement: Placement, width_of: Callable[[str], float]
) -> Geometry:
    """Place the cards and lay the paths of a journey."""
    start = journey.start
    cells = {ref: (column + 1, row) for ref, (column, row) in placement.cells.items()}
    cells[ENTRY] = (0, cells[start][1] if start else 0)
    paths = [_Path(ENTRY, 0, start, cells[ENTRY][1], "")]
    paths += _paths(journey, placement)
    grid = _grid(cells, paths, max(placement.rows, 1), width_of)
    return Geometry(
        {ref: grid.card(ref) for ref in cells} | _headers(journey, grid.card(ENTRY)),
        {(path.ref, path.position): grid.drawn(path) for path in paths},
    )


def headers_of(journey: Journey) -> tuple[str, ...]:
    """The cards that stand for no activity; the entry is always among them."""
    goals = (end_card("goal", at) for at in range(len(journey.goals)))
    exits = (end_card("exit", at) for at in range(len(journey.exits)))
    return (ENTRY, *goals, *exits)


def is_header(ref: str | None) -> bool:
    """Whether a card stands for no activity."""
    return ref is not None and ref.startswith("\0")


def end_card(kind: str, at: int) -> str:
    """The card of a goal, or of exit criteria, by its place among its kind."""
    return f"{KINDS[kind]} {at + 1}" if at else KINDS[kind]


def end_of(ref: str | None) -> tuple[End, int] | None:
    """The goal or exit criteria that a card stands for, and its place."""
    if ref is None:
        return None
    card, _, number = ref.partition(" ")
    end = next((each for each in ENDS if KINDS[each.kind] == card), None)
    return (end, int(number or 1) - 1) if end is not None else None


def card_of(journey: Journey, where: Where) -> str:
    """The card that a problem is about; "" where it is about the whole journey."""
    if where.kind in ("activity", "outcome"):
        return where.key if where.key in journey else ""
    end = next((each for each in ENDS if each.kind == where.kind), None)
    if end is None or not where.key:
        return KINDS.get(where.kind, "")
    keys = [body.get("key") for body in end.of(journey)]
    return end_card(end.kind, keys.index(where.key) if where.key in keys else 0)


def _headers(journey: Journey, entry: Point) -> dict[str, Point]:
    """Goal and exit criteria stand below the entry: no path comes there."""
    left, top = entry
    below = headers_of(journey)[1:]
    return {ref: (left, top + BELOW * step) for step, ref in enumerate(below, start=1)}


def _paths(journey: Journey, placement: Placement) -> Iterator[_Path]:
    known, lanes = journey.by_ref, placement.lanes
    for ref, position, target in journey.paths():
        is_one = len(known[ref].targets) == 1  # as most have
        label = "" if is_one else outcome_label(known[ref], position)
        yield _Path(ref, position, target, lanes[ref][position], label)


def _grid(
    cells: Cells, paths: list[_Path], rows: int, width_of: Callable[[str], float]
) -> _Grid:
    tracks = _tracks(cells, paths)
    gaps = _gaps(cells, paths, width_of)
    shifts = [0.0] * (len(gaps) + 1)  # of the channel furthest from its column
    for ref, track in tracks.items():
        column = cells[ref][0]
        shifts[column] = max(shifts[column], track * TRACK)
    lefts, stops = [0.0], []
    for gap, shift in zip(gaps, shifts[1:], strict=True):
        lefts.append(lefts[-1] + CARD_WIDTH + gap + shift)
        stops.append(lefts[-1] - CHANNEL - shift - STOP_ROOM)
    return _Grid(cells, tracks, lefts, stops, _middles(cells, rows))


def _tracks(cells: Cells, paths: list[_Path]) -> dict[str, int]:
    """Part the channels of activities whose joining paths would cover each other."""
    spans: dict[str, set[int]] = {}
    for _, _, target, lane, _ in paths:
        if target is not None and cells[target][1] != lane:
            spans.setdefault(target, {cells[target][1]}).add(lane)
    columns = defaultdict[int, list[tuple[int, int, str]]](list)
    for target, rows in spans.items():
        columns[cells[target][0]].append((min(rows), max(rows), target))
    tracks: dict[str, int] = {}
    for found in columns.values():
        ends: list[int] = []
        for top, bottom, target in sorted(found):
            track = next((t for t, end in enumerate(ends) if end < top), len(ends))
            ends[track : track + 1] = [bottom]
            tracks[target] = track
    return tracks


def _gaps(
    cells: Cells, paths: list[_Path], width_of: Callable[[str], float]
) -> list[float]:
    """Give the room behind every column that its labels need."""
    gaps = [GAP] * (1 + max(column for column, _ in cells.values()))
    for ref, _, target, _, label in paths:
        if label:
            needed = 2 * CHANNEL + min(width_of(label), LABEL_MOST) + LABEL_ROOM
            if target is None:
                needed += STOP
            column = cells[ref][0]
            gaps[column] = max(gaps[column], needed)
    return gaps


def _middles(cells: Cells, count: int) -> list[float]:
    """Give the middle of every row; one that only paths run along is low."""
    with_cards = {row for _, row in cells.values()}
    middles, bottom = [], MIDDLE - ROW
    for row in range(count):
        half = ROW if row in with_cards else LANE
        middles.append(bottom + half)
        bottom += 2 * half
    return middles
