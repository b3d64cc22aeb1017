"""What is open and nowhere else yet: kept as a draft, so that no crash loses it."""

from jbdesk.model.journey import Journey, Stamp
from jbdesk.panes.journeys_page import JourneyPage
from jbdesk.services.connection import Connection
from jbdesk.services.drafts import Draft, Drafts
from jbdesk.services.journey_files import JourneyFile


class Unsaved:
    """Keeps the page's journey under the name it was opened with."""

    def __init__(self, drafts: Drafts, page: JourneyPage) -> None:
        self._drafts = drafts
        self._page = page
        self._id = ""

    def begin(
        self, connection: Connection | None, journey: Journey, file: JourneyFile | None
    ) -> Draft | None:
        """Take note of what is open now; gives what of it was not saved last time."""
        self._id = _id_of(connection, journey, file, self._page.position)
        found = next((e for e in self._drafts.all() if e.id == self._id), None)
        if found is None or found.journey.body == journey.body:
            return None
        return found

    def keep(self) -> None:
        """Write what is unsaved; raises Failure where it can't be kept."""
        document = self._page.document
        if document is not None and document.is_editable and self._page.is_unsaved:
            self._drafts.put(self._id, document.journey, document.stamp)

    def drop(self) -> None:
        """Forget it: it is saved, or nobody wants it."""
        self._drafts.drop(self._id)

    def of(self, connection: Connection) -> tuple[Draft, ...]:
        """Give the drafts that belong to a connection, the latest first."""
        prefix = f"{connection.settings.id}/"
        return tuple(e for e in self._drafts.all() if e.id.startswith(prefix))


def is_behind(draft: Draft, stamp: Stamp) -> bool:
    """Whether somebody else saved after the draft was begun."""
    return draft.stamp.is_saved and draft.stamp.modified_date != stamp.modified_date


def _id_of(
    connection: Connection | None,
    journey: Journey,
    file: JourneyFile | None,
    position: int,
) -> str:
    if file is not None:
        return f"file:{file.path}#{position}"
    return f"{connection.settings.id if connection else ''}/{journey.key}"
