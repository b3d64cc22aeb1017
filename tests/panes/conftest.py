"""The panes on simulators of their own."""

import pytest
from credentials_bench import Bench

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
