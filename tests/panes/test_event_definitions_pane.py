"""Event definitions found and read, against a simulator."""

import pytest
from definitions_bench import JOURNEYS, SIGNUP
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView


def test_the_table_holds_them_all_and_the_status_says_how_many(definitions):
    assert len(definitions.rows()) == 63
    assert definitions.pane.status == "63 event definitions"
    assert definitions.reads("read ")


@pytest.mark.parametrize("sought", ["nto signup", SIGNUP[-12:], "3f1d9a52 members"])
def test_search_looks_at_name_key_and_data_extension(definitions, sought):
    definitions.search(sought)

    assert definitions.names() == ["NTO Signup"]
    assert definitions.pane.status == "1 of 63 event definitions"


@pytest.mark.parametrize("word", ["Automation", "AutomationAudience"])
def test_search_knows_a_type_by_its_words_and_by_its_name_in_the_api(definitions, word):
    definitions.search(word)

    assert {row[2] for row in definitions.rows()} == {"Automation"}


def test_types_are_offered_as_they_occur_with_their_numbers(definitions):
    chosen = next(text for text in definitions.types() if text.startswith("Automation"))

    definitions.choose_type(chosen)

    assert chosen == f"Automation ({len(definitions.rows())})"
    assert {row[2] for row in definitions.rows()} == {"Automation"}


def test_a_search_that_finds_nothing_offers_to_be_cleared(definitions):
    definitions.search("snowshoes")
    assert definitions.reads("Nothing matches “snowshoes”")

    definitions.press("Clear search")

    assert len(definitions.rows()) == 63
    assert definitions.find("Find event definition").hasFocus()


def test_journeys_sort_as_numbers_and_dates_as_dates(definitions):
    view = definitions.find("Event definitions", QTableView)

    view.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    journeys = [int(row[4]) for row in definitions.rows()]
    view.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    newest = definitions.names()[0]

    assert journeys == sorted(journeys, reverse=True)
    assert newest == "NTO Signup"


def test_the_chosen_one_shows_its_key_type_data_extension_and_filter(definitions):
    definitions.click("NTO Signup")

    assert definitions.find("Key", QLineEdit).text() == SIGNUP
    assert definitions.reads("API event")
    assert definitions.reads("Members")
    assert definitions.reads("Updated is False")


def test_its_fields_are_told_with_type_length_required_key_and_default(definitions):
    definitions.click("NTO Signup")

    assert definitions.rows("Fields") == [
        ("EmailAddress", "e-mail address", "yes", "yes", ""),
        ("MemberID", "number", "", "", ""),
        ("FirstName", "text · 50", "", "", ""),
        ("LastName", "text · 50", "", "", ""),
        ("Updated", "boolean", "", "", "False"),
        ("SignupDate", "date", "", "", ""),
    ]


def test_with_room_a_length_has_a_column_of_its_own(definitions):
    definitions.pane.resize(1744, 966)
    definitions.click("NTO Signup")

    assert ("FirstName", "text", "50", "", "", "") in definitions.rows("Fields")


def test_the_journeys_that_use_it_are_told_and_one_is_opened(definitions):
    definitions.click("NTO Signup")
    (name, status, version), stopped = definitions.rows("Journeys that use it")
    assert stopped == (name, "Stopped", "1")

    definitions.click(name, "Journeys that use it", twice=True)

    assert (name, status) == ("Welcome series", "Running")
    [(key, opened)] = definitions.opened
    assert key
    assert opened == int(version)


def test_return_opens_a_journey_as_a_double_click_does(definitions):
    definitions.click("NTO Signup")
    definitions.click("Welcome series", "Journeys that use it")

    view = definitions.find("Journeys that use it", QTableView)
    definitions.tell(lambda: QTest.keyClick(view, Qt.Key.Key_Return))

    assert len(definitions.opened) == 1


def test_one_that_no_journey_uses_says_so(definitions):
    definitions.click("Order shipped")

    assert definitions.reads("No journey uses it")
    assert definitions.reads("no contact enters")


def test_who_walks_through_the_list_asks_for_the_last_one_alone(definitions):
    view = definitions.find("Event definitions", QTableView)
    asked = len(definitions.sent("/customobjects/"))

    def walk():
        view.setFocus()
        for _ in range(5):
            QTest.keyClick(view, Qt.Key.Key_Down)

    definitions.tell(walk)

    assert len(definitions.sent("/customobjects/")) == asked + 1


def test_the_journeys_are_read_once_for_all_definitions(definitions):
    definitions.click("NTO Signup")
    asked = len(definitions.sent(JOURNEYS))

    definitions.click("Order placed")

    assert len(definitions.sent(JOURNEYS)) == asked
    assert len(definitions.rows("Journeys that use it")) == 1
