"""What can be done with a request: send again, compare, export, forget."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from activity_bench import FIRED, REFUSED, UNREACHED
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView

from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.package import PackageSettings
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import firing

SUSAN = "susan@sausage.com"


@pytest.fixture
def full(activity):
    activity.record(FIRED, REFUSED, UNREACHED)
    activity.open()
    return activity


@pytest.fixture
def connected(activity, definitions_tenant):
    tenant = definitions_tenant
    settings = PackageSettings(
        "Northern Trails",
        id="here",
        client_id=tenant.client_id,
        account_id=tenant.account_id,
        auth_url=tenant.auth_url,
        rest_url=tenant.rest_url,
    )
    activity.connection = activity.connect(settings, tenant.client_secret)
    activity.open()
    return activity


def read_list(bench):
    bench.aio(event_definitions.list_all(bench.connection))
    bench.until_it_shows(3)
    bench.click(0)


# Send again.


def test_a_read_is_sent_again_after_a_question_and_compared(connected):
    read_list(connected)

    connected.press("Send again…")
    assert connected.question == (
        "Send “List event definitions” again?\n"
        "It only reads: nothing is changed. It goes to “Northern Trails”, signed anew."
    )
    connected.press("Send again")

    assert connected.question == "Sent again\nThe answer was 200 OK."
    assert connected.details.compare_view.isVisible()
    assert connected.details.compare_view._badge.text() == "Same"
    connected.until_it_shows(4)
    assert connected.column("What for")[0] == "List event definitions, again"
    connected.press("Show the new answer")
    assert connected.details.view.exchange.label == "List event definitions, again"
    assert connected.details.view.isVisible()


def test_nothing_is_sent_where_the_question_is_taken_back(connected):
    read_list(connected)
    connected.press("Send again…")

    connected.press("Cancel")

    assert connected.question == ""
    assert connected.view.model().rowCount() == 3


def test_an_event_is_fired_again_through_the_ledger(connected):
    found = connected.aio(event_definitions.list_all(connected.connection))
    definition = next(each for each in found if each.name == "NTO Signup")
    data = {"EmailAddress": SUSAN, "Updated": False}
    connected.aio(
        firing.fire(connected.connection, connected.ledger, definition, SUSAN, data)
    )
    connected.until_it_shows(4)
    connected.click(0)

    connected.press("Send again…")
    assert f"It fires “{SUSAN}” once more" in connected.question
    assert connected.details.question.state == "warn"
    connected.press("Send again")

    states = [each.state for each in connected.ledger.recent()]
    assert states == [DeliveryState.ACCEPTED] * 2
    assert "The answer was 201" in connected.question


def test_what_was_sent_elsewhere_says_where_it_would_go_now(connected):
    connected.record(FIRED)
    connected.until_it_shows(1)
    connected.click(0)

    connected.press("Send again…")

    assert "It was sent on “NTO”, and would now go to “Northern Trails”" in (
        connected.question
    )
    assert connected.has("Send on “Northern Trails”")
    assert not connected.has("Use “NTO”")  # there is no such connection any more


def test_the_connection_it_was_sent_on_can_be_used_instead(connected):
    connected.record(
        replace(FIRED, connection_id="simulator", connection_name="Simulator")
    )
    connected.until_it_shows(1)
    connected.click(0)
    asked = []
    connected.pane.connection_wanted.connect(asked.append)

    connected.press("Send again…")
    connected.press("Use “Simulator (on this computer)”")

    assert asked == ["simulator"]


def test_a_token_request_is_not_sent_again_and_says_why(connected):
    read_list(connected)
    connected.click(2)

    connected.press("Send again…")

    assert connected.question.startswith("Can't be sent again\nA token is asked for")
    assert not connected.has("Send again")


def test_without_a_connection_nothing_can_be_sent(full):
    full.click(2)

    full.press("Send again…")

    assert "No connection is in use" in full.question


# Compare.


def test_two_answers_are_compared_place_by_place(full):
    other = replace(REFUSED, answer_body='{"eventInstanceId": "other", "x": [1]}')
    full.record(replace(other, id="9"))
    full.until_it_shows(4)
    full.click(3)

    full.press("Compare with…")
    assert "with which request?" in full.question
    full.click(0)

    table = full.find("Differences", QTableView).model()
    told = [[table.index(r, c).data() for c in range(3)] for r in range(3)]
    assert told == [
        ["Status", "201 Created", "400 Bad Request"],
        ["Body eventInstanceId", '"4b1fd742"', '"other"'],
        ["Body x", "not there", "[1]"],
    ]
    assert full.details.compare_view._badge.text() == "3 differences"
    assert full.question == ""


def test_the_way_back_leads_to_the_request(full):
    full.click(2)
    full.press("Compare with…")
    full.click(1)

    full.press("Back to the request")

    assert full.details.view.isVisible()
    assert full.details.view.exchange == REFUSED


def test_escape_gives_up_comparing(full):
    full.click(2)
    full.press("Compare with…")

    full.tell(QTest.keyClick, full.view, Qt.Key.Key_Escape)
    full.click(1)

    assert full.question == ""
    assert full.details.view.isVisible()


def test_a_dismissed_question_waits_for_nothing(full):
    full.click(2)
    full.press("Compare with…")
    full.press("Dismiss")

    full.click(1)

    assert full.details.view.isVisible()


# Forget.


def test_a_contact_is_counted_then_forgotten_and_what_went_is_told(full):
    now = datetime.now(UTC)
    delivery = Delivery("d", now, "nto", "event", SUSAN, {"EmailAddress": SUSAN})
    full.ledger.begin(delivery)
    full.record(replace(FIRED, id="ada", request_body='{"ContactKey": "ada"}'))
    full.press("Forget a contact…")
    field = full.find("Contact key to forget", QLineEdit)
    card = full.pane.forget_card
    assert not full.has("Forget")

    QTest.keyClicks(field, SUSAN)
    full.press("Look for it")
    assert card._told.text() == (
        f"Kept of “{SUSAN}”: 3 requests, 1 delivery of the ledger. They go for good."
    )
    full.press("Forget")

    assert card._told.text() == (
        f"Removed of “{SUSAN}”: 3 requests, 1 delivery of the ledger."
    )
    assert full.column("Status") == ["201 Created"]
    assert full.ledger.recent() == ()
    assert not full.view.selectionModel().hasSelection()


def test_another_key_is_counted_anew_before_it_can_be_forgotten(full):
    full.press("Forget a contact…")
    field = full.find("Contact key to forget", QLineEdit)
    QTest.keyClicks(field, SUSAN)
    full.press("Look for it")
    assert full.has("Forget")

    QTest.keyClicks(field, ".au")

    assert not full.has("Forget")
    full.press("Look for it")
    assert full.pane.forget_card._told.text() == f"Nothing is kept of “{SUSAN}.au”."
    assert not full.has("Forget")
    full.press("Close")
    assert not field.isVisible()
