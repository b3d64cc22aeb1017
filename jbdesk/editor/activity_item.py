"""A card on the canvas; it draws the face it was shown and looks nothing up."""

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsSceneHoverEvent,
    QStyleOptionGraphicsItem,
    QWidget,
)

from jbdesk.editor.card_face import CardFace
from jbdesk.editor.geometry import CARD_HEIGHT, CARD_WIDTH
from jbdesk.widgets import icons, theme
from jbdesk.widgets.tooltips import tooltip

CARD = QRectF(0, 0, CARD_WIDTH, CARD_HEIGHT)
TILE = QRectF(10, 13, 26, 26)
TEXT_LEFT, TEXT_WIDTH = 46.0, CARD_WIDTH - 46.0 - 10.0
BADGE = QRectF(CARD_WIDTH - 10, -8, 18, 18)
SMALL = 0.4  # below this zoom texts are left out
DIMMED = 0.38


class Light(Enum):
    """How a card or a path stands out for the moment."""

    NONE = auto()
    TARGET = auto()  # what is dragged may go there
    AIM = auto()  # it goes there when it is dropped now
    TAKEN = auto()  # the contact of the trace came by
    FORBIDDEN = auto()  # it is dragged there, and can't be
    DIMMED = auto()  # the contact of the trace did not


class ActivityItem(QGraphicsItem):
    """One activity, or the entry source."""

    def __init__(self, ref: str) -> None:
        super().__init__()
        self.ref = ref
        self.face: CardFace | None = None
        self.light = Light.NONE
        self.note = ""  # under the card, in the entry green
        self._title = self._summary = ""
        self._is_hovered = False
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIsSelectable)
        self.setAcceptHoverEvents(True)
        self.setZValue(2)

    def show_face(self, face: CardFace) -> None:
        if face == self.face:
            return
        self.face = face
        self.setToolTip(tooltip(face.spoken))
        right = Qt.TextElideMode.ElideRight
        bold = QFontMetricsF(theme.font("label-strong"))
        small = QFontMetricsF(theme.font("caption"))
        self._title = bold.elidedText(_line(face.title), right, TEXT_WIDTH)
        self._summary = small.elidedText(_line(face.summary), right, TEXT_WIDTH)
        self.update()

    def show_light(self, light: Light, note: str = "") -> None:
        if (light, note) != (self.light, self.note):
            self.light, self.note = light, note
            self.update()

    def boundingRect(self) -> QRectF:
        return CARD.adjusted(-24, -10, 24, 24)

    def centre(self) -> QPointF:
        return self.pos() + CARD.center()

    def card_rect(self) -> QRectF:
        return CARD.translated(self.pos())

    def hoverEnterEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._is_hovered = True
        self.update()
        super().hoverEnterEvent(event)

    def hoverLeaveEvent(self, event: QGraphicsSceneHoverEvent) -> None:
        self._is_hovered = False
        self.update()
        super().hoverLeaveEvent(event)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002 - Qt's signature
    ) -> None:
        if self.face is None:
            return
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.light is Light.DIMMED:
            painter.setOpacity(painter.opacity() * DIMMED)
        self._paint_frame(painter)
        self._paint_tile(painter, self.face)
        if zoom >= SMALL:
            self._paint_texts(painter)
        if self.face.problems:
            self._paint_badge(painter, self.face)

    def _paint_frame(self, painter: QPainter) -> None:
        radius = theme.RADIUS_CARD
        if not self.isSelected():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 12))
            painter.drawRoundedRect(CARD.translated(0, 1.5), radius, radius)
        token, width = self._border()
        painter.setPen(light_pen(self.light, token, width))
        painter.setBrush(theme.colour("raised"))
        out = 1.0 if width > 2 else -0.5 if width < 2 else 0.0  # noqa: PLR2004
        frame = CARD.adjusted(-out, -out, out, out)
        painter.drawRoundedRect(frame, radius, radius)

    def _border(self) -> tuple[str, float]:
        if self.light is Light.FORBIDDEN:
            return "bad", 2.5
        if self.isSelected():
            return "accent", 2.5
        if self.light in (Light.TARGET, Light.AIM):
            return "accent", 2.5 if self.light is Light.AIM else 1.5
        if self.light is Light.TAKEN:
            return "entry", 1.5
        return ("line-strong" if self._is_hovered else "line"), 1.0

    def _paint_tile(self, painter: QPainter, face: CardFace) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(face.token))
        painter.drawRoundedRect(TILE, theme.RADIUS, theme.RADIUS)
        glyph = TILE.adjusted(5, 5, -5, -5)
        icons.paint(painter, face.icon, glyph, "on-accent")

    def _paint_texts(self, painter: QPainter) -> None:
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("label-strong"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        middle = 8.0 if self._summary else 17.0
        title = QRectF(TEXT_LEFT, middle, TEXT_WIDTH + 4, 18)
        painter.drawText(title, left, self._title)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font("caption"))
        painter.drawText(QRectF(TEXT_LEFT, 26, TEXT_WIDTH + 4, 16), left, self._summary)
        if self.note:
            painter.setPen(theme.colour("entry"))
            under = QRectF(-20, CARD_HEIGHT + 4, CARD_WIDTH + 40, 16)
            painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self.note)

    def _paint_badge(self, painter: QPainter, face: CardFace) -> None:
        painter.setPen(QPen(theme.colour("canvas"), 2))
        painter.setBrush(theme.colour(face.problem_token))
        painter.drawEllipse(BADGE)
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


def _line(text: str) -> str:
    return " ".join(text.split())
