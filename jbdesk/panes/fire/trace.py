"""What became of it: the layers of a trace as rows, and the path in words."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from jbdesk.model.firing.trace import Layer, LayerState, Trace, TraceStep
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, icon_button
from jbdesk.widgets.labels import ElidedLabel
from jbdesk.widgets.step_list import Step, StepList, StepState
from jbdesk.widgets.surfaces import make_surface

_STATES = {
    LayerState.YES: StepState.DONE,
    LayerState.NO: StepState.ATTENTION,
    LayerState.PENDING: StepState.WAITING,
    LayerState.UNKNOWN: StepState.UNKNOWN,
}
_NOTHING = (
    Step(
        StepState.UNKNOWN,
        "Nothing fired yet",
        "Whether the event was accepted, whether a journey listens, and whether the"
        " contact entered appear here.",
    ),
)
_MOST_STEPS = 8  # of a path, the latest; the canvas shows all


class TracePage(QWidget):
    """Shows one delivery, and follows it until its end is known."""

    canvas_wanted = Signal(Trace)
    stop_wanted = Signal()
    evidence_wanted = Signal(Trace)

    def __init__(self) -> None:
        super().__init__()
        self._trace: Trace | None = None
        self._evidence = icon_button("save", "Save evidence…", self._tell_evidence)
        self._about = ElidedLabel(colour="muted")
        self._list = StepList()
        self._canvas = button("Show on the canvas", self._show_canvas, icon="route")
        self._stop = button("Stop following", self.stop_wanted.emit)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_2)
        head.addWidget(self._about, 1)
        for each in (self._evidence, self._stop, self._canvas):
            head.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addLayout(head)
        column.addWidget(_scrolling(self._list), 1)
        self.clear()

    def clear(self) -> None:
        self._trace = None
        self._evidence.hide()
        self._about.setText("")
        self._list.show_steps(_NOTHING)
        self._canvas.hide()
        self._stop.hide()

    def show_following(self, about: str) -> None:
        """Say whom it follows, before the first answer."""
        self._trace = None
        self._about.setText(about)
        self._list.show_steps((Step(StepState.WAITING, "Asking the service"),))
        self._canvas.hide()
        self._stop.show()

    def show_answered(self, about: str, trace: Trace) -> None:
        """Show what the answer alone says; nobody follows it yet."""
        self.show_trace(trace)
        self._about.setText(about)
        self._stop.hide()

    def show_trace(self, trace: Trace) -> None:
        self._trace = trace
        self._evidence.show()
        rows = [_row(layer) for layer in trace.layers]
        if trace.steps:
            rows.append(_path(trace))
        self._list.show_steps(tuple(rows))
        self._canvas.setVisible(bool(trace.journey_key))
        self._stop.setVisible(not trace.is_final)

    def show_stopped(self) -> None:
        self._stop.hide()

    def _tell_evidence(self) -> None:
        if self._trace is not None:
            self.evidence_wanted.emit(self._trace)

    def _show_canvas(self) -> None:
        if self._trace is not None:
            self.canvas_wanted.emit(self._trace)


def _scrolling(steps: StepList) -> QScrollArea:
    inner = make_surface(QWidget())
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(steps)
    column.addStretch(1)
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


def _row(layer: Layer) -> Step:
    if layer.name == "accepted":
        text = "\n".join(filter(None, (layer.text, layer.evidence)))
    else:
        source = f"Source: {layer.evidence}." if layer.evidence else ""
        sure = f"{layer.sure[:1].upper()}{layer.sure[1:]}." if layer.sure else ""
        text = " ".join(filter(None, (layer.text, source, sure)))
    asked = f"read {layer.asked_at.astimezone():%H:%M:%S}" if layer.asked_at else ""
    return Step(_STATES[layer.state], layer.title, text, asked)


def _path(trace: Trace) -> Step:
    shown = trace.steps[-_MOST_STEPS:]
    words = " → ".join(_step_words(step) for step in shown)
    if len(shown) < len(trace.steps):
        words = f"… → {words}"
    text = f"{words}. {trace.ends}" if trace.ends else words
    state = StepState.DONE if trace.is_final else StepState.WAITING
    return Step(state, "Path so far" if not trace.is_final else "Path", text)


def _step_words(step: TraceStep) -> str:
    if step.until is None and step.at is not None:
        due = f", until {_moment(step.due)}" if step.due else ""
        return f"{step.name} (here since {_moment(step.at)}{due})"
    if step.until is None or step.at is None or step.until <= step.at:
        return step.name
    return f"{step.name} (until {_moment(step.until)})"


def _moment(at: datetime) -> str:
    told = at.astimezone(UTC)  # as the tenant's own clock is shown
    return f"{told.day} {told:%b %Y, %H:%M} UTC"
