"""How buttons, marks, tabs, rows and splitters are painted.

Each painter says whether it has drawn; where it says no, Fusion does.
"""

from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPushButton,
    QStyle,
    QToolButton,
    QWidget,
)

from jbdesk.widgets import icons, theme

Option = Any  # Qt's options have fields that its type stubs leave out
State = QStyle.StateFlag

TEXTS = {"primary": "on-accent", "danger": "bad", "link": "accent"}
ICON_GAP = 6  # between the icon and the words of a button
_WORDS = Qt.TextFlag.TextHideMnemonic
_LINES = {"primary": "", "danger": "line-strong", "link": ""}


def has(option: Option, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def role(widget: QWidget | None) -> str:
    return str(widget.property("jbdeskRole") or "") if widget is not None else ""


def rounded(
    painter: QPainter,
    rect: QRect,
    *,
    ground: str = "",
    line: str = "",
    width: float = 1,
    radius: float = theme.RADIUS,
) -> None:
    """Draw a rounded ground and the line around it, inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2
    frame = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.setPen(QPen(theme.colour(line), width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, radius, radius)
    painter.restore()


def nothing(_option: Option, _painter: QPainter, _widget: QWidget | None) -> bool:
    return True


def button_panel(option: Option, painter: QPainter, widget: QWidget | None) -> bool:
    kind = role(widget)
    if not has(option, State.State_Enabled):
        ground, line = ("", "") if kind == "link" else ("bg", "line-soft")
        if kind == "primary":
            ground = "neutral-soft"
    elif kind == "primary":
        is_hot = has(option, State.State_MouseOver) or has(option, State.State_Sunken)
        ground, line = ("accent-hover" if is_hot else "accent"), ""
    else:
        line = _LINES.get(kind, "line")
        ground = _plain_ground(option, "" if kind == "link" else "raised")
    rounded(painter, option.rect, ground=ground, line=line)
    return True


def _plain_ground(option: Option, idle: str) -> str:
    if has(option, State.State_Sunken):
        return "line-soft"
    if has(option, State.State_On):
        return "accent-soft"
    return "hover" if has(option, State.State_MouseOver) else idle


def button_label(option: Option, painter: QPainter) -> bool:
    """Draw icon and words as one group, with air between them."""
    if option.icon.isNull() or not option.text:
        return False
    words = option.fontMetrics.size(_WORDS, option.text).width()
    side = option.iconSize.width()
    rect: QRect = option.rect
    left = rect.left() + max((rect.width() - side - ICON_GAP - words) // 2, 0)
    top = rect.top() + (rect.height() - side) // 2
    is_enabled = has(option, State.State_Enabled)
    mode = QIcon.Mode.Normal if is_enabled else QIcon.Mode.Disabled
    option.icon.paint(painter, left, top, side, side, mode=mode)
    group = QPalette.ColorGroup.Active if is_enabled else QPalette.ColorGroup.Disabled
    painter.setPen(option.palette.color(group, QPalette.ColorRole.ButtonText))
    place = rect.adjusted(left - rect.left() + side + ICON_GAP, 0, 0, 0)
    painter.drawText(place, _WORDS | Qt.AlignmentFlag.AlignVCenter, option.text)
    return True


def tool_panel(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    is_flat = has(option, State.State_AutoRaise)
    ground = _plain_ground(option, "" if is_flat else "raised")
    rounded(painter, option.rect, ground=ground, line="" if is_flat else "line")
    return True


def focus_ring(option: Option, painter: QPainter, widget: QWidget | None) -> bool:
    if isinstance(widget, QAbstractItemView):
        return True
    line = "text" if role(widget) == "primary" else "accent"
    is_whole = isinstance(widget, QToolButton | QPushButton)
    rect = widget.rect() if is_whole and widget is not None else option.rect
    rounded(painter, rect, line=line, width=theme.FOCUS_WIDTH)
    return True


def check_mark(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    is_on = has(option, State.State_On) or has(option, State.State_NoChange)
    is_enabled = has(option, State.State_Enabled)
    ground = ("accent" if is_enabled else "line-strong") if is_on else "surface"
    line = "" if is_on else ("line-strong" if is_enabled else "line")
    rounded(painter, option.rect, ground=ground, line=line, radius=4)
    if is_on:
        name = "check" if has(option, State.State_On) else "minus"
        icons.paint(
            painter, name, QRectF(option.rect).adjusted(2, 2, -2, -2), "on-accent"
        )
    return True


def radio_mark(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    is_on = has(option, State.State_On)
    line = "accent" if is_on else "line-strong"
    width = 5 if is_on else 1
    rounded(painter, option.rect, ground="surface", line=line, width=width, radius=8)
    return True


def row_ground(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    if has(option, State.State_Selected):
        painter.fillRect(option.rect, theme.colour("accent-soft"))
    return True


def item_ground(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    own = getattr(option, "backgroundBrush", None)  # what a row was marked with
    if own is not None and own.style() is not Qt.BrushStyle.NoBrush:
        painter.fillRect(option.rect, own)
    elif has(option, State.State_Selected):
        painter.fillRect(option.rect, theme.colour("accent-soft"))
    elif has(option, State.State_MouseOver) and has(option, State.State_Enabled):
        painter.fillRect(option.rect, theme.colour("hover"))
    return True


def tab_token(option: Option) -> str:
    return "accent" if has(option, State.State_Selected) else "muted"


def tab_shape(option: Option, painter: QPainter, _widget: QWidget | None) -> None:
    rect: QRect = option.rect
    if has(option, State.State_Selected):
        line = QRect(rect.left() + 8, rect.bottom() - 1, rect.width() - 16, 2)
        painter.fillRect(line, theme.colour("accent"))
    elif has(option, State.State_MouseOver):
        rounded(painter, rect.adjusted(2, 3, -2, -3), ground="hover")
    if has(option, State.State_HasFocus):
        ring = rect.adjusted(1, 2, -1, -3)
        rounded(painter, ring, line="accent", width=theme.FOCUS_WIDTH)


GAP = 6  # pixels; a wider handle of a splitter lies between cards


def splitter(option: Option, painter: QPainter, _widget: QWidget | None) -> None:
    rect: QRect = option.rect
    is_gap = min(rect.width(), rect.height()) > GAP
    if is_gap and not has(option, State.State_MouseOver):
        return  # between cards the gap itself parts them
    if not is_gap:
        painter.fillRect(rect, theme.colour("surface"))
    token = "accent" if has(option, State.State_MouseOver) else "line"
    # A handle between things side by side is tall; Qt calls that horizontal.
    if has(option, State.State_Horizontal):
        painter.fillRect(
            QRect(rect.center().x(), rect.top(), 1, rect.height()), theme.colour(token)
        )
    else:
        painter.fillRect(
            QRect(rect.left(), rect.center().y(), rect.width(), 1), theme.colour(token)
        )


def rubber_band(option: Option, painter: QPainter, _widget: QWidget | None) -> None:
    """A frame that hides nothing of what it is drawn around."""
    ground = QColor(theme.colour("accent"))
    ground.setAlpha(24)
    painter.fillRect(option.rect, ground)
    painter.setPen(QPen(theme.colour("accent"), 1))
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))


def progress_groove(option: Option, painter: QPainter, _widget: QWidget | None) -> None:
    rounded(painter, _bar(option.rect), ground="line-soft", radius=3)


def progress_contents(
    option: Option, painter: QPainter, _widget: QWidget | None
) -> None:
    rect = _bar(option.rect)
    span = option.maximum - option.minimum
    part = (option.progress - option.minimum) / span if span > 0 else 1
    width = int(rect.width() * max(0.0, min(part, 1.0)))
    if width:
        rect.setWidth(width)
        rounded(painter, rect, ground="accent", radius=3)


def _bar(rect: QRect) -> QRect:
    return QRect(rect.left(), rect.center().y() - 2, rect.width(), 6)


def corner(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    painter.fillRect(option.rect, theme.colour("surface"))
    return True
