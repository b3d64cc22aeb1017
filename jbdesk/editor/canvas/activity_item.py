"""A card on the canvas; it draws the face it was shown and looks nothing up."""

from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QStyleOptionGraphicsItem,
    QWidget,
)

from jbdesk.editor.canvas.card_face import CardFace
from jbdesk.editor.canvas.hover_item import HoverItem
from jbdesk.editor.geometry import CARD_HEIGHT, CARD_WIDTH
from jbdesk.widgets import icons, theme
from jbdesk.widgets.tooltips import tooltip

CARD = QRectF(0, 0, CARD_WIDTH, CARD_HEIGHT)
ROOM = CARD.adjusted(-24, -10, 24, 24)
PRESSED = QPainterPath()
PRESSED.addRect(CARD)
TILE = QRectF(10, 13, 26, 26)
TEXT_LEFT, TEXT_WIDTH = 46.0, CARD_WIDTH - 46.0 - 10.0
NOTE = QRectF(CARD_WIDTH - 10, CARD_HEIGHT - 10, 18, 18)
BADGE = QRectF(CARD_WIDTH - 10, -8, 18, 18)
SMALL = 0.4  # below this zoom the overview paints, without texts
MOST = 300  # characters of a text that are looked at; a card shows some twenty
DIMMED = 0.38


class Light(Enum):
    """How a card or a path stands out for the moment."""

    NONE = auto()
    TARGET = auto()  # what is dragged may go there
    AIM = auto()  # it goes there when it is dropped now
    TAKEN = auto()  # the contact of the trace came by
    FORBIDDEN = auto()  # it is dragged there, and can't be
    DIMMED = auto()  # the contact of the trace did not


# Thousands of items ask for them, and a member's name is looked up slowly.
UNLIT = Light.NONE
SELECTABLE = QGraphicsItem.GraphicsItemFlag.ItemIsSelectable
_USUAL, _SELECTED = ("line", 1.0), ("accent", 2.5)
_PLAIN = (*_USUAL, False)
_TILE_LEFT, _TILE_TOP, _TILE_SIDE = TILE.x(), TILE.y(), TILE.width()
Style = tuple[str, float, bool]  # colour, width, dimmed
Far = tuple[QRectF, QRectF, str, str, Style]  # frame, tile, and their colours


class Overviewing(Protocol):
    """What paints cards and paths while they are small."""

    is_painting: bool


