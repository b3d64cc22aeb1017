"""Bars by the day: axis, legend, what was never read; the keyboard goes through it."""

from dataclasses import dataclass
from math import ceil, log10

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jbdesk.widgets import theme
from jbdesk.widgets.tooltips import tooltip

_LINES = 4  # of the grid, at most
_LEGEND = 24
_FOOT = 22
_SIDE = theme.SPACE_3
_SWATCH = 8
_WIDEST, _THIN = 26, 3  # of a single bar


@dataclass(frozen=True)
class Series:
    """One kind of bar."""

    name: str
    token: str  # its colour
    values: tuple[int, ...]


@dataclass(frozen=True)
class Bars:
    """All that a chart shows: a place for each day."""

    labels: tuple[str, ...] = ()  # short, below the axis
    titles: tuple[str, ...] = ()  # whole, in words
    series: tuple[Series, ...] = ()
    gaps: frozenset[int] = frozenset()  # places of which too little is known

    @property
    def top(self) -> int:
        return max((max(each.values, default=0) for each in self.series), default=0)

    def told(self, place: int) -> str:
        """Say a place in words, for tooltips and screen readers."""
        counts = ", ".join(f"{e.name} {e.values[place]:,}" for e in self.series)
        gap = " Not read whole." if place in self.gaps else ""
        return f"{self.titles[place]}: {counts}.{gap}"


