"""How fields, lists, headers, menus and scroll bars are painted."""

from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)

from jbdesk.widgets import icons, theme
from jbdesk.widgets.style_controls import Option, has, rounded

State = QStyle.StateFlag
_Part = QStyle.SubControl
_ARROW = 14
_SHORTEST = 28  # pixels of a scroll bar's handle


def _field(option: Option, painter: QPainter, widget: QWidget | None) -> None:
    is_enabled = has(option, State.State_Enabled)
    is_wrong = widget is not None and bool(widget.property("jbdeskInvalid"))
    is_focused = has(option, State.State_HasFocus)
    line = "bad" if is_wrong else "accent" if is_focused else "line"
    is_hot = is_enabled and has(option, State.State_MouseOver)
    if line == "line" and is_hot:
        line = "line-strong"
    width = theme.FOCUS_WIDTH if is_focused or is_wrong else 1
    ground = "surface" if is_enabled else "bg"
    rounded(painter, option.rect, ground=ground, line=line, width=width)


def line_panel(option: Option, painter: QPainter, widget: QWidget | None) -> bool:
    inside = widget.parentWidget() if widget is not None else None
    if inside is not None and inside.inherits("QAbstractSpinBox"):
        return True
    if inside is not None and inside.inherits("QComboBox"):
        return True
    if isinstance(widget, QLineEdit) and not widget.hasFrame():
        return False
    _field(option, painter, widget)
    return True


def frame(option: Option, painter: QPainter, widget: QWidget | None) -> bool:
    if isinstance(widget, QPlainTextEdit):
        is_focused = has(option, State.State_HasFocus)
        is_wrong = bool(widget.property("jbdeskInvalid"))
        line = "bad" if is_wrong else "accent" if is_focused else "line"
        rounded(painter, option.rect, line=line, radius=theme.RADIUS)
        return True
    rounded(painter, option.rect, line="line", radius=theme.RADIUS)
    return True


def menu_panel(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    painter.fillRect(option.rect, theme.colour("raised"))
    painter.setPen(theme.colour("line-strong"))
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
    return True


def _arrow(option: Option, painter: QPainter, name: str) -> bool:
    place = QRectF(0, 0, _ARROW, _ARROW)
    place.moveCenter(QRectF(option.rect).center())
    token = "muted" if has(option, State.State_Enabled) else "faint"
    icons.paint(painter, name, place, token)
    return True


def arrow_down(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    return _arrow(option, painter, "chevron-down")


def arrow_up(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    return _arrow(option, painter, "chevron-up")


def header_arrow(option: Option, painter: QPainter, _widget: QWidget | None) -> bool:
    is_up = getattr(option, "sortIndicator", None)
    # Qt's arrow points down while the smallest stands first.
    name = "chevron-up" if str(is_up).endswith("SortDown") else "chevron-down"
    return _arrow(option, painter, name)


def header_section(option: Option, painter: QPainter, _widget: QWidget | None) -> None:
    rect: QRect = option.rect
    painter.fillRect(rect, theme.colour("surface"))
    low = QRect(rect.left(), rect.bottom(), rect.width(), 1)
    painter.fillRect(low, theme.colour("line"))


def combo(
    style: Any, option: Option, painter: QPainter, widget: QWidget | None
) -> None:
    _field(option, painter, widget)
    kind = QStyle.ComplexControl.CC_ComboBox
    place = style.subControlRect(kind, option, _Part.SC_ComboBoxArrow, widget)
    box = QRectF(0, 0, _ARROW, _ARROW)
    box.moveCenter(QRectF(place).center())
    token = "muted" if has(option, State.State_Enabled) else "faint"
    icons.paint(painter, "chevron-down", box, token)


def elide_choice(style: Any, option: Option, widget: QWidget | None) -> None:
    """Cut what is chosen with an ellipsis, where Qt would cut a letter."""
    kind = QStyle.ComplexControl.CC_ComboBox
    place = style.subControlRect(kind, option, _Part.SC_ComboBoxEditField, widget)
    text, width = option.currentText, place.width() - 2
    side = Qt.TextElideMode.ElideRight
    option.currentText = option.fontMetrics.elidedText(text, side, width)


def spin(style: Any, option: Option, painter: QPainter, widget: QWidget | None) -> None:
    _field(option, painter, widget)
    kind = QStyle.ComplexControl.CC_SpinBox
    for part, name in (
        (_Part.SC_SpinBoxUp, "chevron-up"),
        (_Part.SC_SpinBoxDown, "chevron-down"),
    ):
        box = QRectF(0, 0, _ARROW - 3, _ARROW - 3)
        place = style.subControlRect(kind, option, part, widget)
        box.moveCenter(QRectF(place).center())
        icons.paint(painter, name, box, "muted")


def scroll_bar(
    _style: Any, option: QStyleOptionSlider, painter: QPainter, _widget: QWidget | None
) -> None:
    known: Option = option
    painter.fillRect(known.rect, theme.colour("surface"))
    if known.maximum <= known.minimum:
        return
    handle = scroll_bar_part(option, _Part.SC_ScrollBarSlider).adjusted(3, 3, -3, -3)
    is_hot = has(known, State.State_MouseOver) or has(known, State.State_Sunken)
    radius = min(handle.width(), handle.height()) / 2
    rounded(painter, handle, ground="faint" if is_hot else "line-strong", radius=radius)


def scroll_bar_part(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Give the place of a part: a handle on the whole length, no arrows."""
    known: Option = option
    rect: QRect = known.rect
    is_lying = known.orientation is Qt.Orientation.Horizontal
    length = rect.width() if is_lying else rect.height()
    start, size = _handle(known, length)
    spans = {
        _Part.SC_ScrollBarGroove: (0, length),
        _Part.SC_ScrollBarSlider: (start, size),
        _Part.SC_ScrollBarSubPage: (0, start),
        _Part.SC_ScrollBarAddPage: (start + size, length - start - size),
    }
    if part not in spans:
        return QRect()
    begin, extent = spans[part]
    if is_lying:
        return QRect(rect.left() + begin, rect.top(), extent, rect.height())
    return QRect(rect.left(), rect.top() + begin, rect.width(), extent)


def _handle(option: Option, length: int) -> tuple[int, int]:
    span = option.maximum - option.minimum
    if span <= 0:
        return 0, length
    size = max(_SHORTEST, length * option.pageStep // (span + option.pageStep))
    size = min(size, length)
    start = QStyle.sliderPositionFromValue(
        option.minimum,
        option.maximum,
        option.sliderPosition,
        length - size,
        option.upsideDown,
    )
    return start, size
