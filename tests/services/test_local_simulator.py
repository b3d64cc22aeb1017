"""The simulator as a process of its own."""

import asyncio
import os
import signal
import subprocess
import sys

import pytest

from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import connect
from jbdesk.services.events import event_definitions
from jbdesk.services.simulated.local_simulator import LocalSimulator

_PARENT = """
import asyncio, os, sys
from pathlib import Path
from jbdesk.services.simulated.local_simulator import LocalSimulator

async def main():
    simulator = LocalSimulator(Path(sys.argv[1]))
    await simulator.start()
    print(simulator.process_id, flush=True)
    os.kill(os.getpid(), 9)

asyncio.run(main())
"""


def test_it_starts_serves_is_controlled_and_ends(aio, tmp_path, work, exchanges):
    simulator = LocalSimulator(tmp_path)

    async def story():
        settings, secret = await simulator.start()
        connection = connect(settings, secret, work, exchanges.record)
        found = await event_definitions.list_all(connection)
        state = await simulator.control("GET", "/simulator/state")
        connection.close()
        same = await simulator.start()
        was_running = simulator.is_running
        await simulator.stop()
        return found, state, same == (settings, secret), was_running

    found, state, is_same, was_running = aio(story())

    assert len(found) >= 60
    assert state["counts"]["event_definitions"] == len(found)
    assert is_same
    assert was_running
    assert not simulator.is_running
    with pytest.raises(Failure, match="not running"):
        aio(simulator.control("GET", "/simulator/state"))


def test_one_that_can_not_start_says_why(aio, tmp_path):
    simulator = LocalSimulator(tmp_path, options=("--port", "none"))

    with pytest.raises(Failure, match="did not start"):
        aio(simulator.start())

    assert not simulator.is_running


def test_it_ends_with_us_also_when_we_are_killed(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(tmp_path)], stdout=subprocess.PIPE
    ) as parent:
        pid = int(parent.stdout.readline())
        # The simulator holds no pipe of its parent's: its end closes nothing of ours.
        parent.wait(20)
    watch = subprocess.run(
        ["tail", f"--pid={pid}", "-f", "/dev/null"], timeout=20, check=False
    )
    assert watch.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_one_that_was_killed_says_so_and_goes_on_where_it_stood(aio, tmp_path):
    simulator = LocalSimulator(tmp_path)
    named = {"name": "NTO Canada"}

    async def story():
        first, secret = await simulator.start()
        await simulator.control("POST", "/simulator/business-units", named)
        os.kill(simulator.process_id, signal.SIGKILL)
        with pytest.raises(Failure) as lost:
            await asked_until_it_fails(simulator)
        # Its lines are cut before the process is gone, which nobody tells.
        while simulator.is_running:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        again, same = await simulator.start()
        told = await simulator.control("GET", "/simulator/tenants")
        await simulator.stop()
        return first, again, secret == same, told["items"][0], str(lost.value)

    first, again, is_same, tenant, why = aio(story())

    assert is_same
    assert first.client_id == again.client_id
    assert [each["name"] for each in tenant["business_units"]][-1] == "NTO Canada"
    assert why.endswith(".")
    assert "Traceback" not in why


async def asked_until_it_fails(simulator):
    """The process may answer once more before the signal reaches it."""
    for _ in range(100):
        await simulator.control("GET", "/simulator/state")
