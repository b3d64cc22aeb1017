from datetime import UTC, datetime

import pytest

from jbdesk.model import criteria, lens
from jbdesk.model.facts import Facts
from jbdesk.model.problem import Failure

NOW = datetime(2026, 3, 31, 18, 0, tzinfo=UTC)  # noon where the service stands
ONE_MEMBER = (
    '<FilterDefinition><ConditionSet Operator="AND" ConditionSetName="Individual '
    'Filter Grouping"><Condition IsEphemeralAttribute="true" Key="Event.KEY.Updated" '
    'Operator="Is" UiMetaData="{}"><Value><![CDATA[False]]></Value></Condition>'
    "</ConditionSet></FilterDefinition>"
)


def member(**event):
    return Facts("susan", "KEY", event, now=NOW)


def judged(operator, fact, *values):
    xml = criteria.write(
        criteria.criteria(criteria.condition("Event.KEY.Field", operator, *values))
    )
    return criteria.evaluate(xml, member(Field=fact)).met


def test_a_filter_comes_back_as_it_was_written():
    odd = ONE_MEMBER.replace('"', "'").replace(
        "UiMetaData='{}'", "UiMetaData='{}' new='1'"
    )

    assert criteria.write(criteria.parse(odd)) == odd


def test_a_filter_that_was_made_reads_back_as_the_same_tree():
    made = criteria.criteria(
        criteria.group(
            "OR",
            criteria.equal('Event.KEY."A & B"', 'x ]]> "<y>"'),
            criteria.group("AND", criteria.condition("Member.City", "IsNull")),
        )
    )

    assert criteria.parse(criteria.write(made)).element == made.element


def test_what_a_filter_says_is_told_in_words():
    made = criteria.criteria(
        criteria.group(
            "AND",
            criteria.condition("Event.KEY.Updated", "Is", "false"),
            criteria.group(
                "OR",
                criteria.condition("Member.City", "Begins", "B"),
                criteria.condition("Member.Joined", "AtOrAfter", ";-;14;days"),
                criteria.condition("Member.Age", "Between", "18", "30"),
            ),
        )
    )

    assert criteria.describe(criteria.write(made)) == (
        "Updated is False and (City begins with “B” or Joined is on or after"
        " 14 days ago or Age is between 18 and 30)"
    )
    assert criteria.describe("") == ""


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("<Filter/>", "starts with Filter"),
        ("not xml", "is no XML"),
        ("<FilterDefinition>", "is no XML"),
        ('<!DOCTYPE f [<!ENTITY a "b">]><FilterDefinition/>', "document type"),
        ("<FilterDefinition>" + "<ConditionSet>" * 60, "deeper than 50"),
        ("<FilterDefinition>\ud800</FilterDefinition>", "is no XML"),
    ],
)
def test_what_is_no_filter_is_told_in_a_sentence_and_admits_nobody(xml, words):
    with pytest.raises(Failure, match=words):
        criteria.parse(xml)

    assert not criteria.evaluate(xml, member()).met


def test_a_boolean_fits_its_word_however_it_is_written():
    assert criteria.evaluate(ONE_MEMBER, member(Updated=False)).met
    assert criteria.evaluate(ONE_MEMBER, member(updated="false")).met
    assert not criteria.evaluate(ONE_MEMBER, member(Updated=True)).met


def test_the_reason_names_what_is_known_and_what_was_asked():
    assert criteria.evaluate(ONE_MEMBER, member(Updated=False)).reason == (
        "Updated is False"
    )
    assert criteria.evaluate(ONE_MEMBER, member(Updated=True)).reason == (
        "“Updated is False” is not met (Updated is True)"
    )
    assert criteria.evaluate(ONE_MEMBER, member()).reason == (
        "“Updated is False” is not met (Updated has no value)"
    )


@pytest.mark.parametrize(
    ("operator", "fact", "values", "met"),
    [
        ("Equal", "Berlin", ["berlin"], True),
        ("Equal", 7, ["7.0"], True),
        ("Equal", "007", ["7"], False),
        ("Equal", "", [""], True),
        ("Equal", None, ["x"], False),
        ("NotEqual", "a", ["b"], True),
        ("NotEqual", None, ["b"], False),
        ("IsNot", True, ["False"], True),
        ("Contains", "Northern Trail", ["TRAIL"], True),
        ("NotContains", "Northern Trail", ["South"], True),
        ("NotContains", None, ["South"], False),
        ("Begins", "Susan", ["su"], True),
        ("Ends", "Susan", ["AN"], True),
        ("ExistsInWholeWord", "red shoes, blue", ["shoes"], True),
        ("ExistsInWholeWord", "red shoes", ["shoe"], False),
        ("IsNull", None, [""], True),
        ("IsNull", "", [""], True),
        ("IsNull", 0, [""], False),
        ("IsNotNull", 0, [""], True),
        ("IsNotNull", None, [""], False),
        ("GreaterThan", "10", ["9"], True),
        ("GreaterThanOrEqual", 9, ["9"], True),
        ("LessThan", -1, ["0"], True),
        ("LessThanOrEqual", 0.5, ["0.5"], True),
        ("GreaterThan", "many", ["9"], False),
        ("Between", 5, ["1", "9"], True),
        ("Between", 5, ["1,4"], False),
        ("In", "DE", ["AT,DE,CH"], True),
        ("In", "DE", ["AT", "DE"], True),
        ("NotIn", "FR", ["AT,DE,CH"], True),
        ("AnniversaryOf", "1990-03-31", [";+;0;days"], True),
        ("AnniversaryNotOf", "1990-03-31", [";+;1;days"], True),
        ("AnniversaryBefore", "1990-03-30", ["2026-03-31"], True),
        ("AnniversaryAfter", "1990-03-30", ["2026-03-31"], False),
        ("AnniversaryOf", "soon", [";+;0;days"], False),
        ("Likes", "a", ["a"], False),
    ],
)
def test_operators_compare_as_the_service_does(operator, fact, values, met):
    assert judged(operator, fact, *values) is met


