"""The history of all journeys is pulled at once, stopped, and gone on with."""

import asyncio

import pytest
from history_shelf import fill

from jbdesk.model.records.history import Sought
from jbdesk.services.archive import pulling_all
from jbdesk.services.archive.archive import Archive
from jbdesk.services.archive.pulling import Pace

QUICK = Pace(pause=0, size=50)


@pytest.fixture
def archive(tmp_path):
    made = Archive(tmp_path)
    yield made
    made.close()


def test_every_version_that_ran_is_pulled_and_how_far_it_is_is_told(
    aio, connection, tenant, archive
):
    version = fill(tenant.tenant, 60, days=3)
    heard = []

    found = aio(pulling_all.pull_all(connection, archive, heard.append, QUICK))

    assert found.rows == archive.count(Sought("simulator", (version.definition_id,)))
    assert found.versions == 7  # of nine two are drafts
    done = [each.done for each in heard]
    assert done == sorted(done)
    assert done[-1] == 1


def test_what_was_pulled_stays_when_it_is_stopped(aio, connection, tenant, archive):
    fill(tenant.tenant, 60, days=6)

    async def stopped():
        some = asyncio.Event()
        pull = asyncio.ensure_future(
            pulling_all.pull_all(connection, archive, lambda _: some.set(), QUICK)
        )
        await some.wait()
        pull.cancel()
        await asyncio.wait([pull])
        return await pulling_all.pull_all(connection, archive, lambda _: None, QUICK)

    rest = aio(stopped())

    assert 0 < rest.rows < 60
