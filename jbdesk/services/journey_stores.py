"""What jbdesk keeps about journeys on this computer, store by store."""

from dataclasses import dataclass
from pathlib import Path

from jbdesk.services.drafts import Drafts
from jbdesk.services.expectations import KeptExpectations
from jbdesk.services.restore_points import RestorePoints
from jbdesk.services.test_contacts import TestContacts


@dataclass(frozen=True)
class JourneyStores:
    """The stores that the journeys pane works with."""

    drafts: Drafts
    test_contacts: TestContacts
    expectations: KeptExpectations
    restore_points: RestorePoints

    @classmethod
    def in_home(cls, home: Path) -> "JourneyStores":
        return cls(
            Drafts(home),
            TestContacts(home),
            KeptExpectations(home),
            RestorePoints(home),
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """What was found damaged and set aside."""
        self.drafts.all()
        told = (self.test_contacts.notice, self.expectations.notice)
        return (*told, *self.drafts.notices)
