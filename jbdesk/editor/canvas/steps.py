"""Where an arrow key leads on the canvas: along the paths."""

from PySide6.QtCore import Qt

from jbdesk.editor.geometry import ENTRY, Geometry, Point, is_header
from jbdesk.editor.operations import before, end_of_branch
from jbdesk.model.changes import edits_links
from jbdesk.model.journey import Journey

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def neighbour(journey: Journey, geometry: Geometry, ref: str, key: Qt.Key) -> str:
    """Give the card that the key leads to; the same card where there is none."""
    if key is Qt.Key.Key_Right:
        return _after(journey, ref)
    if key is Qt.Key.Key_Left:
        return ENTRY if is_header(ref) else before(journey, ref)
    if key is Qt.Key.Key_Home:
        return _branch_start(journey, ref)
    if key is Qt.Key.Key_End:
        start = journey.start if is_header(ref) else ref
        return end_of_branch(journey, start) or ref
    return _beside(journey, geometry, ref, downwards=key is Qt.Key.Key_Down)


def upstream(journey: Journey, ref: str) -> set[str]:
    """Give the activity and all that leads to it."""
    found = {ref}
    waiting = [ref] if ref in journey else []
    while waiting:
        for source, _ in journey.arrivals[waiting.pop()]:
            if source not in found:
                found.add(source)
                waiting.append(source)
    return found


def downstream(journey: Journey, ref: str) -> set[str]:
    """Give the activity and all that it leads to."""
    start = journey.start if is_header(ref) else ref
    return {ref} | (edits_links.reachable(journey, [start]) if start else set())


def _branch_start(journey: Journey, ref: str) -> str:
    """Go back as long as nothing else could have come or gone."""
    if is_header(ref):
        return journey.start or ENTRY
    start = ref
    while True:
        arrivals = journey.arrivals[start]
        source = arrivals[0][0] if len(arrivals) == 1 else None
        if source is None or source == ref or len(journey[source].outcomes) > 1:
            break
        start = source
    return start if start != ref else (journey.start or ENTRY)


def _after(journey: Journey, ref: str) -> str:
    if is_header(ref):
        return journey.start or ref
    for outcome in journey[ref].outcomes:
        if outcome.next is not None and outcome.next in journey:
            return outcome.next
    return ref


def _beside(journey: Journey, geometry: Geometry, ref: str, *, downwards: bool) -> str:
    """Give a sibling at the same split first, else the nearest card that way."""
    places = geometry.cards
    siblings = _siblings(journey, ref)
    for among in (siblings, places.keys()):
        there = [
            other
            for other in among
            if other != ref and _is_beyond(places[ref], places[other], downwards)
        ]
        if there:
            return min(there, key=lambda other: _distance(places[ref], places[other]))
    return ref


def _siblings(journey: Journey, ref: str) -> set[str]:
    sources = {source for source, _ in journey.arrivals.get(ref, ())}
    return {
        outcome.next
        for source in sources
        for outcome in journey[source].outcomes
        if outcome.next is not None and outcome.next in journey
    }


def _is_beyond(here: Point, there: Point, downwards: bool) -> bool:
    return there[1] > here[1] if downwards else there[1] < here[1]


def _distance(here: Point, there: Point) -> float:
    """Rows count less than columns: up and down stay in their column."""
    return abs(there[1] - here[1]) + 4 * abs(there[0] - here[0])
