"""What jbdesk keeps about journeys on this computer, store by store."""

from dataclasses import dataclass
from pathlib import Path

from jbdesk.services.firing.test_contacts import TestContacts
from jbdesk.services.journeys.drafts import Drafts
from jbdesk.services.journeys.notes import Notes
from jbdesk.services.journeys.restore_points import RestorePoints
from jbdesk.services.suites.expectations import KeptExpectations


@dataclass(frozen=True)
class JourneyStores:
    """The stores that the journeys pane works with."""

    drafts: Drafts
    test_contacts: TestContacts
    expectations: KeptExpectations
    restore_points: RestorePoints
    notes: Notes

    @classmethod
    def in_home(cls, home: Path) -> "JourneyStores":
        return cls(
            Drafts(home),
            TestContacts(home),
            KeptExpectations(home),
            RestorePoints(home),
            Notes(home),
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found damaged and set aside."""
        self.drafts.all()
        kept = (self.test_contacts, self.expectations, self.notes)
        return (*(each.notice for each in kept), *self.drafts.notices)
