"""What is said of an entry before anything is sent."""

from datetime import UTC, datetime

import pytest

from jbdesk.model.firing.admission import Chance, Outlook
from jbdesk.panes.fire.check import CheckCard
from jbdesk.widgets.step_list import StepState

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def card(qtbot):
    made = CheckCard()
    qtbot.addWidget(made)
    return made


def test_each_journey_has_a_row_and_the_best_chance_is_the_word(card):
    yes = Outlook(Chance.YES, "Would enter “A”", "No filter.", journey_key="a")
    no = Outlook(Chance.NO, "Would not enter “B”", "A draft.", "Publish.", "b")
    about = Outlook(
        Chance.UNKNOWN, "Not known whether the contact exists", is_of_contact=True
    )

    card.show_outlooks((yes, no, about), AT)

    states = [step.state for step in card.list.steps]
    assert states == [StepState.DONE, StepState.FAILED, StepState.UNKNOWN]
    assert card.list.steps[1].text == "A draft. Publish."
    assert card._badge.text() == "would enter"


def test_what_is_not_known_of_the_contact_does_not_soften_a_no(card):
    no = Outlook(Chance.NO, "No journey listens to “X”")
    about = Outlook(Chance.UNKNOWN, "Not known where it is", is_of_contact=True)

    card.show_outlooks((no, about), AT)

    assert card._badge.text() == "would not enter"


def test_it_is_told_to_a_screen_reader_as_a_whole(card):
    no = Outlook(Chance.NO, "Would not enter “B”", "A draft.", journey_key="b")

    card.show_outlooks((no,), AT, is_again=True)

    assert card._title.text() == "Would it enter again?"
    assert "Would not enter “B”. A draft." in card.accessibleDescription()


def test_what_is_missing_is_said_without_a_verdict(card):
    card.show_hint("Type a contact key.")

    assert [step.title for step in card.list.steps] == ["Type a contact key."]
    assert card._badge.text() == ""


def test_who_may_not_be_fired_is_told_so_without_a_word_on_entering(card):
    card.show_refused("“eve” is not on the allow-list of “North”.")

    (step,) = card.list.steps
    assert (step.state, step.title) == (
        StepState.FAILED,
        "“eve” is not on the allow-list of “North”.",
    )
    assert "Credentials" in step.text
    assert card._badge.text() == "may not be fired"
