"""Where everything stands on the canvas, from the cells of the placement.

Columns are as far apart as their longest path label needs. A path is always six
points, so that it can glide from one shape to the next:

    0──1              0 the source's right side, 1 its channel,
       │              2-3 the row or lane along which it runs,
       2─────3        4 the target's channel, where joining paths meet,
             │        5 the target's left side
             4──5
"""

from collections.abc import Callable
from dataclasses import dataclass

from jbdesk.editor.labels import outcome_label
from jbdesk.model.journey import Journey
from jbdesk.model.placement import Placement

Point = tuple[float, float]
Line = tuple[Point, Point, Point, Point, Point, Point]
PathKey = tuple[str, int]  # (ref, position of the outcome)

CARD_WIDTH, CARD_HEIGHT = 156.0, 52.0
MIDDLE = CARD_HEIGHT / 2
ROW = 100.0  # from one row to the next
CHANNEL = 22.0  # from a card's side to where its paths turn
GAP = 52.0  # between columns without a label
LABEL_MOST = 112.0  # a longer label is elided
STUB = 18.0  # from the channel to the stop of a path that ends
ENTRY = "\0entry"  # the entry card's address among the cards
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


@dataclass(frozen=True)
class _Grid:
    cards: dict[str, Point]
    after: dict[str, float]  # the left side of the column behind each card's

    def drawn(self, ref: str, target: str | None, lane: int, label: str = "") -> Drawn:
        """Lead out of the source, along the lane, and just before the target in."""
        x, y = self.cards[ref]
        left, top, run = x + CARD_WIDTH, y + MIDDLE, lane * ROW + MIDDLE
        if target is None:
            line = _six(left, top, run, self.after[ref] - CHANNEL + STUB, run)
            return Drawn(line, None, label)
        right, into = self.cards[target]
        if right <= x:  # it closes a loop: back below the row
            run += ROW / 2
        return Drawn(_six(left, top, run, right, into + MIDDLE), target, label)


def lay_out(
    journey: Journey, placement: Placement, width_of: Callable[[str], float]
) -> Geometry:
    """Place the cards and lay the paths of a journey."""
    start = journey.start
    cells = {ref: (column + 1, row) for ref, (column, row) in placement.cells.items()}
    cells[ENTRY] = (0, cells[start][1] if start else 0)
    labels = _labels(journey)
    xs = _columns(cells, labels, width_of)
    cards = {ref: (xs[column], row * ROW) for ref, (column, row) in cells.items()}
    grid = _Grid(cards, {ref: xs[column + 1] for ref, (column, _) in cells.items()})
    paths = {ENTRY_PATH: grid.drawn(ENTRY, start, cells[ENTRY][1])}
    for ref, position, target in journey.paths():
        lane = placement.lanes[ref][position]
        label = labels[ref, position]
        paths[ref, position] = grid.drawn(ref, target, lane, label)
    return Geometry(cards, paths)


def _labels(journey: Journey) -> dict[PathKey, str]:
    return {
        (ref, position): outcome_label(activity, position)
        for ref, activity in journey.by_ref.items()
        for position in range(len(activity.outcomes))
    }


def _columns(
    cells: dict[str, tuple[int, int]],
    labels: dict[PathKey, str],
    width_of: Callable[[str], float],
) -> list[float]:
    """Give the left side of every column, one beyond the last included."""
    count = max(column for column, _ in cells.values()) + 2
    gaps = [GAP] * count
    for (ref, _), label in labels.items():
        if label:
            column = cells[ref][0]
            needed = 2 * CHANNEL + min(width_of(label), LABEL_MOST) + 30
            gaps[column] = max(gaps[column], needed)
    xs = [0.0]
    for gap in gaps:
        xs.append(xs[-1] + CARD_WIDTH + gap)
    return xs


def _six(left: float, top: float, run: float, right: float, bottom: float) -> Line:
    out, into = left + CHANNEL, right - CHANNEL
    return (
        (left, top), (out, top), (out, run), (into, run), (into, bottom),
        (right, bottom),
    )  # fmt: skip
