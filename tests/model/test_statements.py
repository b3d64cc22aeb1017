"""What can be stated of a contact, and which of the event's fields a journey names."""

from datetime import UTC, datetime

from builders import END, email, engagement_split, journey, random_split, split, wait

from jbdesk.model import walk
from jbdesk.model.suites import statements
from jbdesk.model.suites.statements import Question
from jbdesk.model.suites.test_contact import TestContact

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def answers(question: Question):
    return [choice.label for choice in question.answers]


def test_an_engagement_split_asks_about_its_message():
    story = journey(
        email("MAIL-1"),
        engagement_split("E-1", message="MAIL-1", yes=END),
    )

    (asked,) = statements.questions(story)

    assert asked.key == "MAIL-1"
    assert answers(asked)[0] == "Does nothing with it"


def test_what_is_answered_decides_the_way():
    story = journey(
        email("MAIL-1"),
        engagement_split("E-1", message="MAIL-1", yes="W-1", no="W-2"),
        wait("W-1", to=END),
        wait("W-2", to=END),
    )
    opened = TestContact("susan", engagement={"MAIL-1": statements.stated("opened")})

    def refs(contact):
        path = walk.walk(story, contact.facts(story), START)
        return [step.ref for step in path.steps]

    assert refs(opened)[-1] == "W-1"
    assert refs(TestContact("susan"))[-1] == "W-2"


def test_a_random_split_takes_the_stated_path_whatever_the_chance():
    story = journey(
        random_split("R-1", (1, "W-1"), (99, "W-2")),
        wait("W-1", to=END),
        wait("W-2", to=END),
    )
    (asked,) = statements.questions(story)
    first = str(asked.answers[1].value)

    contact = TestContact("susan", engagement={"R-1": statements.stated(first)})
    path = walk.walk(story, contact.facts(story), START)

    assert [step.ref for step in path.steps] == ["R-1", "W-1"]
    assert statements.answer_of(asked, contact.engagement["R-1"]) == first


def test_fields_are_those_that_filters_and_bindings_name():
    story = journey(
        split("S-1", vip=END, remainder=END),
        email("MAIL-1", subject='Back by {{Event.Rental."DueBack"}}'),
    )

    assert statements.event_fields(story) == ("DueBack", "EmailAddress", "Kind")
