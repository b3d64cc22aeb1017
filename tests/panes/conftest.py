"""The panes on simulators of their own."""

import pytest
from credentials_bench import Bench
from definitions_bench import DefinitionsBench

from jbdesk.services.work import Work
from jbdesk.simulator.server import Simulator


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
def unopened_definitions(aio):
    work = Work(4)
    made = DefinitionsBench(aio, work)

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
