"""Suites: test contacts with what is expected of them, judged by the walk."""

from datetime import UTC, datetime, timedelta

import pytest
from builders import END, criteria_equal, email, journey, split, trigger, update, wait

from jbdesk.model.problem import Failure
from jbdesk.model.suites import suite, suite_result
from jbdesk.model.suites.suite_expectation import expectation_from
from jbdesk.model.suites.suite_verdict import Course, State, judge
from jbdesk.model.texts import spans
from jbdesk.model.walk import Walk, walk

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def welcome(**header):
    return journey(
        wait("WAIT-1", 2, "DAYS", name="Two days"),
        split("SPLIT-1", vip="EMAIL-1", remainder="UPDATE-1"),
        email("EMAIL-1", to=END, name="Email 2"),
        update("UPDATE-1", to=END),
        **header,
    )


def verdict(expected, *, kind="vip", of=None):
    story = of or welcome()
    found = suite.suite_from(
        {
            "contacts": [
                {"contactKey": "a", "data": {"Kind": kind}, "expect": [expected]}
            ]
        },
        "Suite",
    )
    result = suite_result.evaluate(story, found, MONDAY)
    return result.cases[0].verdicts[0]


def refused():
    entry = trigger(criteria=criteria_equal("Kind", "vip"))
    return welcome(triggers=[entry])


@pytest.mark.parametrize(
    ("expected", "kind"),
    [
        ({"enters": True}, "vip"),
        ({"reaches": "Email 2"}, "vip"),
        ({"reaches": "email-1", "within": "2 days"}, "vip"),
        ({"doesNotReach": "Email 2"}, "old"),
        ({"takes": "vip"}, "vip"),
        ({"takes": "remainder", "of": "SPLIT-1"}, "old"),
        ({"leavesAt": "Email 2"}, "vip"),
        ({"waitsAt": "Two days"}, "vip"),
        ({"waitsAt": "Two days", "after": "1 day 12 hours"}, "vip"),
        ({"waitsAt": "Two days", "at": "2026-03-03"}, "vip"),
    ],
)
def test_what_the_walk_does_is_what_was_expected(expected, kind):
    assert verdict(expected, kind=kind).state is State.MET


@pytest.mark.parametrize(
    ("expected", "why"),
    [
        ({"reaches": "Email 2", "within": "1 day"}, "It is there only after 2 days."),
        ({"doesNotReach": "Email 2"}, "It is there after 2 days."),
        ({"turnedAway": True}, "It enters."),
        ({"leavesAt": "Two days"}, "The path ends after “Email 2”."),
        (
            {"waitsAt": "Two days", "after": "3 days"},
            "On 2026-03-05 09:00 UTC it is not inside.",
        ),
        (
            {"waitsAt": "Email 2", "after": "1 day"},
            "On 2026-03-03 09:00 UTC it is at “Two days”.",
        ),
        (
            {"reaches": "Emial 2"},
            "The journey has no activity “Emial 2”. Is “Email 2” meant?",
        ),
        ({"takes": "vpi"}, "No path is called “vpi”. Is “vip” meant?"),
    ],
)
def test_what_is_not_met_tells_what_happens_instead(expected, why):
    found = verdict(expected)

    assert found.state is State.NOT_MET
    assert found.why.startswith(why)


def test_another_path_is_told_with_its_reason():
    found = verdict({"takes": "vip"}, kind="old")

    assert found.state is State.NOT_MET
    assert found.why.startswith("“Decision split”: “Kind is “vip”” is not met")
    assert found.why.endswith("so it takes path “remainder”.")


def test_who_is_turned_away_is_so_for_the_reason_that_was_expected():
    assert verdict({"turnedAway": "Kind"}, kind="old", of=refused()).state is State.MET

    found = verdict({"turnedAway": "Country"}, kind="old", of=refused())

    assert found.state is State.NOT_MET
    assert found.why.startswith("It is turned away for another reason: ")
    assert verdict({"reaches": "Email 2"}, kind="old", of=refused()).why.startswith(
        "It does not enter: "
    )


def test_a_value_that_is_set_is_compared_with_the_one_expected():
    story = journey(update("UPDATE-1", to=END))
    written = walk(story, suite.TestContact("a").facts(story), MONDAY).steps[0].writes
    name = written[0].name or written[0].field

    met = verdict({"updates": name, "to": written[0].value}, of=story)
    other = verdict({"updates": name, "to": "else"}, of=story)

    assert met.state is State.MET
    assert other.state is State.NOT_MET
    assert verdict({"updates": "Nobody", "to": 1}, of=story).why.startswith("Nothing")


