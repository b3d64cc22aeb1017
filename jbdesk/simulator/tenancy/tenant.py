"""A business unit of a tenant: its store, and what it shares with the others.

Everything a handler needs comes from here. Ids are made from a counter, so the
same requests at the same clock give the same ids.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from jbdesk.model.journey import JsonObject
from jbdesk.simulator.shapes import bodies
from jbdesk.simulator.tenancy.clock import Clock
from jbdesk.simulator.tenancy.enterprise import BusinessUnit, Enterprise, Package
from jbdesk.simulator.tenancy.journal import Journal
from jbdesk.simulator.tenancy.register import Register
from jbdesk.simulator.tenancy.store import Store
from jbdesk.simulator.trouble.faults import Faults

NAMESPACE = uuid.UUID("6f1d3c5e-2b8a-5d47-9c60-1a7e4b3f8d92")


class Tenant:
    """A tenant as one of its business units sees it."""

    def __init__(
        self,
        register: Register,
        store: Store,
        account_id: int,
        publish_seconds: float = 1.0,
    ) -> None:
        self.register = register
        self.store = store
        self.account_id = account_id
        self.publish_seconds = publish_seconds
        self.queue_seconds = publish_seconds / 2  # until a batch's events are done
        self.woken: Callable[[], None] = lambda: None  # the engine sets it
        self._count = self._kept_count = 0
        store.before_commit = self._keep_count

    def load(self) -> None:
        """Take up what was put into the store from outside."""
        self._count = self._kept_count = self.store.note("count", 0)
        # Ids are the tenant's, not the business unit's: no two may be the same.
        is_first = self.store is self.register.store
        mid = str(self.account_id)
        self._namespace = NAMESPACE if is_first else uuid.uuid5(NAMESPACE, mid)

    @property
    def clock(self) -> Clock:
        return self.register.clock

    @property
    def faults(self) -> Faults:
        return self.register.faults

    @property
    def journal(self) -> Journal:
        return self.register.journal

    @property
    def switches(self) -> JsonObject:
        return self.register.switches

    @property
    def enterprise(self) -> Enterprise:
        found = self.register.enterprise_of(self.account_id)
        return found or self.register.enterprises[0]

    @property
    def business_unit(self) -> BusinessUnit:
        found = self.enterprise.unit(self.account_id)
        return found or self.enterprise.business_units[0]

    @property
    def package(self) -> Package:
        """The package in whose name things happen here."""
        packages = self.enterprise.packages
        enabled = (e for e in packages if self.account_id in e.business_units)
        return next(enabled, packages[0])

    @property
    def base_url(self) -> str:
        return self.register.base_urls.get(self.enterprise.enterprise_id, "")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Change the tenant as one whole; the engine looks afterwards."""
        with self.store.transaction():
            yield
        self.woken()

    def keep_clock(self) -> None:
        self.register.keep_clock()

    def now(self) -> datetime:
        return self.clock.now()

    def real(self) -> float:
        return self.clock.real()

    def date(self) -> str:
        """Now, as the service writes it."""
        return bodies.service_date(self.now())

    def new_id(self) -> str:
        """Give a GUID that no earlier call has given."""
        with self.store.lock:
            self._count += 1
        return str(uuid.uuid5(self._namespace, f"{self._count}"))

    def _keep_count(self) -> None:
        """Keep how many ids were given, once for all that a transaction gave."""
        if self._count != self._kept_count:
            self.store.put_note("count", self._count)
            self._kept_count = self._count

    def state(self) -> JsonObject:
        """Give what stands in the tenant, in numbers."""
        counts = {
            name: self._number_of(name)
            for name in (
                "event_definitions",
                "data_extensions",
                "journeys",
                "rows",
                "contacts",
                "history",
                "outbox",
            )
        }
        inside = self.store.one("SELECT count(*) FROM visits WHERE left IS NULL")
        due = self.store.one("SELECT min(due) AS due FROM visits WHERE left IS NULL")
        return {
            "name": self.enterprise.name,
            "account_id": str(self.account_id),
            "business_unit": self.business_unit.name,
            "seed": self.store.note("seed"),
            "counts": {**counts, "contacts_inside": inside[0] if inside else 0},
            "clock": self.clock_state(),
            "next": _iso(due["due"]) if due and due["due"] is not None else None,
            "faults": len(self.faults.rules()),
        }

    def _number_of(self, table: str) -> int:
        row = self.store.one(f"SELECT count(*) FROM {table}")  # noqa: S608 - own names
        return int(row[0]) if row else 0

    def clock_state(self) -> JsonObject:
        return {
            "now": self.now().isoformat(),
            "running": self.clock.is_running,
            "speed": self.clock.speed,
            "stopped": self.clock.stopped_by,
        }


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()
