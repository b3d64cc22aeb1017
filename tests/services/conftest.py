"""Services against the simulator over loopback; nothing in between is made up."""

import asyncio

import pytest
from bulk_judge import Judge
from sign_in_bench import Apps

from jbdesk.model.package import PackageSettings
from jbdesk.services.connections.connection import connect
from jbdesk.services.connections.sign_ins import SignIns
from jbdesk.services.connections.vault import Vault
from jbdesk.services.exchanges.exchanges import Exchanges
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.journeys import journeys
from jbdesk.services.journeys.lifecycle import Lifecycle
from jbdesk.services.journeys.restore_points import RestorePoints
from jbdesk.services.runs.runs import Runs
from jbdesk.services.work import Work
from jbdesk.simulator.server import Simulator


@pytest.fixture
def aio():
    """Run one coroutine to its end, as the application's loop would."""
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture
def work():
    made = Work(4)
    yield made
    made.close()


@pytest.fixture
def exchanges():
    return Exchanges()


@pytest.fixture
def tenant():
    with Simulator(seed="demo", publish_seconds=0.05) as running:
        yield running


@pytest.fixture
def settings(tenant):
    return PackageSettings(
        "Simulator",
        id="simulator",
        client_id=tenant.client_id,
        account_id=tenant.account_id,
        auth_url=tenant.auth_url,
        rest_url=tenant.rest_url,
    )


@pytest.fixture
def connection_with(settings, tenant, work, exchanges):
    made = []

    def build(secret=None, changed=settings):
        connection = connect(
            changed, secret or tenant.client_secret, work, exchanges.record
        )
        made.append(connection)
        return connection

    yield build
    for each in made:
        each.close()


@pytest.fixture
def connection(connection_with):
    return connection_with()


@pytest.fixture
def ledger(tmp_path):
    made = Ledger(tmp_path)
    yield made
    made.close()


@pytest.fixture
def runs(tmp_path):
    made = Runs(tmp_path)
    yield made
    made.close()


@pytest.fixture
def judge(aio, connection, runs, tenant):
    return Judge(aio, connection, runs, tenant)


@pytest.fixture
def sign_ins():
    return SignIns(Vault(lambda: None))


@pytest.fixture
def app(tenant, settings, sign_ins, work, exchanges):
    """Makes connections to packages of every kind, by name and business unit."""
    made = []

    def build(of, secret, refresh):
        made.append(connect(of, secret, work, exchanges.record, refresh))
        return made[-1]

    yield Apps(tenant, settings, sign_ins, build)
    for each in made:
        each.close()


@pytest.fixture
def points(tmp_path):
    return RestorePoints(tmp_path)


@pytest.fixture
def life(connection, points):
    return Lifecycle(connection, points)


@pytest.fixture
def versions(aio, connection):
    return lambda key: aio(journeys.versions(connection, key))
