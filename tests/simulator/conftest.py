"""A tenant whose clock stands still, and a client signed in to it."""

import socket

import pytest
from engine_bench import Bench
from plain_client import MONDAY, Client, RealTime

from jbdesk.simulator.server import Simulator
from jbdesk.simulator.tenancy.clock import Clock


@pytest.fixture
def real_time():
    return RealTime()


@pytest.fixture
def simulator(real_time):
    clock = Clock(MONDAY, is_running=False, real=real_time)
    with Simulator(seed="demo", clock=clock, publish_seconds=0) as running:
        yield running


@pytest.fixture
def client(simulator):
    return Client(simulator)


@pytest.fixture
def bench(client):
    return Bench(client)


@pytest.fixture
def line(simulator):
    """Opens a connection on which anything can be said."""
    made = []

    def opened(text=b"", port=None):
        address = ("127.0.0.1", port or simulator.port)
        made.append(socket.create_connection(address, timeout=10))
        made[-1].sendall(text)
        return made[-1]

    yield opened
    for each in made:
        each.close()
