"""Every request and answer as it happens, found again whenever it was."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from activity_bench import FIRED, NOW, REFUSED, UNREACHED
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit


@pytest.fixture
def full(activity):
    activity.record(FIRED, REFUSED, UNREACHED)
    activity.open()
    return activity


def test_the_newest_stands_first_with_what_it_was_for(full):
    assert full.column("Status") == ["no answer", "400 Bad Request", "201 Created"]
    assert full.column("What for") == ["Fire event"] * 3
    assert full.column("Path") == ["/interaction/v1/events"] * 3
    assert full.column("Connection") == ["NTO"] * 3
    assert full.pane.status == "3 requests, 2 failed"


def test_what_was_sent_yesterday_is_there_today_with_its_date(activity):
    activity.record(replace(FIRED, at=NOW - timedelta(days=2)))
    activity.open()

    (time,) = activity.column("Time")
    assert f"{NOW.astimezone() - timedelta(days=2):%b}" in time


def test_what_happens_in_another_thread_appears_by_itself(activity):
    activity.open()
    assert activity.pane.status == ""

    thread = threading.Thread(target=activity.record, args=(FIRED,))
    thread.start()
    activity.until_it_shows(1)
    thread.join()

    assert activity.pane.status == "1 request"


def test_a_chosen_one_stays_chosen_while_others_arrive(full):
    full.click(2)

    full.record(replace(FIRED, id="4"))
    full.until_it_shows(4)

    assert full.pane.list.current.id == FIRED.id
    assert full.details.view.exchange == FIRED


def test_a_thousand_are_there_page_by_page_and_who_reads_is_not_moved(activity):
    activity.record(
        *(replace(FIRED, id=f"old {n}", label=f"n {n}") for n in range(1000))
    )
    activity.open()
    assert activity.pane.status == "1,000 requests"
    assert "…" in activity.column("What for")
    bar = activity.view.verticalScrollBar()
    activity.tell(bar.setValue, 700 * 28)
    activity.aio(
        activity.aio.until(lambda: activity.column("What for")[700] == "n 299")
    )

    activity.record(replace(FIRED, id="new"))
    activity.until_it_shows(1001)

    assert bar.value() == 701 * 28
    assert activity.column("What for")[701] == "n 299"


def test_the_chosen_one_shows_its_answer_and_is_copied_as_curl(full):
    full.click(2)

    full.press("Copy as cURL")

    assert "4b1fd742" in full.details.view._views["Answer"].toPlainText()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("curl -X POST https://sub.rest.")
    assert "$JBDESK_TOKEN" in copied


def test_a_request_is_found_by_the_contact_key_in_what_was_sent(full):
    full.record(replace(FIRED, id="4", request_body='{"ContactKey": "ada"}'))
    full.until_it_shows(4)

    full.seek("susan@sausage")

    assert full.view.model().rowCount() == 3
    assert full.pane.status == "3 of 4 requests, 2 failed"


def test_what_arrives_is_searched_as_well(full):
    full.seek("ada")
    assert full.view.model().rowCount() == 0

    full.record(FIRED, replace(FIRED, id="4", request_body='{"ContactKey": "ada"}'))
    full.until_it_shows(1)


@pytest.mark.parametrize(
    ("box", "text", "statuses"),
    [
        ("Answer", "All that failed", ["no answer", "400 Bad Request"]),
        ("Answer", "Refused (4xx)", ["400 Bad Request"]),
        ("Answer", "No answer", ["no answer"]),
        ("Kind", "Reads", ["200 OK"]),
        ("Connection", "Other", ["200 OK"]),
        ("Time", "Last hour", ["no answer", "400 Bad Request", "201 Created"]),
        ("Time", "Since jbdesk started", []),
    ],
)
def test_the_list_is_narrowed_by_what_one_chooses(activity, box, text, statuses):
    listed = replace(
        FIRED,
        id="0",
        at=NOW - timedelta(hours=30),
        method="GET",
        is_write=False,
        status=200,
        reason="OK",
        connection_id="other",
        connection_name="Other",
    )
    activity.record(listed, FIRED, REFUSED, UNREACHED)
    activity.open()

    activity.choose(box, text)

    assert activity.column("Status") == statuses


def test_a_search_that_finds_nothing_offers_to_be_cleared(full):
    full.choose("Answer", "All that failed")
    full.seek("publish")
    assert full.view.model().rowCount() == 0

    full.press("Clear search")

    assert full.view.model().rowCount() == 3


def test_the_keyboard_leads_from_the_field_to_an_answer(full):
    field = full.find("Find request", QLineEdit)
    assert field.hasFocus()

    full.tell(QTest.keyClick, field, Qt.Key.Key_Down)
    full.tell(QTest.keyClick, full.view, Qt.Key.Key_Down)

    assert full.details.view.exchange == REFUSED


def test_the_list_is_cleared_for_good_after_a_question(full):
    full.click(0)
    full.press("Clear…")
    assert "Clear the list of 3 requests?" in full.pane.notice.text
    full.press("Cancel")
    assert full.view.model().rowCount() == 3

    full.press("Clear…")
    full.press("Clear the list")

    assert full.view.model().rowCount() == 0
    assert full.details.view.exchange is None
    assert full.pane.notice.text == "3 requests cleared."
    assert b"susan" not in (full.home / "exchanges.sqlite").read_bytes()


def test_what_happened_behind_another_pane_is_there_when_this_one_is_shown(full):
    full.pane.hide()
    full.record(replace(FIRED, id="4"))

    full.open()

    assert full.view.model().rowCount() == 4


def test_a_closed_pane_listens_no_longer(activity):
    activity.open()
    before = len(activity.journal._subscribers)

    activity.pane.close()

    assert len(activity.journal._subscribers) == before - 1


def test_a_small_window_has_room_for_all_of_it(full):
    full.click(2)

    assert full.pane.minimumSizeHint().width() < 780


def test_older_ones_that_were_let_go_are_told(full):
    full.pane._store._writer.file._store.execute(
        "INSERT INTO facts VALUES ('dropped', 12)"
    )

    full.open()

    assert full.pane.status == "3 requests, 2 failed; 12 older ones were let go"
