"""The engine's own thread: wakes when the next contact or process is due."""

import threading

from jbdesk.simulator.data import data_requests
from jbdesk.simulator.firing import batch_events
from jbdesk.simulator.inside import engine
from jbdesk.simulator.journey_life import publishing
from jbdesk.simulator.motion import agenda, deadlines
from jbdesk.simulator.people import contact_exits
from jbdesk.simulator.tenancy.tenant import Tenant

LONGEST_SLEEP = 3600.0  # seconds; the clock of the computer may be set
_QUEUES = (publishing, batch_events, data_requests, contact_exits)
SHORTEST_SLEEP = 0.02  # seconds; looking after each event of a storm would slow it


class Runner:
    """Moves contacts on while the tenant's clock runs."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant
        self._woken = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name="jbdesk-engine", daemon=True
        )
        tenant.woken = self._woken.set

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._woken.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.is_set():
            self._woken.clear()
            seconds = self._sleep()
            if seconds > 0:
                self._woken.wait(seconds)
                self._over.wait(min(seconds, SHORTEST_SLEEP))
            else:
                for queue in _QUEUES:
                    queue.settle(self._tenant)
                deadlines.settle(self._tenant)
                engine.advance(self._tenant)

    def _sleep(self) -> float:
        """Seconds until something is due."""
        waits = [LONGEST_SLEEP]
        for queue in _QUEUES:
            ready = queue.next_ready(self._tenant)
            if ready is not None:
                waits.append(max(ready - self._tenant.real(), 0))
        due = agenda.next_of(self._tenant)
        until = self._tenant.clock.seconds_until(due) if due else None
        waits += [] if until is None else [until]
        return min(waits)
