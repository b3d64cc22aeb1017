"""A connection mirrored into the simulator; its business units in the list."""

import asyncio

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from jbdesk.services.connections.connections import SIMULATOR
from jbdesk.simulator.server import Simulator

MIRROR = "Mirror into the simulator"
FIELDS = {"method": "GET", "path": "/data/v1/customobjects/*"}


@pytest.fixture
def credentials_tenant():
    """One for each test: mirrors stay in it."""
    with Simulator(seed="demo") as running:
        yield running


async def begin(bench):
    """Start with the simulator known and one connection kept."""
    tenant = bench.tenant
    first = bench.reached(SIMULATOR)
    await bench.units.started(first, tenant.client_secret)
    bench.pane.use(bench.connect(first, ""))
    bench.press("New connection")
    bench.fill(bench.credentials(Name="Production"))
    bench.press("Save connection")
    await bench.settled()


def test_a_mirrored_connection_is_a_business_unit_of_the_simulator(bench, aio):
    async def story():
        await begin(bench)
        bench.press(MIRROR)
        await bench.settled()
        assert bench.pane.notice.text == (
            "Mirrored “Production” as it is now.\n"
            "63 event definitions, 12 data extensions, 8 journey versions."
        )
        assert "Mirror of Production (simulator)" in bench.names()
        bench.press("Use the mirror")

    aio(story())

    mirrored = next(e for e in bench.units.all if e.name.startswith("Mirror of"))
    assert bench.wanted == [mirrored.id]


def test_what_could_not_be_read_is_told(bench, aio):
    async def story():
        await begin(bench)
        bench.tenant.tenant.faults.put([{**FIELDS, "action": "status", "status": 403}])
        bench.press(MIRROR)
        await bench.settled()
        bench.tenant.tenant.faults.clear()

    aio(story())

    lines = bench.pane.notice.text.splitlines()
    assert lines[1].endswith(
        "0 data extensions, 8 journey versions; 12 could not be read."
    )
    assert lines[2].startswith("• ")
    assert lines[-1] == "… and 4 more."


def test_mirroring_can_be_cancelled(bench, aio):
    async def story():
        await begin(bench)
        before = bench.names()
        slow = {**FIELDS, "action": "delay", "seconds": 20}
        bench.tenant.tenant.faults.put([slow])
        bench.press(MIRROR)
        await until(lambda: "data extensions" in progress(bench))
        assert not bench.find(MIRROR, QAbstractButton).isEnabled()
        bench.press("Cancel mirroring")
        await bench.settled()
        bench.tenant.tenant.faults.clear()
        assert bench.find(MIRROR, QAbstractButton).isEnabled()
        assert bench.names() == before

    aio(story())

    assert bench.pane.notice.text == ""


def progress(bench):
    found = [e for e in bench.pane.findChildren(QLabel) if e.isVisible()]
    return " ".join(e.text() for e in found if e.accessibleName() == "Mirroring")


async def until(is_so):
    for _ in range(400):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


def test_only_a_kept_connection_is_mirrored(bench, aio):
    async def story():
        await begin(bench)
        bench.type_in("Name", "Other")
        assert not bench.find(MIRROR, QAbstractButton).isEnabled()
        bench.press("Discard changes")
        assert bench.find(MIRROR, QAbstractButton).isEnabled()
        bench.choose(SIMULATOR.name)
        await bench.settled()
        shown = [e for e in bench.pane.findChildren(QAbstractButton) if e.isVisible()]
        assert MIRROR not in [each.accessibleName() for each in shown]

    aio(story())
