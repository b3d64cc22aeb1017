"""The payload as it is shown, typed by hand, and sent through each door."""

import json

import pytest

from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.event_definition import EventDefinition
from jbdesk.model.firing import doors
from jbdesk.panes.fire.payload import PayloadCard
from jbdesk.widgets import theme

FIELDS = (DataExtensionField("City"), DataExtensionField("MemberID", "Number"))
EVENT = EventDefinition({"eventDefinitionKey": "NTO"})


@pytest.fixture
def card(qtbot):
    made = PayloadCard()
    qtbot.addWidget(made)
    made.edited_by_hand = []
    made.edited.connect(made.edited_by_hand.append)
    show(made)
    return made


def show(card, **data):
    body = card.door.body(EVENT, "susan", data or {"City": "Lyon"})
    card.show_body(body, FIELDS)


def typed(card, text):
    card.view.setPlainText(text)
    return card.problem


def test_what_the_form_makes_is_shown_and_is_nobodys_edit(card):
    theme.notice.changed.emit()

    assert json.loads(card.view.toPlainText())["Data"] == {"City": "Lyon"}
    assert card.problem is None
    assert card.edited_by_hand == []


def test_what_is_typed_is_told_with_its_names_mended(card):
    assert typed(card, '{"contactkey": "ada", "data": {"city": "Oslo"}}') is None

    (found,) = card.edited_by_hand
    assert (found.contact_key, found.values) == ("ada", {"City": "Oslo"})


def test_json_that_breaks_off_is_told_and_stays(card):
    problem = typed(card, '{\n  "Data": {\n')

    show(card, City="Rome")

    assert "line 3" in problem.text
    assert card.view.toPlainText() == '{\n  "Data": {\n'
    assert card.edited_by_hand == []


def test_an_unknown_name_is_marked_in_its_line(card):
    problem = typed(card, '{"Data": {\n"Town": "Oslo"}}')

    (mark,) = card.view.extraSelections()
    assert mark.cursor.blockNumber() == 1
    assert "Line 2: The data extension has no field “Town”." in problem.text


def test_going_back_to_the_form_forgets_what_was_typed(card):
    typed(card, "{")
    card.reset_wanted.connect(lambda: show(card))

    card._reset.click()

    assert card.problem is None
    assert json.loads(card.view.toPlainText())["Data"] == {"City": "Lyon"}


@pytest.mark.parametrize("door", doors.DOORS, ids=lambda each: each.name)
def test_each_door_shows_its_own_body(card, door):
    card.door_changed.connect(lambda _: show(card))
    card._door.setCurrentIndex(doors.DOORS.index(door))

    assert card.door is door
    wanted = door.body(EVENT, "susan", {"City": "Lyon"})
    assert json.loads(card.view.toPlainText()) == wanted
