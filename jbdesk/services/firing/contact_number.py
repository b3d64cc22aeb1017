"""Contacts that were fired by the service's number: history knows only their keys."""

from jbdesk.api import contact_keys
from jbdesk.model.firing.delivery import Delivery
from jbdesk.model.firing.trace import Layer, LayerState, Trace
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection

_BY_KEY = (
    "Not known: journey history goes by contact key, and this contact was named by its"
    " contact ID."
)


async def key_of(connection: Connection, number: str) -> tuple[str, str]:
    """Ask for the contact's key; gives it, or "", and in words what was found."""
    try:
        found = await connection(contact_keys.of_number, number)
    except Failure as failure:
        return "", f"The service does not tell its key: {failure}"
    if len(found) != 1:
        return "", "The service finds no contact key for it."
    return found[0], f"Contact ID {number} has the contact key “{found[0]}”."


def untraced(accepted: Layer, delivery: Delivery, why: str) -> Trace:
    """Tell that the contact can't be followed."""
    text = f"{_BY_KEY} {why}"
    entered = Layer("entered", LayerState.UNKNOWN, "Entry not known", text)
    return Trace(delivery.id, (accepted, entered), is_final=True, ends=text)
