"""A row of the journey list: what the service tells without the activities."""

from dataclasses import dataclass, replace

from jbdesk.model import lens
from jbdesk.model.fields import number_in
from jbdesk.model.journey import NEVER, Journey, JsonObject, Stamp

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
    running: "JourneyRow | None" = None  # an older version that runs still

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
    def description(self) -> str:
        return lens.text(self.body, "description")

    @property
    def created_date(self) -> str:
        return _date(self.body, "createdDate")

    @property
    def modified_date(self) -> str:
        return lens.text(self.body, "modifiedDate")

    @property
    def published_date(self) -> str:
        """When it was last published; "" where it never was."""
        return _date(self.body, "lastPublishedDate")

    @property
    def stamp(self) -> Stamp:
        """What the service wrote of it when it was read."""
        return Stamp(
            self.id, self.version, self.definition_id, self.status, self.modified_date
        )

    @property
    def is_transactional(self) -> bool:
        return lens.text(self.body, "definitionType").lower() == "transactional"

    @property
    def tags(self) -> tuple[str, ...]:
        return tags_in(self.body)

    @property
    def folder(self) -> int | None:
        """The number of its folder; None where the service tells none."""
        return number_in(self.body.get("categoryId"))

    @property
    def entry_mode(self) -> str:
        return lens.text(self.body, "entryMode") or "NotSet"

    @property
    def stats(self) -> JsonObject:
        found = self.body.get("stats")
        return found if isinstance(found, dict) else {}

    @property
    def inside(self) -> int | None:
        """How many contacts are in it now; None where the service doesn't say."""
        return number_in(self.stats.get("currentPopulation"))

    @property
    def inside_all(self) -> int | None:
        """Who is in it and in the version that runs still."""
        counts = (self.inside, self.running.inside if self.running else 0)
        return None if None in counts else sum(each or 0 for each in counts)

    @property
    def live(self) -> "JourneyRow | None":
        """The version that admits contacts: it itself, or an older one."""
        return self if self.status == "Published" else self.running

    @property
    def ever(self) -> int | None:
        """How many contacts have ever entered it."""
        return number_in(self.stats.get("cumulativePopulation"))


def latest_of(versions: tuple[JourneyRow, ...]) -> JourneyRow | None:
    """Give the first of a journey's versions, with the older one that runs still."""
    if not versions:
        return None
    older = (each for each in versions[1:] if each.status == "Published")
    return replace(versions[0], running=next(older, None))


def row_of(journey: Journey, stamp: Stamp) -> JourneyRow:
    """Give an open journey as a row, with what its stamp says of it."""
    told = {
        "id": stamp.id,
        "version": stamp.version,
        "definitionId": stamp.definition_id,
        "status": stamp.status,
        "modifiedDate": stamp.modified_date,
    }
    light = {k: v for k, v in journey.body.items() if k != "activities"}
    return JourneyRow({**light, **told})


def _date(body: JsonObject, name: str) -> str:
    found = lens.text(body, name)
    return "" if found == NEVER else found


def tags_in(body: JsonObject) -> tuple[str, ...]:
    """The names of a journey's tags."""
    found = body.get("tags")
    listed = found if isinstance(found, list) else []
    named = (each.get("name") if isinstance(each, dict) else each for each in listed)
    return tuple(each for each in named if isinstance(each, str) and each)


FOLDERS = "Folders have numbers here: the REST API gives a journey's, and no names."


def folder_word(number: int | None) -> str:
    """Tell a folder by its number: the service gives no names of folders here."""
    return "No folder" if number is None else f"Folder {number}"
