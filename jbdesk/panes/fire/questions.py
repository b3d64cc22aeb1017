"""What a person is asked about a delivery, in place: check it, or fire it again."""

from collections.abc import Iterable

from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.problem import Problem
from jbdesk.panes.fire.before import time_words
from jbdesk.panes.fire.definition import EventDefinitionBox
from jbdesk.panes.fire.deliveries import Deliveries
from jbdesk.widgets.notice import Notice


class Questions:
    """Asks in the pane's notice; nothing is sent again without an answer."""

    def __init__(
        self, notice: Notice, box: EventDefinitionBox, deliveries: Deliveries
    ) -> None:
        self._notice = notice
        self._box = box
        self._deliveries = deliveries

    def ask_about(self, delivery: Delivery, problems: Iterable[Problem]) -> None:
        """Tell that nobody knows how it ended, and what can be done."""
        text = " ".join(each.text for each in problems)
        self._notice.show_text(
            f"{text} The contact may have been received; it was not sent again.",
            title="Outcome unknown",
            state="warn",
            actions=(
                ("Check", lambda: self._deliveries.follow(delivery)),
                ("Fire again", lambda: self._fire_again(delivery)),
            ),
        )

    def ask_to_fire_again(self, delivery: Delivery) -> None:
        """Ask whether a past delivery is to be made once more."""
        event = self._box.known(delivery.event_definition_key)
        name = event.name or event.key
        is_open = delivery.state in (DeliveryState.ACCEPTED, DeliveryState.UNKNOWN)
        twice = " The contact may enter a second time." if is_open else ""
        self._notice.show_text(
            f"With the data of {time_words(delivery.at)}.{twice}",
            title=f"Fire “{delivery.contact_key}” at “{name}” again?",
            state="warn",
            actions=(
                ("Fire again", lambda: self._fire_again(delivery)),
                ("Leave it", self._notice.clear),
            ),
        )

    def _fire_again(self, delivery: Delivery) -> None:
        self._notice.clear()
        definition = self._box.known(delivery.event_definition_key)
        self._deliveries.fire_again(delivery, definition)
