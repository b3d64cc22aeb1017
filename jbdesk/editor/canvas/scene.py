"""The journey as cards and paths; mirrors the document and nothing else.

Positions come from the placement. When the layout changes, everything glides to
its new place.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsScene

from jbdesk.editor.canvas.activity_item import ActivityItem
from jbdesk.editor.canvas.card_face import TOKENS, face_of, header_face, worst_token
from jbdesk.editor.canvas.glide import Glide
from jbdesk.editor.canvas.overview import Overview
from jbdesk.editor.canvas.path_item import PathItem
from jbdesk.editor.canvas.trace_light import TraceLight, Visit
from jbdesk.editor.change import Change
from jbdesk.editor.document import Document
from jbdesk.editor.geometry import (
    Geometry,
    PathKey,
    card_of,
    headers_of,
    is_header,
    lay_out,
)
from jbdesk.editor.labels import outcome_label
from jbdesk.model import catalogue, placement
from jbdesk.model.journey import Activity, Journey, JsonObject
from jbdesk.model.problem import Problem
from jbdesk.widgets import theme

DOTS = 20  # between the dots of the ground
MOST_DOTS = 50_000  # more than a screen shows; a picture of much more goes without
MARGIN = 600.0  # around the journey: room to pan
GLIDE_MOST = 400  # more cards than this jump to their places


class JourneyScene(QGraphicsScene):
    """Cards and paths of the document's journey."""

    laid_out = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.cards: dict[str, ActivityItem] = {}
        self.paths: dict[PathKey, PathItem] = {}
        self.geometry = Geometry({}, {})
        self._shown: dict[str, tuple[JsonObject, tuple[Problem, ...]]] = {}
        self._wrong: dict[str, tuple[Problem, ...]] = {}  # as it was told last
        self.content = QRectF()
        self._trace = TraceLight()
        self._notes: Mapping[str, str] = {}
        self._kept_cards: dict[str, ActivityItem] = {}
        self._kept_paths: dict[PathKey, PathItem] = {}
        self._overview = Overview(self.cards, self.paths)
        self.addItem(self._overview)
        self._glide = Glide(self)
        self._glide.ended.connect(self.laid_out)
        document.changed.connect(self._changed)
        document.problems_changed.connect(self.show_problems)
        theme.notice.changed.connect(self._recolour)
        self._lay_out()
        self._glide.finish()

    def _recolour(self) -> None:
        self.update()

    def _changed(self, change: Change) -> None:
        """Show what is new at once; problems follow by their own signal."""
        if moves_anything(change):
            self._lay_out()
        activities, shown = self.document.journey.by_ref, self._shown
        touched = (
            ref
            for ref in change.refs
            if ref in activities and shown[ref][0] is not activities[ref].body
        )
        headers = filter(is_header, self.cards if change.is_of_header else ())
        for ref in (*touched, *headers):
            self._show_card(self.cards[ref], self._shown[ref][1])

    def _lay_out(self) -> None:
        journey = self.document.journey
        self.geometry = _laid_out(journey)
        self._sync_items()
        moving = len(self.cards) <= GLIDE_MOST
        self._glide.start(self.cards, self.paths, self.geometry, moving=moving)
        self._fit_rect()
        if self._overview.is_painting:  # Qt does not know what it painted where
            self._overview.update()
        if self._trace.notes:
            self._trace.apply(self.cards, self.paths)

    def _sync_items(self) -> None:
        for gone in self.cards.keys() - self.geometry.cards.keys():
            self._kept_cards[gone] = card = self.cards.pop(gone)
            card.rest()
            self.removeItem(card)
        for lost in self.paths.keys() - self.geometry.paths.keys():
            self._kept_paths[lost] = path = self.paths.pop(lost)
            path.rest()
            self.removeItem(path)
        for ref, place in self.geometry.cards.items():
            if ref not in self.cards:
                self.cards[ref] = card = self._card(ref)
                if card.place != place:
                    card.stand_at(place)
                card.show_own_note(self._notes.get(ref, ""))
                self.addItem(card)
        for key, drawn in self.geometry.paths.items():
            if key not in self.paths:
                self.paths[key] = self._path(key)
                self.addItem(self.paths[key])
            if drawn is not self.paths[key].drawn:
                self.paths[key].show_drawn(drawn)

    def _card(self, ref: str) -> ActivityItem:
        """Undo brings back what was removed: the same card, if it was here before."""
        card = self._kept_cards.pop(ref, None)
        if card is None:
            card = ActivityItem(ref)
            card.overview = self._overview
            self._show_card(card, ())
        self._wrong[ref] = self._shown[ref][1]
        return card

    def _path(self, key: PathKey) -> PathItem:
        path = self._kept_paths.pop(key, None)
        if path is None:
            path = PathItem(key)
            path.overview = self._overview
        return path

    def _problems(self) -> dict[str, list[Problem]]:
        found: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.document.problems:
            if card := card_of(self.document.journey, problem.where):
                found[card].append(problem)
        return found

    def show_problems(self) -> None:
        """Show what is wrong on the cards it is about, and no longer on others."""
        problems, before = self._problems(), self._wrong
        self._wrong = {ref: tuple(found) for ref, found in problems.items()}
        for ref in self.cards.keys() & (self._wrong.keys() | before):
            self._show_card(self.cards[ref], self._wrong.get(ref, ()))

    def _show_card(self, card: ActivityItem, problems: tuple[Problem, ...]) -> None:
        ref, journey = card.ref, self.document.journey
        body = journey.body if is_header(ref) else journey[ref].body
        shown = self._shown.get(ref)
        if shown is not None and shown[0] is body and shown[1] == problems:
            return
        self._shown[ref] = (body, problems)
        if is_header(ref):
            make = partial(header_face, ref, journey, problems)
            token_of: Callable[[], str] = _entry_token
        else:
            make = partial(face_of, journey[ref], problems)
            token_of = partial(_token, journey[ref])
        card.show_made(make, token_of, worst_token(problems))

    def _fit_rect(self) -> None:
        """Give the room that the journey takes, and some around it."""
        left, top, right, bottom = self.geometry.bounds
        self.content = QRectF(left, top, right - left, bottom - top)
        room = self.content.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)
        self._overview.show_room(room)
        self.setSceneRect(room)

    def show_notes(self, notes: Mapping[str, str]) -> None:
        """Mark the cards that a person noted something down about."""
        self._notes = notes
        for ref, card in self.cards.items():
            card.show_own_note(notes.get(ref, ""))

    def show_trace(self, steps: Sequence[Visit]) -> None:
        """Light the path that a contact took, with its times; dim the rest."""
        self.light(TraceLight.of(self.document.journey, steps))

    def light(self, trace: TraceLight) -> None:
        self._trace = trace
        self.light_trace()

    def light_trace(self) -> None:
        """Take every other light off again."""
        self._trace.apply(self.cards, self.paths)

    def card_at(self, place: QPointF) -> ActivityItem | None:
        for card in self.cards.values():
            if card.card_rect().contains(place):
                return card
        return None

    def path_at(self, place: QPointF) -> PathItem | None:
        near = QRectF(place.x() - 8, place.y() - 8, 16, 16)
        for item in self.items(near):
            if isinstance(item, PathItem):
                return item
        return None

    def paint_from_afar(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint all that is in a part of it, below the zoom at which items would."""
        self.drawBackground(painter, exposed)
        self._overview.paint_all(painter, exposed)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, theme.colour("canvas"))
        zoom = painter.worldTransform().m11()
        if zoom < 0.5:  # noqa: PLR2004 - dots would be dust
            return
        left, top = rect.left() // DOTS * DOTS, rect.top() // DOTS * DOTS
        painter.setPen(QPen(theme.colour("line"), 1.5))
        painter.translate(left, top)
        across = int((rect.right() - left) // DOTS) + 1
        down = int((rect.bottom() - top) // DOTS) + 1
        if across * down <= MOST_DOTS:
            painter.drawPoints(_dots(across, down))
        painter.translate(-left, -top)


@lru_cache(maxsize=8)  # undo and redo come back to a journey that was laid out
def _laid_out(journey: Journey) -> Geometry:
    return lay_out(journey, placement.place(journey), _width_of)


@lru_cache(maxsize=4096)  # few labels change from one layout to the next
def _width_of(label: str) -> float:
    return theme.metrics("caption").horizontalAdvance(label)


@lru_cache(maxsize=64)  # one while the zoom is still, some while panning
def _dots(across: int, down: int) -> QPolygonF:
    return QPolygonF(
        [QPointF(x * DOTS, y * DOTS) for x in range(across) for y in range(down)]
    )


def _token(activity: Activity) -> str:
    return TOKENS[catalogue.of(activity).group]


def _entry_token() -> str:
    return "entry"


def moves_anything(change: Change) -> bool:
    """Whether a card or a path comes, goes, moves, or says something else."""
    old, new = change.old, change.new
    if list(old.by_ref) != list(new.by_ref) or headers_of(old) != headers_of(new):
        return True
    return any(_paths_of(old[ref]) != _paths_of(new[ref]) for ref in change.refs)


def _paths_of(activity: Activity) -> list[tuple[str | None, str]]:
    return [
        (target, outcome_label(activity, position))
        for position, target in enumerate(activity.targets)
    ]
