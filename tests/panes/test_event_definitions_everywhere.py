"""All business units in the event definitions' pane: the copy, its age, its limits."""

import pytest
from definitions_bench import SIGNUP
from PySide6.QtWidgets import QAbstractButton


@pytest.fixture
def everywhere(definitions, empty_tenant):
    definitions.units.add(empty_tenant, "Empty unit")
    definitions.tell(lambda: definitions.pane.scope.setCurrentIndex(1))
    return definitions


def read_all(bench):
    bench.tell(bench.pane.read)


def keys(bench):
    return [row[0] for row in bench.rows("Keys")]


def test_what_was_read_of_the_unit_in_use_is_there_at_once(everywhere):
    assert len(keys(everywhere)) == 63
    assert everywhere.reads("1 business unit not read yet")
    assert everywhere.pane.status == "63 keys"


def test_reading_all_units_tells_how_far_it_is_and_how_old_the_copy_is(everywhere):
    told = []
    before = everywhere.pane.show_about
    everywhere.pane.show_about = lambda text: (told.append(text), before(text))

    read_all(everywhere)

    assert "reading 63 of 63 event definitions, Simulator (1 of 2)" in told
    assert told[-1] == "offline copy, read just now"


def test_the_fields_of_every_key_are_kept_where_that_is_ticked(everywhere):
    tick = everywhere.find("Fields too", QAbstractButton)
    tick.setChecked(True)
    assert "not read" in tick.text()

    read_all(everywhere)

    assert tick.text() == "Fields too"


@pytest.mark.parametrize("text", ["3f1d9a52", "nto sign", "members simulator"])
def test_a_key_is_found_by_each_of_its_parts(everywhere, text):
    everywhere.tell(lambda: everywhere.pane.keys.search(text))

    assert "NTO Signup" in keys(everywhere)


def test_a_key_is_found_by_a_journey_that_listens(everywhere):
    everywhere.tell(lambda: everywhere.pane.keys.search("welcome series"))
    everywhere.click("NTO Signup", "Keys")

    assert everywhere.find("Key").text() == SIGNUP
    assert everywhere.rows("Journeys that use it")[0][:2] == (
        "Welcome series",
        "Running",
    )
    assert everywhere.rows("Fields")


def test_what_is_not_read_of_a_key_is_not_searched(everywhere):
    everywhere.tell(lambda: everywhere.pane.keys.search("not read"))

    assert everywhere.reads("No key matches “not read”")


def test_fields_that_were_looked_at_are_told_in_the_list(everywhere):
    pane = everywhere.pane
    everywhere.tell(lambda: pane.keys.search("order shipped"))
    assert pane.keys.table._model.row(0).fields is None

    everywhere.click("Order shipped", "Keys")

    assert pane.keys.table._model.row(0).fields == 8
    assert len(everywhere.rows("Fields")) == 8


def test_an_address_that_no_key_belongs_to_says_so(everywhere):
    address = "https://jb.example/#a1b2c3d4-0000-4000-8000-00000000000f"
    everywhere.tell(lambda: everywhere.pane.keys.search(address))

    assert everywhere.reads("No key belongs to this address")


def test_a_key_can_not_be_fired_before_its_unit_is_in_use(everywhere):
    everywhere.click("NTO Signup", "Keys")
    fire = everywhere.find("Fire test contact", QAbstractButton)

    assert not fire.isEnabled()
    assert "first" in fire.toolTip()


def test_without_a_network_the_copy_is_shown_in_place_of_the_list(
    definitions, definitions_tenant, faults
):
    definitions.click("NTO Signup")
    faults("*", "status", status=403, body={"message": "Forbidden"})

    definitions.tell(
        lambda: definitions.pane.use(definitions.connect(definitions_tenant))
    )

    assert len(definitions.rows()) == 63
    assert definitions.reads("offline copy, read just now")
    assert definitions.pane.notice.text
    definitions.click("NTO Signup")
    assert definitions.reads("Fields · 6 · read just now")
    assert definitions.rows("Journeys that use it")[0][0] == "Welcome series"
    definitions.click("Order shipped")  # its fields were never read
    assert definitions.reads("Fields could not be read")
    assert definitions.reads("No journey uses it")


def test_nothing_is_offered_to_be_written_in_all_units(everywhere):
    everywhere.click("NTO Signup", "Keys")

    shown = everywhere.pane.details.findChildren(QAbstractButton)
    texts = {each.text() for each in shown if each.isVisible()}
    assert "Copy key" in texts
    assert not {"Edit…", "Delete…"} & texts