class BarChart(QWidget):
    """Shows bars; Left and Right, Home and End go from day to day."""

    chosen = Signal(int)  # the place

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._bars = Bars()
        self._place = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(140)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding)
        theme.notice.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(480, 200)

    def show_bars(self, bars: Bars) -> None:
        self._bars = bars
        self._place = min(self._place, len(bars.labels) - 1)
        self._tell()
        self.update()

    @property
    def place(self) -> int:
        """The day that is chosen; -1 where none is."""
        return self._place

    def choose(self, place: int) -> None:
        """Choose a day, without telling anybody."""
        if 0 <= place < len(self._bars.labels) and place != self._place:
            self._place = place
            self._tell()
            self.update()

    def _tell(self) -> None:
        """Let a screen reader know what is chosen, else what all of it says."""
        bars = self._bars
        if self._place >= 0:
            text = bars.told(self._place)
        elif bars.labels:
            sums = ", ".join(f"{e.name} {sum(e.values):,}" for e in bars.series)
            text = f"{bars.titles[0]} to {bars.titles[-1]}: {sums}."
        else:
            text = "Nothing to show yet."
        self.setAccessibleDescription(text)
        changed = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(changed)

    # Where things are.

    @property
    def _plot(self) -> QRectF:
        metrics = theme.metrics("caption")
        left = metrics.horizontalAdvance(f"{self._scale()[-1]:,}") + _SIDE * 1.5
        width = self.width() - left - _SIDE
        return QRectF(left, _LEGEND + 6, width, self.height() - _LEGEND - _FOOT - 6)

    def _scale(self) -> list[int]:
        """Give the numbers of the axis: round ones, from 0 past the highest."""
        top = max(self._bars.top, 1)
        step = 10 ** max(ceil(log10(top / _LINES)), 0) if top > _LINES else 1
        for part in (10, 5, 4, 2):
            if step % part == 0 and step // part * _LINES >= top:
                step //= part
                break
        return [step * number for number in range(ceil(top / step) + 1)]

    def _slot(self, place: int) -> QRectF:
        plot = self._plot
        width = plot.width() / max(len(self._bars.labels), 1)
        return QRectF(plot.left() + place * width, plot.top(), width, plot.height())

    def _place_at(self, at: QPointF) -> int:
        plot = self._plot
        if not self._bars.labels or not plot.left() <= at.x() < plot.right():
            return -1
        return int((at.x() - plot.left()) / plot.width() * len(self._bars.labels))

    # Painting.

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        self._paint_legend(painter)
        self._paint_axis(painter)
        self._paint_gaps(painter)
        self._paint_chosen(painter)
        for place in range(len(self._bars.labels)):
            self._paint_bars(painter, place)
        self._paint_days(painter)
        if self.hasFocus():
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), theme.FOCUS_WIDTH))
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)

    def _paint_legend(self, painter: QPainter) -> None:
        metrics, left = theme.metrics("caption"), float(_SIDE)
        middle = _LEGEND / 2 + 2
        entries = [(each.name, each.token) for each in self._bars.series]
        if self._bars.gaps:
            entries.append(("Not read whole", "neutral-soft"))
        for name, token in entries:
            swatch = QRectF(left, middle - _SWATCH / 2, _SWATCH, _SWATCH)
            painter.fillRect(swatch, theme.colour(token))
            if token == "neutral-soft":  # noqa: S105 - a colour
                painter.setPen(theme.colour("line-strong"))
                painter.drawRect(swatch)
            left += _SWATCH + theme.SPACE_1 + 2
            painter.setPen(theme.colour("muted"))
            painter.drawText(QPointF(left, middle + metrics.ascent() / 2 - 1), name)
            left += metrics.horizontalAdvance(name) + theme.SPACE_4

    def _paint_axis(self, painter: QPainter) -> None:
        plot, scale = self._plot, self._scale()
        for number in scale:
            y = round(plot.bottom() - plot.height() * number / scale[-1])
            painter.setPen(theme.colour("line" if number == 0 else "line-soft"))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(theme.colour("muted"))
            text = QRectF(0, y - 8, plot.left() - 6, 16)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(text, int(side), f"{number:,}")

    def _paint_gaps(self, painter: QPainter) -> None:
        for place in self._bars.gaps:
            painter.fillRect(self._slot(place), theme.colour("neutral-soft"))

    def _paint_chosen(self, painter: QPainter) -> None:
        if 0 <= self._place < len(self._bars.labels):
            painter.fillRect(self._slot(self._place), theme.colour("accent-soft"))

    def _paint_bars(self, painter: QPainter, place: int) -> None:
        slot, series = self._slot(place), self._bars.series
        top = self._scale()[-1]
        share = slot.width() * 0.76 / max(len(series), 1)
        width = max(int(min(share, _WIDEST)), 1)  # whole pixels: all alike
        left = round(slot.center().x() - width * len(series) / 2)
        for number, each in enumerate(series):
            if each.values[place]:
                height = max(slot.height() * each.values[place] / top, 1.0)
                room = 1 if width > _THIN else 0  # between one bar and the next
                at = left + number * width
                bar = QRectF(at, slot.bottom() - height, width - room, height)
                painter.fillRect(bar, theme.colour(each.token))

    def _paint_days(self, painter: QPainter) -> None:
        """Name as many days as there is room for, each below its bars."""
        labels, metrics = self._bars.labels, theme.metrics("caption")
        if not labels:
            return
        widest = max(metrics.horizontalAdvance(each) for each in labels)
        every = ceil((widest + theme.SPACE_3) / self._slot(0).width())
        painter.setPen(theme.colour("muted"))
        for place in range(0, len(labels), every):
            middle = self._slot(place).center().x()
            middle = min(middle, self.width() - widest / 2 - theme.SPACE_1)
            box = QRectF(middle - widest, self._plot.bottom() + 3, widest * 2, 16)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignHCenter), labels[place])

    # What a person does.

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._place_at(QPointF(event.pos()))
            told = tooltip(self._bars.told(place)) if place >= 0 else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(self._place_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._bars.labels) - 1
        goes = {
            Qt.Key.Key_Left: max(self._place - 1, 0),
            Qt.Key.Key_Right: min(self._place + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key in goes and last >= 0:
            self._go(goes[key])
        else:
            super().keyPressEvent(event)

    def _go(self, place: int) -> None:
        if place >= 0:
            self.choose(place)
            self.chosen.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)
