"""All that one simulator holds: enterprises, and a store for each business unit.

The first business unit's store, which also keeps the register, is the file that
older homes have; each other one has a file named by its MID.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from jbdesk.simulator.tenancy import samples
from jbdesk.simulator.tenancy.clock import Clock
from jbdesk.simulator.tenancy.enterprise import BusinessUnit, Enterprise
from jbdesk.simulator.tenancy.register import Register
from jbdesk.simulator.tenancy.store import Store
from jbdesk.simulator.tenancy.tenant import Tenant


class Tenants:
    """Opens business units, finds them, and changes them all as one whole."""

    def __init__(
        self,
        seed: str = "demo",
        home: Path | None = None,
        clock: Clock | None = None,
        publish_seconds: float = 1.0,
    ) -> None:
        self._home = home
        self._publish_seconds = publish_seconds
        self._opened: dict[int, Tenant] = {}  # by MID; also those that are no more
        self._stores: list[Store] = []
        # The server sets both: engine and address of what is new.
        self.unit_opened: Callable[[Tenant], None] = lambda _: None
        self.enterprise_opened: Callable[[Enterprise], None] = lambda _: None
        self.register = Register(Store(home), clock or Clock())
        with self.register.store.transaction():
            is_new = self.register.is_new
            if is_new:
                first = samples.enterprise(seed).with_credentials(())
                self.register.put((first,))
                self.keep_clock()
            self.register.load(keep_clock=clock is None)
            self._first = self._open(self.register.owner.account_id)
            self._open_all()
            if is_new:
                self._sow(seed)

    @property
    def first(self) -> Tenant:
        """The business unit that clients get who ask for none."""
        return self._first

    def unit(self, account_id: int) -> Tenant | None:
        """Give a business unit that there is, by its MID."""
        is_known = self.register.enterprise_of(account_id) is not None
        return self._opened.get(account_id) if is_known else None

    def named(self, mid: str) -> Tenant | None:
        """Give a business unit by its MID as text."""
        known = {str(each.account_id): each for each in self.all()}
        return known.get(mid)

    def all(self) -> tuple[Tenant, ...]:
        """Give every business unit, the first one first."""
        units = [
            self._opened[each.account_id]
            for enterprise in self.register.enterprises
            for each in enterprise.business_units
        ]
        return (self.first, *(each for each in units if each is not self.first))

    @contextmanager
    def everything(self) -> Iterator[None]:
        """Change all business units; the register's store comes last, as it says."""
        first, *others = self.all()
        try:
            with ExitStack() as stack:
                for each in (*sorted(others, key=lambda one: one.account_id), first):
                    stack.enter_context(each.transaction())
                yield
        except BaseException:
            self.restored()
            raise

    def restored(self) -> None:
        """Take up what the stores hold."""
        self.register.load(keep_clock=True)
        self._open_all()
        for each in self.all():
            each.load()

    def close(self) -> None:
        """Keep where the clock stands, then close every store."""
        with self.register.store.transaction():
            self.keep_clock()
        for each in self._stores:
            each.close()

    def keep_clock(self) -> None:
        self.register.keep_clock()

    def reset(self, seed: str) -> None:
        """Start again from a seed; packages that stay keep their credentials."""
        register = self.register
        with self.everything():
            described = samples.enterprise(seed)
            self.put((described,))
            register.clock.set(datetime.fromtimestamp(register.clock.real(), UTC))
            register.clock.set_speed(1)
            register.clock.run(is_running=True)
            self._sow(seed)
            self.keep_clock()
        register.faults.clear()
        register.journal.clear()

    def put(self, enterprises: tuple[Enterprise, ...]) -> None:
        """Empty all and take up these instead; inside `everything` only."""
        known = [package for _, package in self.register.packages()]
        first, *rest = enterprises
        owner, *further = first.packages
        # Whoever holds the owner's secret goes on, whatever the package is called.
        before_it = self.register.owner
        owner = owner.signed_in_with(before_it.client_id, before_it.client_secret)
        others = replace(first, packages=tuple(further)).with_credentials(known[1:])
        first = replace(first, packages=(owner, *others.packages))
        before = self.all()
        for each in before:
            each.store.clear()
        self.register.switches = {}
        self.register.put((first, *(e.with_credentials(known) for e in rest)))
        self._begin(before)

    def add(self, enterprise: Enterprise) -> None:
        """Take up one more, or a changed one; inside `everything` only."""
        before, kept = self.all(), self.register.enterprises
        wanted = enterprise.enterprise_id
        if any(each.enterprise_id == wanted for each in kept):
            found = (enterprise if e.enterprise_id == wanted else e for e in kept)
            self.register.put(tuple(found))
        else:
            self.register.put((*kept, enterprise))
        self._begin(before)

    def remove(self, tenant: Tenant) -> None:
        """Empty a business unit and forget it; inside `everything` only."""
        tenant.store.clear()
        left = (e.without(tenant.account_id) for e in self.register.enterprises)
        self.register.put(tuple(each for each in left if each.packages))

    def _begin(self, before: tuple[Tenant, ...]) -> None:
        """Open what is new, without what an older business unit left behind."""
        self._open_all()
        for each in self.all():
            if each not in before:
                with each.store.transaction():
                    each.store.clear()
            each.load()

    def _open_all(self) -> None:
        del self._opened[self._first.account_id]
        self._first.account_id = self.register.owner.account_id
        self._opened[self._first.account_id] = self._first
        for enterprise in self.register.enterprises:
            for each in enterprise.business_units:
                if each.account_id not in self._opened:
                    self._open(each.account_id)
            self.enterprise_opened(enterprise)

    def _open(self, account_id: int) -> Tenant:
        store = self.register.store
        if self._opened:
            store = Store(self._home, f"simulator-{account_id}.db")
        self._stores.append(store)
        made = Tenant(self.register, store, account_id, self._publish_seconds)
        made.load()
        self._opened[account_id] = made
        self.unit_opened(made)
        return made

    def _sow(self, seed: str) -> None:
        now = self.register.clock.now()
        for tenant in self.all():
            unit: BusinessUnit = tenant.business_unit
            with tenant.store.transaction():
                tenant.store.put_note("seed", seed)
                samples.sow(tenant, unit.seed, now)
