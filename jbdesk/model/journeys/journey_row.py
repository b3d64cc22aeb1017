"""A row of the journey list: what the service tells without the activities."""

from dataclasses import dataclass

from jbdesk.model import lens
from jbdesk.model.journey import Journey, JsonObject

# The service's status and the word that Journey Builder's screen shows for it.
STATUS_WORDS = {
    "Draft": "Draft",
    "Published": "Running",
    "ScheduledToPublish": "Scheduled",
    "Unpublished": "Finishing",
    "Paused": "Paused",
    "Stopped": "Stopped",
    "Deleted": "Deleted",
    "ScheduledToSend": "Scheduled",
    "Sent": "Sent",
}
_WORDS = {status.lower(): word for status, word in STATUS_WORDS.items()}


def status_word(status: str) -> str:
    """Tell the word for a status in any case; an unknown one stays."""
    return _WORDS.get(status.lower(), status)


@dataclass(frozen=True, eq=False)
class JourneyRow:
    """The JSON of one journey in a list, looked at by name."""

    body: JsonObject

    @property
    def key(self) -> str:
        return lens.text(self.body, "key")

    @property
    def id(self) -> str:
        return lens.text(self.body, "id")

    @property
    def definition_id(self) -> str:
        return lens.text(self.body, "definitionId")

    @property
    def name(self) -> str:
        return lens.text(self.body, "name")

    @property
    def status(self) -> str:
        return lens.text(self.body, "status") or "Draft"

    @property
    def status_word(self) -> str:
        return status_word(self.status)

    @property
    def version(self) -> int:
        found = self.body.get("version")
        return found if isinstance(found, int) else 1

    @property
    def event_definition_key(self) -> str:
        """Of the entry event; "" where the list came without triggers."""
        trigger = Journey(self.body).trigger
        return trigger.event_definition_key if trigger else ""

    @property
    def modified_date(self) -> str:
        return lens.text(self.body, "modifiedDate")

    @property
    def entry_mode(self) -> str:
        return lens.text(self.body, "entryMode") or "NotSet"

    @property
    def stats(self) -> JsonObject:
        found = self.body.get("stats")
        return found if isinstance(found, dict) else {}
