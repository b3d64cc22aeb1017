"""What each status of the journey history means, and what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Status:
    """One status, in words: what happened, and what to do."""

    name: str
    text: str
    to_do: str = ""
    is_entry: bool = False  # it tells why a contact was not admitted


COMPLETE = "Complete"
NOT_MET = "DidNotMeetEntryCriteria"
INSIDE = "ContactAlreadyInInteraction"
WAS_INSIDE = "ContactPreviouslyInSameInteraction"
NOT_PUBLISHED = "InteractionNotPublished"

_ROWS = (
    Status(COMPLETE, "The step is done."),
    Status(
        "Failed",
        "The activity failed for this contact, and the contact left the journey.",
        "Look at the activity's configuration and at the contact's data.",
    ),
    Status(
        "Rejected",
        "The contact was turned away.",
        "Look at the message beside it.",
        is_entry=True,
    ),
    Status(
        "Error",
        "The service met an error of its own with this contact.",
        "Fire the contact again; if it stays, ask Salesforce support.",
    ),
    Status("Unknown", "The service does not tell what happened.", "Look again later."),
    Status(
        "ErrorProcessingWaitActivity",
        "The service could not tell how long the contact is to wait.",
        "Check that the date which the wait looks at has a value.",
    ),
    Status(
        "ErrorOccuredInProcessing",
        "The service met an error while it moved the contact on.",
        "Fire the contact again; if it stays, ask Salesforce support.",
    ),
    Status(
        "ErrorValidatingContact",
        "The service could not check the contact.",
        "Check the contact key, and that the contact has an address.",
        is_entry=True,
    ),
    Status(
        "WaitActivityAlreadyProcessed",
        "The contact had already been let go from this wait.",
        "Nothing needs to be done.",
    ),
    Status(
        "CouldNotParseInteractionId",
        "The service could not tell which journey was meant.",
        "Save and publish the journey again.",
        is_entry=True,
    ),
    Status(
        NOT_PUBLISHED,
        "The journey is not running, so nobody can enter it.",
        "Publish the journey, then fire the contact again.",
        is_entry=True,
    ),
    Status(
        "NotEvaluatingEntryCriteria",
        "The journey was not taking contacts when this one arrived.",
        "Check that the journey is running and listens to this event definition.",
        is_entry=True,
    ),
    Status(
        "ErrorDeterminingInitialActivity",
        "The service could not tell with which activity the journey begins.",
        "Check that exactly one activity is first, then publish again.",
        is_entry=True,
    ),
    Status(
        "InvalidInteractionId",
        "The service does not know the journey any more.",
        "Open the list of journeys and look for its latest version.",
        is_entry=True,
    ),
    Status(
        NOT_MET,
        "The contact does not meet the journey's entry filter.",
        "Change the data so that it meets the filter, or change the filter.",
        is_entry=True,
    ),
    Status(
        "ContactNotFound",
        "The service does not know the contact.",
        "Check the contact key.",
        is_entry=True,
    ),
    Status(
        "CurrentlyWaitingInSameInteraction",
        "The contact waits inside this journey already, and may enter again only"
        " after leaving.",
        "Wait, eject the contact, or choose another contact key.",
        is_entry=True,
    ),
    Status(
        INSIDE,
        "The contact is inside this journey already, and may enter again only after"
        " leaving.",
        "Wait, eject the contact, or choose another contact key.",
        is_entry=True,
    ),
    Status(
        WAS_INSIDE,
        "The contact has been in this journey before, and it admits nobody twice.",
        "Choose another contact key, or let the journey admit contacts again.",
        is_entry=True,
    ),
    Status(
        "ContactObjectNull",
        "The service found no data of the contact.",
        "Check the contact key, and that the contact has not been deleted.",
        is_entry=True,
    ),
    Status(
        "ContactIsDeleted",
        "The contact has been deleted.",
        "Choose another contact key.",
        is_entry=True,
    ),
    Status(
        "ContactIsRestricted",
        "The contact's data may not be processed.",
        "Choose another contact key.",
        is_entry=True,
    ),
)
STATUSES = {each.name: each for each in _ROWS}
_BY_NAME = {each.name.casefold(): each for each in _ROWS}


def status(name: str) -> Status:
    """Find a status by its name in any case; an unknown one is told as it is."""
    known = _BY_NAME.get(name.casefold())
    text = f"The service says “{name}”, which jbdesk does not know."
    return known or Status(name, text, "Look at the message beside it.")
