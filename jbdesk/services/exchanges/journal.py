"""The journal of exchanges: heard by whoever subscribed, and kept on the disk."""

from collections.abc import Callable, Iterable
from pathlib import Path

from jbdesk.services.afterwards.forgetting import Forgetting, Keeper
from jbdesk.services.exchanges.exchange_store import ExchangeStore
from jbdesk.services.exchanges.exchanges import Exchanges
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.journeys.journey_stores import JourneyStores
from jbdesk.services.work import Work


class Journal(Exchanges):
    """Exchanges that are kept in the home folder, too."""

    def __init__(self, home: Path, secrets: Callable[[], Iterable[str]]) -> None:
        super().__init__(limit=50)
        self._home = home
        self.store = ExchangeStore(home, secrets)
        # Before anybody else: who hears of one finds it in the store.
        self.subscribe(self.store.record)

    @property
    def notice(self) -> str:
        """What is to be told of a damaged file."""
        return self.store.notice

    def forgetting(
        self,
        work: Work,
        ledger: Ledger,
        of_journeys: JourneyStores,
        **others: Keeper,
    ) -> Forgetting:
        """Give what forgets a contact here and wherever else it is kept."""
        return Forgetting(
            self._home,
            work,
            request=self.store,
            delivery=ledger,
            test_contact=of_journeys.test_contacts,
            expectation=of_journeys.expectations,
            note=of_journeys.notes,
            restore_point=of_journeys.restore_points,
            undo_log=of_journeys.drafts,
            **others,
        )

    def close(self) -> None:
        self.store.close()
