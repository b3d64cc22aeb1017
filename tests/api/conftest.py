"""A client on a service that a test makes misbehave."""

import time

import pytest
from hostile_service import SECRET, Service

from jbdesk.api.client import Client
from jbdesk.api.transport import Limits
from jbdesk.model.package import PackageSettings


@pytest.fixture
def service():
    with Service() as running:
        yield running


@pytest.fixture
def journal():
    return []


@pytest.fixture
def settings(service):
    return PackageSettings(
        "Simulator",
        client_id="abc",
        account_id="12345",
        auth_url=service.url,
        rest_url=service.url,
    )


@pytest.fixture
def client_with(settings, journal):
    made = []

    def build(**limits):
        client = Client(settings, lambda: SECRET, journal.append, Limits(**limits))
        made.append(client)
        return client

    yield build
    for each in made:
        each.abort()


@pytest.fixture
def client(client_with):
    return client_with()


@pytest.fixture
def stopwatch():
    started = time.monotonic()
    return lambda: time.monotonic() - started
