"""A tenant: its package, store, clock, faults and what it was asked.

Everything a handler needs comes from here. Ids are made from a counter, so the
same requests at the same clock give the same ids.
"""

import secrets
import string
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jbdesk.model.journey import JsonObject
from jbdesk.simulator import bodies, samples
from jbdesk.simulator.clock import Clock
from jbdesk.simulator.faults import Faults
from jbdesk.simulator.journal import Journal
from jbdesk.simulator.store import Store

NAMESPACE = uuid.UUID("6f1d3c5e-2b8a-5d47-9c60-1a7e4b3f8d92")
_LETTERS = string.ascii_lowercase + string.digits
CREDENTIAL_LENGTH = 24


@dataclass(frozen=True)
class Package:
    """The installed package a client signs in with."""

    name: str
    account_id: int
    enterprise_id: int
    user_id: int
    user_name: str
    scopes: tuple[str, ...]
    client_id: str = ""
    client_secret: str = ""


class Tenant:
    """One tenant with one business unit and one installed package."""

    def __init__(
        self,
        seed: str = "demo",
        home: Path | None = None,
        clock: Clock | None = None,
        publish_seconds: float = 1.0,
    ) -> None:
        self.store = Store(home)
        self.clock = clock or Clock()
        self.faults = Faults()
        self.journal = Journal()
        self.publish_seconds = publish_seconds
        self.queue_seconds = publish_seconds / 2  # until a batch's events are done
        self.base_url = ""
        self.woken: Callable[[], None] = lambda: None  # the engine sets it
        self._count = 0
        with self.store.transaction():
            if self.store.note("package") is None:
                self._first_start(seed)
            self._load(keep_clock=clock is None)

    def _first_start(self, seed: str) -> None:
        self.store.put_note("client_id", _credential())
        self.store.put_note("client_secret", _credential())
        self.store.put_note("seed", seed)
        samples.sow(self.store, seed, self.clock.now())
        self.store.put_note("clock", self.clock.kept())

    def _load(self, *, keep_clock: bool) -> None:
        self._count = self.store.note("count", 0)
        self.switches: JsonObject = self.store.note("switches", {})
        kept = self.store.note("clock")
        if keep_clock and kept is not None:
            self.clock.restore(kept)
        described = self.store.note("package")
        self.package = Package(
            described["name"],
            described["account_id"],
            described["enterprise_id"],
            described["user_id"],
            described["user_name"],
            tuple(described["scopes"]),
            self.store.note("client_id"),
            self.store.note("client_secret"),
        )

    def reset(self, seed: str) -> None:
        """Start again from a seed; the credentials stay as they are."""
        with self.transaction():
            package = self.package
            self.store.clear()
            self.store.put_note("client_id", package.client_id)
            self.store.put_note("client_secret", package.client_secret)
            self.store.put_note("seed", seed)
            self.clock.set(datetime.fromtimestamp(self.clock.real(), UTC))
            self.clock.set_speed(1)
            self.clock.run(is_running=True)
            samples.sow(self.store, seed, self.clock.now())
            self.keep_clock()
            self._load(keep_clock=False)
        self.faults.clear()
        self.journal.clear()

    def restored(self) -> None:
        """Take up what was put into the store from outside."""
        self._load(keep_clock=True)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Change the tenant as one whole; the engine looks afterwards."""
        with self.store.transaction():
            yield
        self.woken()

    def keep_clock(self) -> None:
        self.store.put_note("clock", self.clock.kept())

    def now(self) -> datetime:
        return self.clock.now()

    def real(self) -> float:
        return self.clock.real()

    def date(self) -> str:
        """Now, as the service writes it."""
        return bodies.service_date(self.now())

    def new_id(self) -> str:
        """Give a GUID that no earlier call has given."""
        self._count += 1
        self.store.put_note("count", self._count)
        return str(uuid.uuid5(NAMESPACE, f"{self._count}"))

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
            "name": self.package.name,
            "account_id": str(self.package.account_id),
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


def _credential() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(CREDENTIAL_LENGTH))
