"""Runs a suite on a simulator of its own: a process that ends with the suite."""

import tempfile
from pathlib import Path

from jbdesk.model.suites.suite import Suite
from jbdesk.model.suites.suite_result import SuiteResult
from jbdesk.services.connections.connection import connect
from jbdesk.services.simulated.local_simulator import LocalSimulator
from jbdesk.services.suites import suites
from jbdesk.services.suites.suites import Material
from jbdesk.services.work import Work


async def rehearse(work: Work, material: Material, suite: Suite) -> SuiteResult:
    """Run it where nobody else's clock is moved, and leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="jbdesk-suite-") as home:
        simulator = LocalSimulator(Path(home), options=("--seed", "empty"))
        try:
            settings, secret = await simulator.start()
            connection = connect(settings, secret, work, lambda _: None)
            try:
                control = simulator.control
                return await suites.rehearse(connection, control, material, suite)
            finally:
                connection.close()
        finally:
            await simulator.stop()
