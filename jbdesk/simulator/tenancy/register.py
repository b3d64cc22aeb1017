"""What all business units share: who may sign in, tokens, clock, faults, journal."""

from collections.abc import Iterator

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.tenancy.clock import Clock
from jbdesk.simulator.tenancy.enterprise import Enterprise, Package
from jbdesk.simulator.tenancy.journal import Journal
from jbdesk.simulator.tenancy.store import Store
from jbdesk.simulator.trouble.faults import Faults

_ENTERPRISES = "enterprises"


class Register:
    """Kept in the first business unit's store, which is there before any other.

    Its lock is taken last: whoever holds it asks for no other business unit's.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.faults = Faults()
        self.journal = Journal()
        self.switches: JsonObject = {}
        self.enterprises: tuple[Enterprise, ...] = ()
        self.base_urls: dict[int, str] = {}  # of each enterprise, by its id

    @property
    def is_new(self) -> bool:
        known = (_ENTERPRISES, "package")
        return all(self.store.note(name) is None for name in known)

    def load(self, *, keep_clock: bool) -> None:
        """Take up what the store holds."""
        self.switches = self.store.note("switches", {})
        kept = self.store.note("clock")
        if keep_clock and kept is not None:
            self.clock.restore(kept)
        described = self.store.note(_ENTERPRISES)
        if described is None:
            names = ("client_id", "client_secret")
            credentials = {name: self.store.note(name) for name in names}
            single = Enterprise.read_single(self.store.note("package"), credentials)
            self.put((single,))
        else:
            self.enterprises = tuple(map(Enterprise.read, described))

    def put(self, enterprises: tuple[Enterprise, ...]) -> None:
        self.enterprises = enterprises
        self.store.put_note(_ENTERPRISES, [each.described() for each in enterprises])

    def keep_clock(self) -> None:
        self.store.put_note("clock", self.clock.kept())

    def put_switches(self, switches: JsonObject) -> None:
        with self.store.transaction():
            self.store.put_note("switches", switches)
        self.switches = switches

    @property
    def owner(self) -> Package:
        """The package whose secret opens the simulator's controls."""
        return self.enterprises[0].packages[0]

    def packages(self) -> Iterator[tuple[Enterprise, Package]]:
        for enterprise in self.enterprises:
            for package in enterprise.packages:
                yield enterprise, package

    def enterprise_of(self, account_id: int) -> Enterprise | None:
        """Give the enterprise that has the business unit."""
        return next((e for e in self.enterprises if e.unit(account_id)), None)
