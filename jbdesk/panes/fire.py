"""Fire test contact: the form, the exact JSON, the answer, what became of it."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from jbdesk.model import doors
from jbdesk.model.delivery import Delivery, DeliveryState
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.problem import Problem
from jbdesk.model.trace import Trace
from jbdesk.panes.fire_form import FireForm
from jbdesk.panes.fire_many import ManyPage
from jbdesk.panes.fire_pages import FirePages
from jbdesk.panes.fire_trace import TraceCard
from jbdesk.services import event_definitions, firing, tracer
from jbdesk.services.connection import Connection
from jbdesk.services.ledger import Ledger
from jbdesk.services.row_mappings import RowMappings
from jbdesk.services.runs import Runs
from jbdesk.services.settings import Settings
from jbdesk.widgets import entries, theme
from jbdesk.widgets.buttons import primary_button
from jbdesk.widgets.exchange_view import ExchangeView
from jbdesk.widgets.json_view import JsonView
from jbdesk.widgets.labels import caption, strong
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.surfaces import Card, Line, make_surface

FORM_WIDTH = 420
_HEIGHTS = (322, 172, 154)  # what became of it, payload, answer
_STATE_WORDS = {
    DeliveryState.ACCEPTED: "accepted",
    DeliveryState.REFUSED: "refused",
    DeliveryState.NOT_SENT: "not sent",
    DeliveryState.UNKNOWN: "outcome unknown",
}


class FirePane(Pane):
    """Fires one contact and follows it, or many."""

    trace_wanted = Signal(Trace)  # on the canvas
    trace_changed = Signal(Trace)

    def __init__(self, ledger: Ledger, runs: Runs, settings: Settings) -> None:
        super().__init__(entries.FIRE)
        self._ledger = ledger
        self._connection: Connection | None = None
        self._is_loaded = False
        self._fired = 0
        self._loaded_for = ""
        self.form = FireForm()
        self._payload = JsonView("Payload")
        self._answer = ExchangeView(
            "Nothing sent yet", "The whole answer of the service appears here."
        )
        self._trace = TraceCard()
        self._fire_button = primary_button("Fire", self._fire_clicked, icon="send")
        self._fire_button.setToolTip("Fire (Ctrl+Return)")
        self._add_action()
        self.many = ManyPage(self, runs, RowMappings(settings))
        self.pages = FirePages(self._laid_out(), self.many)
        self.head.add_action(self.pages.switch)
        self.set_body(self.pages)
        self.many.chosen.connect(self.choose)
        self.pages.turned.connect(lambda _: self.shown())
        self.form.chosen.connect(self._chosen)
        self.form.changed.connect(self._show_payload)
        self._trace.canvas_wanted.connect(self.trace_wanted)
        self._trace.stop_wanted.connect(self._stop_following)
        self._show_payload()

    def _add_action(self) -> None:
        action = QAction("Fire", self)
        action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self._fire_button.click)
        self.addAction(action)

    def _laid_out(self) -> QWidget:
        left = make_surface(QWidget())
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.form, 1)
        column.addWidget(Line())
        foot = QHBoxLayout()
        foot.setContentsMargins(
            theme.SPACE_4, theme.SPACE_3, theme.SPACE_4, theme.SPACE_3
        )
        foot.setSpacing(theme.SPACE_3)
        foot.addWidget(self._fire_button)
        foot.addWidget(caption("Ctrl+Return"))
        foot.addStretch(1)
        column.addLayout(foot)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.addWidget(left)
        across.addWidget(self._right())
        across.setStretchFactor(1, 1)
        across.setSizes([FORM_WIDTH, 2 * FORM_WIDTH])
        return across

    def _right(self) -> QWidget:
        down = QSplitter(Qt.Orientation.Vertical)
        down.setChildrenCollapsible(False)
        cards = (
            self._trace,
            _titled("Payload", self._payload),
            _titled("", self._answer),
        )
        for card, height in zip(cards, _HEIGHTS, strict=True):
            card.setMinimumHeight(height // 2)
            down.addWidget(card)
        down.setSizes(_HEIGHTS)
        down.setHandleWidth(theme.SPACE_3)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(*[theme.SPACE_3] * 4)
        column.addWidget(down)
        return right

    # Which event definition.

    def use(self, connection: Connection) -> None:
        """Take another connection; what was typed stays, what was read goes."""
        self.stop()
        self._connection = connection
        self._is_loaded = False
        self._loaded_for = ""
        self.notice.clear()
        self._answer.clear()
        self._trace.clear()
        self.many.use(connection)
        if self.isVisible():
            self.shown()

    def shown(self) -> None:
        if self._connection is not None and not self._is_loaded:
            self.start(self._load, self._connection)
        if self.pages.is_many:
            self.many.shown()
        else:
            self.form.focus_first_problem()

    async def _load(self, connection: Connection) -> None:
        found = await event_definitions.list_all(connection)
        self._is_loaded = True
        self.form.box.show_definitions(found)
        self.many.box.show_definitions(found)
        if self.form.definition is not None:
            self._chosen(self.form.definition)

    def choose(self, definition: EventDefinition) -> None:
        """Fire at this event definition next."""
        self.form.box.choose(definition)
        self._chosen(definition)

    def _chosen(self, definition: EventDefinition) -> None:
        self.head.set_title("Fire test contact", definition.name)
        self._show_payload()
        if self._connection is None or self._loaded_for == definition.key:
            return
        self._loaded_for = definition.key
        self.start(self._load_fields, self._connection, definition)

    async def _load_fields(
        self, connection: Connection, definition: EventDefinition
    ) -> None:
        fields = await event_definitions.fields_of(connection, definition)
        self.form.show_fields(fields, definition.data_extension_name or "Event")
        self.many.show_definition(definition, fields)

    def _show_payload(self) -> None:
        definition = self.form.definition or EventDefinition({})
        body = doors.EVENTS.body(definition, self.form.contact_key, self.form.data())
        self._payload.show_text(json.dumps(body, ensure_ascii=False, indent=2))

    # Firing.

    def _fire_clicked(self) -> None:
        self.notice.clear()
        definition = self.form.definition
        if self._connection is None:
            self.failed((Problem("Not connected. Choose a connection first."),))
            return
        if self.form.check() or definition is None:
            self.form.focus_first_problem()
            return
        self.start_write(
            self._fire, self._connection, definition, locks=(self._fire_button,)
        )

    async def _fire(self, connection: Connection, definition: EventDefinition) -> None:
        delivery = await firing.fire(
            connection,
            self._ledger,
            definition,
            self.form.contact_key,
            self.form.data(),
            names=[each.name for each in self.form.fields],
        )
        self._fired += 1
        self._show_delivery(delivery)
        if connection is self._connection and delivery.state is DeliveryState.ACCEPTED:
            self.start(self._follow, connection, delivery)

    def _show_delivery(self, delivery: Delivery) -> None:
        self.tell_status(
            f"{self._fired} fired · last one {_STATE_WORDS[delivery.state]}"
        )
        if delivery.exchange is not None:
            self._answer.show_exchange(delivery.exchange)
        self._trace.clear()
        left = self.form.set_problems(delivery.problems)
        if delivery.problems:
            self.form.focus_first_problem()
        if delivery.state is DeliveryState.UNKNOWN:
            self._ask_about(delivery, left or delivery.problems)
        else:
            self.notice.show_problems(left)

    def _ask_about(self, delivery: Delivery, problems: tuple[Problem, ...]) -> None:
        text = " ".join(each.text for each in problems)
        self.notice.show_text(
            f"{text} The contact may have been received; it was not sent again.",
            title="Outcome unknown",
            state="warn",
            actions=(
                ("Check", lambda: self._check(delivery)),
                ("Fire again", self._fire_clicked),
            ),
        )

    def _check(self, delivery: Delivery) -> None:
        if self._connection is not None:
            self.start(self._follow, self._connection, delivery)

    # What became of it.

    async def _follow(self, connection: Connection, delivery: Delivery) -> None:
        self._trace.show_following(delivery.contact_key)
        async for trace in tracer.follow(connection, delivery):
            self._trace.show_trace(trace)
            self.trace_changed.emit(trace)
        self._trace.show_stopped()

    def _stop_following(self) -> None:
        self.stop()
        self._trace.show_stopped()


def _titled(text: str, body: QWidget) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(
        theme.SPACE_4, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2
    )
    column.setSpacing(theme.SPACE_1)
    if text:
        column.addWidget(strong(text))
    column.addWidget(body, 1)
    return card
