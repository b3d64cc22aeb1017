"""Installed packages with several business units, as connections to choose from."""

import json
from dataclasses import replace

import pytest

from jbdesk.api import endpoints
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages.units import BusinessUnit
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connections import Connections
from jbdesk.services.connections.guard import Guard

SUB = "mc563885gzs27c5t9-63k636ttgm"
ACME = PackageSettings("Acme", SUB, "abc", "1", colour="amber")
NORTH = BusinessUnit("2", "North", "red", ("test-*",))


@pytest.fixture
def acme(tmp_path):
    return Connections(tmp_path).save(ACME)


def test_each_business_unit_of_a_package_is_a_choice(tmp_path, acme):
    Connections(tmp_path).save_unit(acme.id, NORTH)
    Connections(tmp_path).save_unit(acme.id, BusinessUnit("3", "South"))

    _, own, north, south = Connections(tmp_path).all()
    assert (own.id, own.name, own.account_id) == (acme.id, "Acme", "1")
    assert (north.id, north.name) == (f"{acme.id}@2", "Acme · North")
    assert (north.account_id, north.client_id) == ("2", "abc")
    assert (north.colour, south.colour) == ("red", "amber")
    assert north.units == ()


def test_a_business_unit_is_renamed_and_removed(tmp_path, acme):
    connections = Connections(tmp_path)
    connections.save_unit(acme.id, NORTH)

    renamed = connections.save_unit(acme.id, replace(NORTH, name="Nord"), was="2")
    assert [each.name for each in connections.all()[1:]] == ["Acme", "Acme · Nord"]
    connections.remove(renamed.id)

    assert [each.name for each in Connections(tmp_path).all()[1:]] == ["Acme"]


@pytest.mark.parametrize(
    "other", [BusinessUnit("2", "South"), BusinessUnit("3", "north")]
)
def test_a_mid_and_a_name_stand_once_in_a_package(tmp_path, acme, other):
    connections = Connections(tmp_path)
    connections.save_unit(acme.id, NORTH)

    with pytest.raises(Failure, match="is in this package already"):
        connections.save_unit(acme.id, other)


def test_the_packages_own_unit_is_not_added_once_more(tmp_path, acme):
    with pytest.raises(Failure, match="MID 1 is already here"):
        Connections(tmp_path).save_unit(acme.id, BusinessUnit("1", "Own"))


def test_a_file_of_the_first_version_is_read(tmp_path):
    kept = {"id": "c-1", "name": "Acme", "subdomain": SUB, "scopes": ["a"]}
    told = {"version": 1, "connections": [{**kept, "auth_url": "http://evil.test"}]}
    (tmp_path / "connections.json").write_text(json.dumps(told))

    acme = Connections(tmp_path).all()[1]

    assert (acme.id, acme.name, acme.scopes, acme.units) == ("c-1", "Acme", ("a",), ())
    assert not acme.is_simulator


def test_production_is_armed_by_the_name_of_its_business_unit(tmp_path, acme):
    guard = Guard(Connections(tmp_path).save_unit(acme.id, NORTH))

    with pytest.raises(Failure, match="business unit's name as it is: “North”"):
        guard.arm(5, "Acme · North")
    guard.arm(5, "North")

    assert not guard.refusal()


def test_an_armed_unit_still_fires_nobody_who_is_not_on_its_list(tmp_path, acme):
    guard = Guard(Connections(tmp_path).save_unit(acme.id, NORTH))
    guard.arm(5, "North")

    assert "“eve”" in guard.objection(endpoints.FIRE, {"ContactKey": "eve"})
    assert guard.objection(endpoints.FIRE, {"ContactKey": "test-1"}) == ""
    assert guard.objection(endpoints.FIRE_BATCH, {"members": [{"contactKey": "eve"}]})


def test_a_units_empty_list_is_that_of_its_package(tmp_path, acme):
    connections = Connections(tmp_path)
    connections.save(replace(acme, allowed=("susan",)))

    south = connections.save_unit(acme.id, BusinessUnit("3", "South"))

    assert south.allowed == ("susan",)


def test_a_business_unit_is_never_kept_as_a_package(tmp_path, acme):
    connections = Connections(tmp_path)
    north = connections.save_unit(acme.id, NORTH)

    with pytest.raises(Failure, match="kept with its installed package"):
        connections.save(north)
    connections.remove(acme.id)
    with pytest.raises(Failure, match="no longer kept"):
        connections.save_unit(acme.id, NORTH)


def test_what_a_file_says_wrongly_of_units_is_left_out(tmp_path, acme):
    path = tmp_path / "connections.json"
    told = json.loads(path.read_text())
    good = {"mid": "2", "name": "North"}
    odd = [good, good, {"mid": "x", "name": "South"}, {"mid": "3"}, "West"]
    told["connections"][0]["units"] = odd
    path.write_text(json.dumps(told))

    (kept,) = Connections(tmp_path).packages
    assert kept.id == acme.id
    assert kept.units == (BusinessUnit("2", "North"),)
