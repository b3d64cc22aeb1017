"""Sees when going on makes no sense: rows would be burnt for one cause."""

from jbdesk.api.errors import (
    Forbidden,
    NotAuthorised,
    OutcomeUnknown,
    Refused,
    ServiceFailure,
    Throttled,
    Unreachable,
)
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING
from jbdesk.services.runs.bulk_gate import Gate
from jbdesk.services.runs.bulk_sending import Sent, is_of_event

_UNREACHABLE_IN_A_ROW = 5
_UNKNOWN_IN_A_ROW = 25
_UNSIGNED_IN_A_ROW = 3  # calls that were refused with a token just granted


class Circuit:
    """Looks at every call's end, and says why to pause."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._unreachable = 0
        self._unknown = 0
        self._unsigned = 0

    def look(self, sent: Sent) -> str:
        """Tell why the run should pause now; "" where it can go on."""
        failure = sent.failure
        if self._gate.refusal:
            return self._gate.refusal
        if failure is None and sent.rows[0].state is WAITING:  # held by the gate
            return ""
        if failure is None:
            self._unreachable = self._unknown = self._unsigned = 0
            return ""
        if isinstance(failure, NotAuthorised) and is_of_event(failure):
            self._unsigned += 1  # a token may end while it is on its way
            return str(failure) if self._unsigned >= _UNSIGNED_IN_A_ROW else ""
        is_of_row = sent.rows[0].state is not WAITING
        if isinstance(failure, Forbidden | NotAuthorised) or (
            not is_of_row and _is_no(failure)
        ):
            return str(failure)
        if isinstance(failure, Unreachable | OutcomeUnknown) and not is_of_row:
            self._unreachable += 1
        elif sent.rows[0].state is DeliveryState.UNKNOWN:
            self._unreachable, self._unknown = 0, self._unknown + 1
        else:
            self._unreachable = self._unknown = 0
        return self._told(failure)

    def _told(self, failure: ServiceFailure) -> str:
        if self._unreachable >= _UNREACHABLE_IN_A_ROW:
            return f"{self._unreachable} calls in a row could not be made. {failure}"
        if self._unknown >= _UNKNOWN_IN_A_ROW:
            return (
                f"{self._unknown} answers in a row could not be trusted. "
                f"The last one: {failure}"
            )
        return ""


def _is_no(failure: ServiceFailure) -> bool:
    return isinstance(failure, Refused) and not isinstance(failure, Throttled)