def test_who_is_on_the_way_leaves_open_what_may_still_come():
    story = welcome()
    whole = walk(story, suite.TestContact("a", {"Kind": "vip"}).facts(story), MONDAY)
    course = Course(Walk(True, "", whole.steps[:1]), False, MONDAY + timedelta(days=1))

    def state(expected):
        return judge(story, course, expectation_from(expected, "One")).state

    assert state({"reaches": "Email 2"}) is State.OPEN
    assert state({"reaches": "Email 2", "within": "1 hour"}) is State.NOT_MET
    assert state({"doesNotReach": "Email 2"}) is State.OPEN
    assert state({"takes": "vip"}) is State.OPEN
    assert state({"leavesAt": "Email 2"}) is State.OPEN
    assert state({"enters": True}) is State.MET


def test_all_contacts_together_cover_the_paths():
    found = suite.suite_from(
        {"contacts": [{"contactKey": "a", "data": {"Kind": "vip"}}]}, "Suite"
    )

    result = suite_result.evaluate(welcome(), found, MONDAY)

    assert ("SPLIT-1", 1) in result.coverage.untaken
    assert result.is_met


def test_a_suite_comes_back_as_it_was_written():
    body = {
        "journey": "welcome.json",
        "start": "2026-03-02T09:00:00+00:00",
        "seed": 3,
        "contacts": [
            {
                "contactKey": "a",
                "data": {"Kind": "vip"},
                "attributes": {},
                "engagement": {},
                "expect": [
                    {"turnedAway": True},
                    {"reaches": "Email 2", "within": "3 days"},
                    {"takes": "vip", "of": "SPLIT-1"},
                    {"waitsAt": "Two days", "after": "36 hours"},
                    {"updates": "Status", "to": 2},
                ],
            }
        ],
    }

    again = suite.suite_from(body, "Suite").body

    assert again["contacts"][0]["expect"][3] == {
        "waitsAt": "Two days",
        "after": "1 day 12 hours",
    }
    assert suite.suite_from(again, "Suite").body == again
    assert {**again, "contacts": body["contacts"]} == body


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ([], "s must hold a JSON object with journey and contacts."),
        ({}, "s: “contacts” must be a list with a contact in it."),
        ({"journey": 1}, "s: “journey” must be a file or a journey's key."),
        ({"contacts": [{}], "seed": "x"}, "s: “seed” must be a whole number."),
        ({"contacts": [{}], "start": "soon"}, "s: “start” must be a date like"),
        ({"contacts": [{}]}, "s, contact 1: “contactKey” is missing."),
        ({"contacts": [7]}, "s, contact 1 must hold a JSON object"),
        (
            {"contacts": [{"contactKey": "a", "expect": {}}]},
            "s, contact 1: “expect” must be a list.",
        ),
    ],
)
def test_what_is_wrong_with_a_suite_is_told_with_its_place(body, told):
    with pytest.raises(Failure) as failure:
        suite.suite_from(body, "s")

    assert str(failure.value).startswith(told)


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ("reaches", "must be a JSON object"),
        ({}, "must hold exactly one of: enters, turnedAway"),
        ({"reaches": "a", "takes": "b"}, "must hold exactly one of"),
        ({"reaches": ""}, ": “reaches” must be a name."),
        ({"enters": "yes"}, ": “enters” must be true."),
        ({"reaches": "a", "within": "soon"}, ": “soon” is no span of time"),
        ({"reaches": "a", "within": 3}, ": “within” must be text."),
        ({"reaches": "a", "of": "b"}, ": “of” means nothing beside “reaches”."),
        ({"waitsAt": "a", "at": "soon"}, ": “at” must be a date like"),
    ],
)
def test_what_is_wrong_with_an_expectation_is_told_with_its_place(expected, told):
    body = {"contacts": [{"contactKey": "a", "expect": [{"enters": True}, expected]}]}

    with pytest.raises(Failure) as failure:
        suite.suite_from(body, "s")

    assert str(failure.value).startswith(f"s, contact 1, expectation 2{_gap(told)}")


def _gap(told):
    return told if told.startswith(":") else f" {told}"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("3 days", 259200),
        ("1 day and 6 hours", 108000),
        ("PT12H", 43200),
        ("P1DT30M", 88200),
        ("2weeks", 1209600),
    ],
)
def test_a_span_is_read_as_people_and_as_iso_write_it(text, seconds):
    found = spans.span(text)

    assert found.total_seconds() == seconds
    assert spans.span(spans.words(found)) == found


@pytest.mark.parametrize("text", ["", "P", "PT", "three days", "4000000 weeks"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(Failure):
        spans.span(text)
