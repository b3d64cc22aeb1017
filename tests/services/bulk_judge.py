"""Fires runs at a simulator and holds what jbdesk says against what it knows."""

import asyncio
import json
from collections import Counter
from datetime import datetime

from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, RunSettings, RunState
from jbdesk.services.journeys import journeys
from jbdesk.services.runs import bulk_check
from jbdesk.services.runs.bulk import Bulk

WELCOME = "nto-welcome-series"
ENDED = {
    DeliveryState.ACCEPTED,
    DeliveryState.REFUSED,
    DeliveryState.NOT_SENT,
    DeliveryState.UNKNOWN,
}


def contact(number):
    return f"c{number}@example.com"


def row(number, data=None):
    key = contact(number)
    return Row(number, key, data or {"EmailAddress": key, "Updated": False})


class Judge:
    """Makes runs of the welcome journey's event, and knows what really came."""

    row = staticmethod(row)

    def __init__(self, aio, connection, runs, tenant):
        self.aio = aio
        self.connection = connection
        self.runs = runs
        self.tenant = tenant.tenant
        self.heard = []
        journey, _ = aio(journeys.open(connection, WELCOME))
        self.key = journey.trigger.event_definition_key

    def run(self, count, **settings):
        made = RunSettings(**settings)
        run = self.runs.create("people.csv", self.key, "simulator", made)
        self.runs.add_rows(run.id, (row(n) for n in range(1, count + 1)))
        return self.runs.get(run.id)

    def bulk(self, run, connection=None):
        return Bulk(connection or self.connection, self.runs, run, self.heard.append)

    def fire(self, run, connection=None):
        """Fire till it ends by itself; gives the run as it is then."""

        async def fire():
            return await self.bulk(run, connection).run()

        return self.aio(fire())

    def fire_out(self, run):
        """Fire, and go on after each pause, as a person would who mended it."""
        for _ in range(100):
            run = self.fire(run)
            if run.state is RunState.DONE:
                return run
        raise AssertionError(run.note)

    def settle(self, run):
        """Check what is unknown; what never came is fired again, till all is known."""
        while self.runs.counts(run.id).get(DeliveryState.UNKNOWN):
            self.check(run)
            left = self.runs.each(run.id, DeliveryState.UNKNOWN)
            self.runs.fire_again(run.id, [each.number for each in left])
            run = self.fire_out(run)
        return run

    def fire_with(self, run, deed):
        """Fire, and do something to it meanwhile."""

        async def both():
            bulk = self.bulk(run)
            task = asyncio.create_task(bulk.run())
            await deed(bulk)
            return await task

        return self.aio(both())

    async def until(self, is_so):
        async with asyncio.timeout(30):
            while not is_so():  # noqa: ASYNC110 - what it waits for tells nobody
                await asyncio.sleep(0.005)

    def check(self, run):
        return self.aio(bulk_check.check(self.connection, self.runs, run))

    def fault(self, action, **rule):
        self.tenant.faults.put(
            [
                {
                    "method": "POST",
                    "path": "/interaction/v1/*events",
                    "action": action,
                    **rule,
                }
            ]
        )

    def came(self):
        """How often the tenant carried out an event of each contact."""
        rows = self.tenant.store.all("SELECT contact_key, body FROM history")
        return Counter(
            each["contact_key"]
            for each in rows
            if json.loads(each["body"])["activityType"] == "APIEvent"
        )

    def entered(self):
        """How many contacts are inside by now."""
        return self.tenant.store.all("SELECT count(*) FROM visits")[0][0]

    def posts(self):
        """When requests for events came, and what was answered."""
        return [
            (datetime.fromisoformat(each["at"]), each["status"])
            for each in self.tenant.journal.all()
            if each["path"].endswith("events")
        ]

    def is_settled(self, run):
        """Hold every row against what really came; gives the counts."""
        came = self.came()
        rows = self.runs.rows(run.id, limit=run.total)
        counts = self.runs.counts(run.id)
        assert sum(counts.values()) == run.total == len(rows)
        assert {each.state for each in rows} <= ENDED | {WAITING}
        assert Counter(each.state for each in rows) == counts
        assert max(came.values(), default=0) <= 1
        for each in rows:
            if each.state is DeliveryState.ACCEPTED:
                assert came[each.contact_key] == 1
                assert each.event_instance_id or "Found" in each.text
            elif each.state is not DeliveryState.UNKNOWN:
                assert came[each.contact_key] == 0, each
        if self.runs.get(run.id).state is RunState.DONE:
            assert WAITING not in counts
        return counts