@pytest.mark.parametrize(
    ("operator", "fact", "value", "met"),
    [
        ("Equal", "2026-03-31T23:59:00", "2026-03-31", True),
        ("AtOrBefore", "2026-03-31T10:00:00", "2026-03-31", True),
        ("After", "2026-03-31T10:00:00", "2026-03-31", False),
        ("After", "3/31/2026 10:00 AM", "2026-03-31T09:59:00", True),
        ("Before", "2026-03-30", "2026-03-31", True),
        ("AtOrAfter", "2026-03-17", ";-;14;days", True),
        ("AtOrAfter", "2026-03-16", ";-;14;days", False),
        ("Equal", "2026-03-31T01:00:00", ";+;0;days", True),
        ("After", "2026-03-31T10:59:00", ";-;1;hours", False),
        ("After", "2026-03-31T11:01:00", ";-;1;hours", True),
        ("Equal", "2026-02-28", ";-;1;months", True),
        ("Before", "2026-03-31", ";+;9999;years", False),
    ],
)
def test_dates_without_a_time_compare_as_whole_days(operator, fact, value, met):
    assert judged(operator, fact, value) is met


def test_all_of_a_group_or_one_of_it_must_be_met():
    def both(operator):
        parts = [criteria.equal(f"Event.KEY.{name}", "1") for name in "AB"]
        return criteria.write(criteria.criteria(criteria.group(operator, *parts)))

    assert not criteria.evaluate(both("AND"), member(A=1, B=2)).met
    assert (
        criteria.evaluate(both("AND"), member(A=1, B=1)).reason == "A is 1 and B is 1"
    )
    assert criteria.evaluate(both("OR"), member(A=2, B=1)).met
    assert not criteria.evaluate(both("OR"), member(A=2, B=2)).met


def test_a_group_without_conditions_and_no_filter_at_all_admit_everybody():
    empty = "<FilterDefinition><ConditionSet Operator='AND'/></FilterDefinition>"

    assert criteria.evaluate(empty, member()).met
    assert criteria.evaluate("", member()).met


def test_the_key_decides_where_a_value_is_looked_up():
    facts = Facts(
        "susan",
        "KEY",
        {"City": "Bonn"},
        {"Member": {"City": "Berlin"}},
        outputs={"EMAILV2-1": {"requestID": "7"}},
        now=NOW,
    )

    assert criteria.fact("Event.KEY.City", facts) == "Bonn"
    assert criteria.fact("Event.OTHER.City", facts) is lens.ABSENT
    assert criteria.fact("Member.City", facts) == "Berlin"
    assert criteria.fact("Contact.Attribute.Member.city", facts) == "Berlin"
    assert criteria.fact("Interaction.EMAILV2-1.RequestID", facts) == "7"
    assert criteria.fact("Contact.Key", facts) == "susan"


def test_a_value_can_name_another_attribute():
    xml = ONE_MEMBER.replace('UiMetaData="{}"', 'ValueIsReference="true"')
    xml = xml.replace("CDATA[False]", "CDATA[Event.KEY.Other]")

    assert criteria.evaluate(xml, member(Updated="a", Other="a")).met
    assert not criteria.evaluate(xml, member(Updated="a")).met


def test_an_old_condition_that_has_only_an_id_is_told_and_not_met():
    xml = ONE_MEMBER.replace("Key=", "ID=").replace(
        "Event.KEY.Updated", "0000-00000035"
    )

    assert criteria.describe(xml) == "attribute 00000035 is False"
    assert not criteria.evaluate(xml, member(Updated=False)).met


def test_a_changed_attribute_stays_in_its_place_and_a_new_one_comes_last():
    element = criteria.Element("ConditionSet", (("Operator", "AND"), ("b", "2")))

    changed = element.with_attribute("Operator", "OR").with_attribute("c", "3")

    assert changed.attributes == (("Operator", "OR"), ("b", "2"), ("c", "3"))


@pytest.mark.parametrize(
    ("operator", "fact", "values", "read"),
    [
        ("GreaterThan", "10", ["9"], "Field is greater than 9 (“10” read as a number)"),
        ("GreaterThan", 10, ["9"], "Field is greater than 9"),
        ("Between", "5", ["1,9"], "Field is between “1,9” (“5” read as a number)"),
        ("Contains", 17, ["7"], "Field contains 7 (17 read as text)"),
        ("LessThan", "a", ["b"], "Field is less than “b” (compared as text)"),
        (
            "Equal",
            "2026-03-31T01:00:00",
            [";+;0;days"],
            "Field is today (compared as whole days in UTC-6)",
        ),
        (
            "AnniversaryOf",
            "1990-03-31",
            [";+;0;days"],
            "Field has its anniversary on today (compared by month and day in UTC-6)",
        ),
        (
            "GreaterThan",
            "many",
            ["9"],
            (
                "“Field is greater than 9” is not met (Field is “many”; “many” can't be"
                " compared with that)"
            ),
        ),
        (
            "LessThan",
            5,
            ["x"],
            (
                "“Field is less than “x”” is not met (Field is 5; a number and a text"
                " can't be compared)"
            ),
        ),
    ],
)
def test_a_value_that_is_read_as_something_else_is_told(operator, fact, values, read):
    made = criteria.criteria(criteria.condition("Event.KEY.Field", operator, *values))

    verdict = criteria.evaluate(criteria.write(made), member(Field=fact))

    assert verdict.reason == read
