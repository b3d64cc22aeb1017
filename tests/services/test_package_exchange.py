"""Connections that are handed on without their secrets."""

import json
from dataclasses import replace

import pytest

from jbdesk.model.package import PackageSettings
from jbdesk.model.packages.units import BusinessUnit
from jbdesk.model.problem import Failure
from jbdesk.services.connections import package_exchange
from jbdesk.services.connections.connections import Connections

SUB = "mc563885gzs27c5t9-63k636ttgm"
NORTH = BusinessUnit("2", "North", "red", ("test-*",))
ACME = PackageSettings(
    "Acme", SUB, "abc", "1", ("journeys_read",), "amber", units=(NORTH,)
)


@pytest.fixture
def here(tmp_path):
    return Connections(tmp_path / "here")


@pytest.fixture
def there(tmp_path):
    return Connections(tmp_path / "there")


@pytest.fixture
def file(tmp_path, here):
    here.save(ACME)
    path = tmp_path / "connections.json"
    assert package_exchange.write(path, here.packages) == 1
    return path


def changed(file, **changes):
    told = json.loads(file.read_text())
    told["connections"][0] |= changes
    file.write_text(json.dumps(told))
    return file


def test_a_colleague_gets_everything_but_the_secret(file, here, there):
    taken = package_exchange.take_in(there, package_exchange.read(file))

    (got,), (own,) = there.packages, here.packages
    assert taken.added == (got,)
    assert replace(got, id="") == ACME
    assert got.id != own.id
    assert "secret" not in file.read_text()


def test_what_is_here_already_stays_as_it_is(file, here):
    taken = package_exchange.take_in(here, package_exchange.read(file))

    assert (taken.added, taken.known) == ((), ("Acme",))
    assert len(here.packages) == 1


def test_another_package_of_the_same_name_gets_a_number(file, there):
    there.save(replace(ACME, client_id="other", units=()))

    package_exchange.take_in(there, package_exchange.read(file))

    assert [each.name for each in there.packages] == ["Acme", "Acme (2)"]


def test_no_file_makes_a_simulator_or_takes_over_an_id(file, there):
    mine = there.save(replace(ACME, client_id="other", units=()))
    evil = "http://127.0.0.1:1/"
    changed(file, id=mine.id, auth_url=evil, rest_url=evil)

    package_exchange.take_in(there, package_exchange.read(file))

    assert [each.is_simulator for each in there.packages] == [False, False]
    assert there.packages[0] == mine
    assert there.packages[1].id != mine.id


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"subdomain": "evil.test"}, "“Acme”: This is not a Marketing Cloud address"),
        ({"client_id": "two words"}, "Client ID has no blanks"),
        ({"name": ""}, "Connection 1 has no name"),
        ({"account_id": "x"}, "A MID has digits only"),
        ({"account_id": "2"}, "MID 2 is in it twice"),
        ({"colour": "pink"}, "Choose one of the colours"),
        (
            {"units": [{"mid": "2", "name": "North", "colour": "pink"}]},
            "“North” has a colour that jbdesk does not know",
        ),
    ],
)
def test_what_is_wrong_is_told_in_words_and_nothing_is_kept(file, changes, told):
    with pytest.raises(Failure, match=told):
        package_exchange.read(changed(file, **changes))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 9}', "\udcff", "{"])
def test_a_file_that_is_none_is_told(tmp_path, text):
    path = tmp_path / "odd.json"
    path.write_bytes(text.encode(errors="surrogateescape"))

    with pytest.raises(Failure, match=r"odd\.json"):
        package_exchange.read(path)
    with pytest.raises(Failure, match="can't be read"):
        package_exchange.read(tmp_path / "nowhere.json")


def test_a_file_that_is_far_too_large_is_not_read(file):
    told = json.loads(file.read_text())
    many = {**told, "connections": told["connections"] * 501}
    file.write_text(json.dumps(many))
    with pytest.raises(Failure, match="more than 500 connections"):
        package_exchange.read(file)

    file.write_text(" " * 2_000_001)
    with pytest.raises(Failure, match="too large"):
        package_exchange.read(file)
