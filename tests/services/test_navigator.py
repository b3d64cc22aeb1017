"""The keys of several business units: read, kept, and found without a network."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from jbdesk.model.events import key_rows
from jbdesk.services.connections.connection import connect
from jbdesk.services.connections.elsewhere import Elsewhere
from jbdesk.services.events.key_copy import KeyCopy
from jbdesk.services.events.navigator import Navigator

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"
JB = "https://mc.s50.exacttarget.com/cloud/#app/Journey%20Builder"
KNOWN = "a1b2c3d4-0000-4000-8000-00000000000f"


class Units:
    """Connections of the same simulator, so that a second unit can be read."""

    def __init__(self, settings, secret, work, exchanges):
        self.used = connect(settings, secret, work, exchanges.record)
        # Another name of this computer makes it another tenant.
        url = settings.rest_url.replace("127.0.0.1", "localhost")
        second = replace(settings, id="second", name="Second", rest_url=url)
        self.all_settings = (settings, second)
        self.secret = secret
        self._args = (work, exchanges.record)
        self.is_reachable = True

    def all(self):
        return self.all_settings

    async def secret_of(self, _settings):
        return self.secret if self.is_reachable else None

    def connect(self, settings, secret):
        return connect(settings, secret, *self._args)


@pytest.fixture
def units(settings, tenant, work, exchanges):
    made = Units(settings, tenant.client_secret, work, exchanges)
    yield made
    made.used.close()


@pytest.fixture
def clock():
    return [1_000_000.0]


@pytest.fixture
def navigator(units, tmp_path, clock):
    elsewhere = Elsewhere(units, units.secret_of, units.connect)
    made = Navigator(KeyCopy(tmp_path, lambda: clock[0]), elsewhere)
    yield made
    made.close()


def fail(tenant):
    tenant.tenant.faults.put([{"path": "*", "action": "status", "status": 403}])


def test_every_business_unit_is_read_and_stays_known_without_a_network(
    aio, navigator, units, tenant, clock
):
    heard = []

    problems = aio(navigator.refresh(units.used, heard.append))
    fail(tenant)
    clock[0] += 7200
    known = aio(navigator.known(None))

    assert problems == ()
    assert len(known.rows) == 126
    assert {row.unit for row in known.rows} == {"Simulator", "Second"}
    assert known.oldest == 7200
    signup = next(row for row in known.rows if row.key == SIGNUP)
    assert signup.told_journeys == "Welcome series v2 running, v1 stopped"
    assert heard[0].told == "50 of 63 event definitions, Simulator (1 of 2)"
    assert heard[-1].what == "journeys"


def test_a_unit_that_can_not_be_read_keeps_its_copy_and_is_named(aio, navigator, units):
    aio(navigator.refresh(units.used, lambda _: None))
    navigator.close()
    units.is_reachable = False

    problems = aio(navigator.refresh(units.used, lambda _: None))
    known = aio(navigator.known(units.used))

    assert [each.text.partition(":")[0] for each in problems] == ["“Second”"]
    assert len(known.rows) == 126


def test_a_connection_without_a_mid_is_the_unit_that_its_token_tells(
    aio, navigator, units
):
    used = units.used.settings
    units.all_settings = (replace(used, id="bare", name="Bare", account_id=""),)
    assert len(navigator.units(units.used)) == 2

    aio(navigator.refresh(units.used, lambda _: None))

    assert [each.name for each in navigator.units(units.used)] == [used.name]
    assert len(aio(navigator.known(units.used)).rows) == 63


def test_fields_are_read_ahead_once_and_are_there_without_a_network(
    aio, navigator, units, tenant, exchanges
):
    units.all_settings = (units.used.settings,)
    heard = []
    aio(navigator.refresh(units.used, lambda _: None))
    assert aio(navigator.known(units.used)).without_fields

    assert aio(navigator.refresh_fields(units.used, heard.append)) == ()

    known = aio(navigator.known(units.used))
    assert known.without_fields == 0
    assert next(e for e in known.rows if e.key == SIGNUP).fields == 6
    assert heard[-1].seen == heard[-1].total
    before = len(exchanges.all())
    aio(navigator.refresh_fields(units.used, heard.append))
    assert len(exchanges.all()) == before


def test_a_data_extension_that_is_gone_does_not_keep_other_fields_back(
    aio, navigator, units, tenant
):
    units.all_settings = (units.used.settings,)
    aio(navigator.refresh(units.used, lambda _: None))
    path = "/data/v1/customobjects/*"
    gone = {"path": path, "action": "status", "status": 400, "times": 1}
    tenant.tenant.faults.put([gone])

    problems = aio(navigator.refresh_fields(units.used, lambda _: None))

    assert [each.text.partition(": ")[2] for each in problems] == [
        "The service did not give the fields of 1 data extension."
    ]
    read = [each for each in aio(navigator.known(units.used)).rows if each.fields]
    assert len(read) > 30  # the others share the one that was refused


def test_fields_are_told_as_kept_where_the_service_can_not_be_reached(
    aio, navigator, units, tenant, clock
):
    aio(navigator.refresh(units.used, lambda _: None))
    row = next(e for e in aio(navigator.known(units.used)).rows if e.key == SIGNUP)
    definition = aio(navigator.definition(row))
    fresh = aio(navigator.fields_of(row, definition, units.used))
    fail(tenant)
    clock[0] += 60

    kept = aio(navigator.fields_of(row, definition, units.used))

    assert kept.fields == fresh.fields
    assert (fresh.age, kept.age) == (0, 60)


def test_a_damaged_copy_is_set_aside_and_begun_anew(tmp_path):
    copy = KeyCopy(tmp_path)
    copy.put("one", (), ())
    (tmp_path / "event_definitions.sqlite").write_bytes(b"no database" * 100)

    assert copy.ages() == {}
    assert "was damaged" in copy.notice


def test_several_threads_may_begin_the_copy_at_once(tmp_path):
    for home in (tmp_path / str(number) for number in range(3)):
        copy = KeyCopy(home)
        with ThreadPoolExecutor(8) as pool:
            for name in "abcdefgh":
                pool.submit(copy.put, name, (), ())

        assert set(copy.ages()) == set("abcdefgh")


def test_two_packages_of_one_business_unit_are_read_once(navigator, units, settings):
    twin = replace(settings, id="twin", name="Another package")
    units.all_settings = (*units.all_settings, twin)

    names = [each.name for each in navigator.units(units.used)]

    assert names == ["Simulator", "Second"]


def test_one_token_serves_all_reads_of_another_unit(aio, navigator, units, exchanges):
    aio(navigator.refresh(units.used, lambda _: None))
    rows = [e for e in aio(navigator.known(units.used)).rows if e.unit == "Second"]
    for row in rows[:3]:
        aio(navigator.fields_of(row, aio(navigator.definition(row)), units.used))

    tokens = [each for each in exchanges.all() if each.url.endswith("/v2/token")]
    assert len(tokens) == 2


def test_a_connection_that_was_removed_takes_its_copy_along(
    aio, navigator, units, tmp_path
):
    aio(navigator.refresh(units.used, lambda _: None))
    units.all_settings = units.all_settings[:1]

    aio(navigator.forget_gone(units.used))

    assert list(KeyCopy(tmp_path).ages()) == ["simulator"]


def test_what_is_kept_of_a_connection_can_be_forgotten(aio, navigator, units, tmp_path):
    aio(navigator.refresh(units.used, lambda _: None))
    KeyCopy(tmp_path).forget("second")

    known = aio(navigator.known(units.used))

    assert known.unread == ("Second",)
    with sqlite3.connect(tmp_path / "event_definitions.sqlite") as file:
        found = file.execute("SELECT DISTINCT connection FROM definitions").fetchall()
    file.close()
    assert found == [("simulator",)]


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("nto sign", "nto sign"),
        (
            f"{JB}/%23A1B2C3D4-0000-4000-8000-000000000001/4",
            "a1b2c3d4-0000-4000-8000-000000000001",
        ),
        (
            f"{JB}#/{KNOWN}?bu=a1b2c3d4-0000-4000-8000-000000000002",
            KNOWN,
        ),
        (
            "https://mc.s50.exacttarget.com/cloud/",
            "https://mc.s50.exacttarget.com/cloud/",
        ),
    ],
)
def test_a_pasted_address_is_searched_by_the_id_in_it(pasted, found):
    assert key_rows.sought(pasted, {KNOWN}) == found