class ActivityItem(HoverItem):
    """One activity, or the entry source.

    Most cards of a large journey are never looked at: what one says is found out
    when it is painted or asked for.
    """

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.setRect(ROOM)
        self.ref = ref
        self.light = UNLIT
        self.note = ""  # under the card, in the entry green
        self.own_note = ""  # what a person noted down about it
        self.overview: Overviewing | None = None  # paints it from afar
        self.problem_token = ""  # the colour of its problems
        self._token_of: Callable[[], str] | None = None
        self._token = ""  # as it was found out
        self.place = (0.0, 0.0)
        self.far: Far | None = None  # None: to be found out
        self._face: CardFace | None = None
        self._make: Callable[[], CardFace] | None = None
        self._texts: tuple[str, str] | None = None  # as they fit: title, summary
        self.setFlag(SELECTABLE)
        self.setAcceptHoverEvents(True)
        self.setZValue(2)

    @property
    def face(self) -> CardFace | None:
        if self._face is None and self._make is not None:
            self._face, self._make = self._make(), None
        return self._face

    def show_face(self, face: CardFace) -> None:
        if face != self._face:
            self.show_made(lambda: face, lambda: face.token, face.problem_token)

    def show_made(
        self,
        make: Callable[[], CardFace],
        token_of: Callable[[], str],
        problem_token: str = "",
    ) -> None:
        """Show the face that this makes, once somebody looks."""
        self._face, self._make, self._texts = None, make, None
        self._token_of, self._token = token_of, ""
        self.problem_token, self.far = problem_token, None
        if self.is_hovered:
            self._tell()
        self.update()

    @property
    def token(self) -> str:
        """The colour of its kind."""
        if not self._token and self._token_of is not None:
            self._token = self._token_of()
        return self._token

    def stand_at(self, place: tuple[float, float]) -> None:
        """Go to a place; its top left corner is there."""
        self.place, self.far = place, None
        self.setPos(*place)

    def from_afar(self) -> Far:
        """Find out how it is seen from afar, unless it is selected."""
        x, y = self.place
        style = _PLAIN
        if self.light is not UNLIT:
            style = (*self._unselected_border(), self.light is Light.DIMMED)
        frame = QRectF(x, y, CARD_WIDTH, CARD_HEIGHT)
        tile = QRectF(x + _TILE_LEFT, y + _TILE_TOP, _TILE_SIDE, _TILE_SIDE)
        self.far = far = (frame, tile, self.token, self.problem_token, style)
        return far

    def _tell(self) -> None:
        told = (self.face.spoken if self.face else "", self.own_note)
        self.setToolTip(tooltip("\n\n".join(filter(None, told))))

    def show_light(self, light: Light, note: str = "") -> None:
        if (light, note) != (self.light, self.note):
            self.light, self.note, self.far = light, note, None
            self.update()

    def show_own_note(self, text: str) -> None:
        if text != self.own_note:
            self.own_note = text
            self.update()

    def rest(self) -> None:
        """Leave the canvas; nothing of the moment is kept."""
        self.is_hovered = False
        self.setSelected(False)
        self.show_light(Light.NONE)

    def centre(self) -> QPointF:
        return self.pos() + CARD.center()

    def shape(self) -> QPainterPath:
        """What can be pressed: the card, not the room around it."""
        return PRESSED

    def card_rect(self) -> QRectF:
        return CARD.translated(self.pos())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        if self.overview is not None and self.overview.is_painting:
            return
        face = self.face
        if face is None:
            return
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.light is Light.DIMMED:
            painter.setOpacity(painter.opacity() * DIMMED)
        self._paint_frame(painter)
        self._paint_tile(painter, face)
        if zoom >= SMALL:
            self._paint_texts(painter, face)
        if self.own_note:
            self._paint_own_note(painter)
        if face.problems:
            self._paint_badge(painter, face)

    def _paint_frame(self, painter: QPainter) -> None:
        radius = theme.RADIUS_CARD
        if not self.isSelected():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 12))
            painter.drawRoundedRect(CARD.translated(0, 1.5), radius, radius)
        token, width = self.border
        painter.setPen(light_pen(self.light, token, width))
        painter.setBrush(theme.colour("raised"))
        out = 1.0 if width > 2 else -0.5 if width < 2 else 0.0  # noqa: PLR2004
        frame = CARD.adjusted(-out, -out, out, out)
        painter.drawRoundedRect(frame, radius, radius)

    @property
    def border(self) -> tuple[str, float]:
        """The colour and the width of its frame."""
        if self.light is not Light.FORBIDDEN and self.isSelected():
            return _SELECTED
        return self._unselected_border()

    def _unselected_border(self) -> tuple[str, float]:
        if self.light is Light.FORBIDDEN:
            return "bad", 2.5
        if self.light in (Light.TARGET, Light.AIM):
            return "accent", 2.5 if self.light is Light.AIM else 1.5
        if self.light is Light.TAKEN:
            return "entry", 1.5
        return ("line-strong", 1.0) if self.is_hovered else _USUAL

    def _paint_tile(self, painter: QPainter, face: CardFace) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(face.token))
        painter.drawRoundedRect(TILE, theme.RADIUS, theme.RADIUS)
        glyph = TILE.adjusted(5, 5, -5, -5)
        icons.paint(painter, face.icon, glyph, "on-accent")

    def _paint_texts(self, painter: QPainter, face: CardFace) -> None:
        if self._texts is None:
            title = _fitting(face.title, "label-strong")
            self._texts = title, _fitting(face.summary, "caption")
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("label-strong"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        title, summary = self._texts
        middle = 8.0 if summary else 17.0
        painter.drawText(QRectF(TEXT_LEFT, middle, TEXT_WIDTH + 4, 18), left, title)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("caption"))
        painter.drawText(QRectF(TEXT_LEFT, 26, TEXT_WIDTH + 4, 16), left, summary)
        if self.note:
            painter.setPen(theme.colour("entry"))
            under = QRectF(-20, CARD_HEIGHT + 4, CARD_WIDTH + 40, 16)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self.note)

    def _paint_own_note(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.colour("line-strong"), 1))
        painter.setBrush(theme.colour("raised"))
        painter.drawEllipse(NOTE)
        icons.paint(painter, "message-square", NOTE.adjusted(4, 4, -4, -4), "muted")

    def _paint_badge(self, painter: QPainter, face: CardFace) -> None:
        painter.setPen(QPen(theme.colour("canvas"), 2))
        painter.setBrush(theme.colour(face.problem_token))
        # A warning is a square: colour alone does not tell it from an error.
        corner = 4 if face.problem_token == "warn" else BADGE.height() / 2  # noqa: S105 - a colour
        painter.drawRoundedRect(BADGE, corner, corner)
        painter.setPen(theme.colour("on-accent"))
        painter.setFont(theme.font("caption-strong"))
        painter.drawText(
            BADGE, Qt.AlignmentFlag.AlignCenter, str(min(len(face.problems), 9))
        )


def light_pen(light: Light, token: str, width: float) -> QPen:
    """What is forbidden is dashed as well: colour alone does not tell."""
    pen = QPen(theme.colour(token), width)
    if light is Light.FORBIDDEN:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen


def _fitting(text: str, set_as: str) -> str:
    line = " ".join(text[:MOST].split())
    right = Qt.TextElideMode.ElideRight
    return theme.metrics(set_as).elidedText(line, right, TEXT_WIDTH)
