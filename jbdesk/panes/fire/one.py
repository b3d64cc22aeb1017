"""One: the form, whether it would enter, the payload, the answer, what came of it."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from jbdesk.model import data_extension
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import doors
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.firing.pasted import Pasted
from jbdesk.model.firing.trace import Trace
from jbdesk.model.journey import JsonObject
from jbdesk.model.problem import Problem
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.panes.fire import layout as fire_layout
from jbdesk.panes.fire.answer import AnswerCard
from jbdesk.panes.fire.before import STATE_WORDS, time_words
from jbdesk.panes.fire.check import CheckCard, Lookout, Wanted
from jbdesk.panes.fire.deliveries import Deliveries, Intent
from jbdesk.panes.fire.form import FireForm
from jbdesk.panes.fire.payload import PayloadCard
from jbdesk.panes.fire.questions import Questions
from jbdesk.panes.fire.story import StoryCard
from jbdesk.services.connections.connection import Connection
from jbdesk.services.firing import acceptance
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.firing.test_contacts import TestContacts
from jbdesk.widgets.buttons import primary_button
from jbdesk.widgets.pane import Pane

_BY_NUMBER = "Not known: by its contact ID nobody tells where a contact is."


class OnePage(QWidget):
    """Fires one contact and follows it."""

    chosen = Signal(EventDefinition)
    trace_wanted = Signal(Trace)  # on the canvas
    traced = Signal(Trace)

    def __init__(self, pane: Pane, ledger: Ledger, contacts: TestContacts) -> None:
        super().__init__()
        self._pane = pane
        self._connection: Connection | None = None
        self._fired = 0
        self._next: TestContact | None = None  # shown once the fields are there
        self._is_refused = False  # as the payload differs from the form
        self.form = FireForm(contacts)
        self.payload = PayloadCard()
        self.answer = AnswerCard()
        self.story = StoryCard(self.form.box.name_of)
        self._check = CheckCard()
        self._deliveries = Deliveries(pane, ledger)
        self._questions = Questions(pane.notice, self.form.box, self._deliveries)
        self._lookout = Lookout(pane, self._check, self._wanted, self._judged_data)
        self._fire_button = primary_button("Fire", self._fire_clicked, icon="send")
        self._fire_button.setToolTip("Fire (Ctrl+Return)")
        self._deliveries.lock_with(self._fire_button)
        self._add_action()
        foot = (self._check, self._fire_button)
        cards = (self.story, self.payload, self.answer)
        fire_layout.lay_out(self, self.form, foot, cards)
        self._join_form()
        self._join_story()
        self.changed()

    def _add_action(self) -> None:
        action = QAction("Fire", self)
        action.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self._fire_button.click)
        self.addAction(action)

    def _join_form(self) -> None:
        self.form.chosen.connect(self.chosen)
        self.form.changed.connect(self.changed)
        self.payload.edited.connect(self._payload_edited)
        self.payload.reset_wanted.connect(self._show_payload)
        self.payload.door_changed.connect(lambda _: self.changed())

    def _join_story(self) -> None:
        deliveries, before, trace = (
            self._deliveries,
            self.story.before,
            self.story.trace,
        )
        deliveries.fired.connect(self._show_fired)
        deliveries.recent_changed.connect(before.show_deliveries)
        deliveries.following.connect(self._show_following)
        deliveries.traced.connect(self._show_traced)
        deliveries.unanswered.connect(self._show_unanswered)
        deliveries.stopped.connect(trace.show_stopped)
        trace.canvas_wanted.connect(self.trace_wanted)
        trace.stop_wanted.connect(self._stop_following)
        before.chosen.connect(self._show_past)
        before.trace_wanted.connect(deliveries.follow)
        before.again_wanted.connect(self._questions.ask_to_fire_again)
        before.data_wanted.connect(self._use_data)

    # What the pane calls.

    def use(self, connection: Connection) -> None:
        """Take another connection; what was typed stays, what was read goes."""
        self.form.refusal = connection.guard.refusal_of
        self._connection = connection
        self._deliveries.use(connection)
        self.story.before.use(connection.settings.id)
        self.answer.clear()
        self.story.trace.clear()
        self._lookout.forget()

    def shown(self) -> None:
        self.form.focus_first_problem()
        self._deliveries.read()
        self._lookout.forget(is_all=True)

    def look_again(self) -> None:
        """Ask anew where the contact is; it may have been taken out."""
        self._lookout.forget()

    def show_fields(
        self, definition: EventDefinition, fields: tuple[DataExtensionField, ...]
    ) -> None:
        self.form.show_fields(fields, definition.data_extension_name or "Event")
        if self._next is not None:
            self.form.show_contact(self._next)
            self._next = None

    # While one types.

    def changed(self) -> None:
        """Hear that something in the form is another."""
        self._show_payload()
        self._lookout.changed()

    def _show_payload(self) -> None:
        definition = self.form.definition or EventDefinition({})
        door = self.payload.door
        body = door.body(definition, self.form.contact_key, self.form.data())
        self.payload.show_body(body, self.form.fields)
        self._excuse()

    def _excuse(self) -> None:
        """Take back that the payload differs, once it does not."""
        if self._is_refused and not self.payload.is_doubted:
            self._is_refused = False
            self._pane.notice.clear()

    def _payload_edited(self, found: Pasted) -> None:
        definition = self.form.definition
        is_other = definition is None or definition.key != found.event_key
        if found.event_key and is_other:
            other = self.form.box.known(found.event_key)
            self.form.box.choose(other)
            self.chosen.emit(other)
        self.form.take(found, is_whole=True)
        self._excuse()

    def _wanted(self) -> Wanted | None:
        definition = self.form.definition
        if self._connection is None or definition is None:
            return None
        address = next(
            (
                str(self.form.data().get(each.name, ""))
                for each in self.form.fields
                if each.type == "EmailAddress"
            ),
            "",
        )
        if self.payload.door.wants_number:
            return Wanted(self._connection, definition.key, "", "", _BY_NUMBER)
        key = self.form.contact_key.strip()
        return Wanted(self._connection, definition.key, key, address)

    def _judged_data(self) -> JsonObject:
        return self.form.data(with_defaults=True)

    # Firing.

    def _fire_clicked(self) -> None:
        self._pane.notice.clear()
        self._is_refused = False
        definition = self.form.definition
        if self._connection is None:
            self._pane.failed((Problem("Not connected. Choose a connection first."),))
            return
        if (differs := self.payload.problem) is not None:
            self._is_refused = True
            self._pane.failed((differs,))
            return
        if self.form.check() or definition is None:
            self.form.focus_first_problem()
            return
        door, key = self.payload.door, self.form.contact_key
        refused = doors.refusal(door, key) or self._connection.guard.refusal_of(key)
        if refused:
            self.form.set_problems((data_extension.of_contact(refused),))
            self.form.focus_first_problem()
            return
        names = tuple(each.name for each in self.form.fields)
        intent = Intent(definition, key, self.form.data(), names, door)
        self._deliveries.fire(intent)

    def _show_fired(self, delivery: Delivery) -> None:
        self._fired += 1
        words = STATE_WORDS[delivery.state]
        self._pane.tell_status(f"{self._fired} fired · last one {words}")
        self.answer.show_exchange(delivery.exchange)
        self.story.show_trace()
        self.story.trace.show_answered(_about(delivery), acceptance.told(delivery))
        self.form.saved.used(delivery.contact_key)
        self._lookout.forget()
        left = self.form.set_problems(delivery.problems)
        if delivery.problems:
            self.form.focus_first_problem()
        if delivery.state is DeliveryState.UNKNOWN:
            self._questions.ask_about(delivery, left or delivery.problems)
        else:
            self._pane.notice.show_problems(left)

    # What became of it.

    def _show_following(self, delivery: Delivery) -> None:
        self._pane.notice.clear()
        self.story.show_trace()
        self.story.trace.show_following(_about(delivery))

    def _show_traced(self, trace: Trace) -> None:
        self.story.trace.show_trace(trace)
        self.traced.emit(trace)

    def _stop_following(self) -> None:
        self._pane.stop()
        self.story.trace.show_stopped()
        self._lookout.changed()  # what it asked for was stopped, too

    def _show_unanswered(self, delivery: Delivery) -> None:
        self.story.trace.show_answered(_about(delivery), acceptance.told(delivery))

    def _show_past(self, delivery: Delivery | None) -> None:
        if delivery is not None:
            self.answer.show_exchange(delivery.exchange)

    def _use_data(self, delivery: Delivery) -> None:
        """Fill the form with what was sent then."""
        contact = TestContact(delivery.contact_key, delivery.data)
        definition = self.form.box.known(delivery.event_definition_key)
        self.show_sent(definition, contact)

    def show_sent(self, definition: EventDefinition, contact: TestContact) -> None:
        """Fill the form with a contact for an event, once its fields are there."""
        current = self.form.definition
        if current is not None and current.key == definition.key:
            self.form.show_contact(contact)
            return
        self._next = contact
        self.form.box.choose(definition)
        self.chosen.emit(definition)


def _about(delivery: Delivery) -> str:
    at = delivery.at.astimezone()
    is_today = at.date() == datetime.now().astimezone().date()
    fired = f"{at:%H:%M:%S}" if is_today else time_words(at)
    return f"{delivery.contact_key} · fired {fired}"
