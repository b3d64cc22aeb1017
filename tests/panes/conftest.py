"""The panes on simulators of their own."""

import pytest
from activity_bench import ActivityBench
from credentials_bench import Bench
from definitions_bench import DefinitionsBench
from simulator_bench import MONDAY, SimulatorBench

from jbdesk.services.work import Work
from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock


@pytest.fixture
def activity(aio, tmp_path):
    made = ActivityBench(aio, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def credentials_tenant():
    with Simulator(seed="demo") as running:
        yield running


@pytest.fixture
def bench(aio, credentials_tenant, tmp_path):
    made = Bench(credentials_tenant, tmp_path)

    yield made

    aio(made.settled())
    made.pane.close()
    made.pane.deleteLater()
    made.work.close()


@pytest.fixture(scope="module")
def definitions_tenant():
    with Simulator(seed="demo") as running:
        yield running


@pytest.fixture
def empty_tenant():
    with Simulator(seed="empty") as running:
        yield running


@pytest.fixture
def unopened_definitions(aio, tmp_path):
    work = Work(4)
    made = DefinitionsBench(aio, work, tmp_path)

    yield made

    made.tell(made.pane.close)
    made.pane.deleteLater()
    for each in made.connections:
        each.close()
    work.close()


@pytest.fixture
def definitions(unopened_definitions, definitions_tenant):
    unopened_definitions.open(definitions_tenant)
    return unopened_definitions


@pytest.fixture
def faults(definitions_tenant):
    def dial(path, action, **details):
        definitions_tenant.tenant.faults.put(
            [{"path": path, "action": action, **details}]
        )

    yield dial
    definitions_tenant.tenant.faults.clear()


@pytest.fixture
def stopped_tenant():
    clock = Clock(MONDAY, is_running=False, real=lambda: 1_000_000.0)
    with Simulator(seed="demo", clock=clock, publish_seconds=0) as running:
        yield running


@pytest.fixture
def told(aio, stopped_tenant):
    made = []

    def tell(story):
        async def whole():
            made.append(SimulatorBench(stopped_tenant))
            await made[0].pane.idle()
            try:
                await story(made[0])
            finally:
                made[0].pane.close()
                await made[0].pane.idle()

        aio(whole())

    yield tell
    for bench in made:
        bench.client.abort()
        bench.pane.deleteLater()
        bench.work.close()
