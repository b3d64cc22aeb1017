"""Filters edited as a tree: what changes, what stays, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jbdesk.model import criteria
from jbdesk.model.filters import criteria_edits
from jbdesk.model.filters.criteria_xml import DEEPEST
from jbdesk.model.problem import Failure

ODD = (
    "<FilterDefinition Source='x'>\n <ConditionSet Operator='AND' new='1'>\n"
    '  <Condition Key="Member.City" Operator="Is" UiMetaData="{&quot;a&quot;:1}">'
    "<AttributePath><RelationshipID>r</RelationshipID>"
    "<Value><![CDATA[Bonn]]></Value></AttributePath></Condition>\n"
    '  <Future/><ConditionSet Operator="OR">'
    '<Condition Key="Member.Age" Operator="Equal"><Value>7</Value></Condition>'
    '<Condition Key="Member.Age" Operator="IsNull"/></ConditionSet>\n'
    " </ConditionSet></FilterDefinition>"
)
NEW = criteria.equal("Event.K.Kind", "vip")


def words(changed):
    return criteria.describe(criteria.write(changed))


def read():
    return criteria.parse(ODD)


def test_what_an_edit_is_not_about_keeps_its_xml():
    changed = criteria_edits.set_condition(read(), (0,), values=["Köln"])

    assert criteria.write(changed) == criteria.write(read()).replace("'", '"').replace(
        "Bonn", "Köln"
    ).replace("<Value>7</Value>", "<Value><![CDATA[7]]></Value>").replace(
        "<Future/>", "<Future></Future>"
    ).replace('"IsNull"/>', '"IsNull"></Condition>')


def test_an_edit_taken_back_writes_the_very_text_again():
    changed = criteria_edits.set_condition(read(), (0,), values=["Köln"])

    assert (
        criteria.write(criteria_edits.set_condition(changed, (0,), values=["Bonn"]))
        == ODD
    )


def test_a_condition_is_added_where_it_is_said():
    first = criteria_edits.add(read(), (), NEW, 0)
    last = criteria_edits.add(read(), (1,), NEW)

    assert words(first) == (
        "Kind is “vip” and City is “Bonn” and (Age is 7 or Age is empty)"
    )
    assert words(last) == (
        "City is “Bonn” and (Age is 7 or Age is empty or Kind is “vip”)"
    )


def test_a_group_that_has_nothing_left_goes_too():
    once = criteria_edits.remove(read(), (1, 0))
    twice = criteria_edits.remove(once, (1, 0))

    assert words(once) == "City is “Bonn” and Age is empty"
    assert words(twice) == "City is “Bonn”"
    assert words(criteria_edits.remove(twice, (0,))) == ""
    assert words(criteria_edits.remove(read(), ())) == ""


@pytest.mark.parametrize(
    ("path", "group", "position", "told"),
    [
        ((0,), (1,), 0, "City is “Bonn” or Age is 7 or Age is empty"),
        ((0,), (), 1, "(Age is 7 or Age is empty) and City is “Bonn”"),
        ((1, 1), (), 0, "Age is empty and City is “Bonn” and Age is 7"),
        ((1, 0), (1,), 1, "City is “Bonn” and (Age is empty or Age is 7)"),
    ],
)
def test_a_condition_moves_within_and_between_groups(path, group, position, told):
    assert words(criteria_edits.move(read(), path, group, position)) == told


def test_a_part_is_put_into_a_group_of_its_own_and_taken_out_again():
    nested = criteria_edits.nest(read(), (0,), "OR")
    both = criteria_edits.add(nested, (0,), NEW)

    assert words(both) == (
        "(City is “Bonn” or Kind is “vip”) and (Age is 7 or Age is empty)"
    )
    assert words(criteria_edits.unnest(nested, (0,))) == words(read())


def test_a_group_asks_for_all_or_for_one():
    assert words(criteria_edits.set_joint(read(), (1,), "AND")) == (
        "City is “Bonn” and (Age is 7 and Age is empty)"
    )
    same = read()
    assert criteria_edits.set_joint(same, (), "AND") is same


def test_a_filter_without_a_group_gets_one():
    bare = criteria.parse("<FilterDefinition/>")

    xml = criteria.write(criteria_edits.add(bare, (), NEW))

    assert xml == criteria.write(criteria.criteria(NEW))
    assert 'Operator="OR"' in criteria.write(criteria_edits.set_joint(bare, (), "OR"))


def test_key_and_operator_change_and_the_rest_of_the_condition_stays():
    changed = criteria_edits.set_condition(
        read(), (0,), key="Event.K.City", operator="Between", values=["A", "B"]
    )

    xml = criteria.write(changed)
    assert 'IsEphemeralAttribute="true"' in xml
    assert "<RelationshipID>r</RelationshipID><Value><![CDATA[A]]></Value>" in xml
    assert words(changed).startswith("City is between “A” and “B”")
    back = criteria_edits.set_condition(changed, (0,), key="Member.City")
    assert "IsEphemeralAttribute" not in criteria.write(back)


@pytest.mark.parametrize(
    "edit",
    [
        lambda tree: criteria_edits.add(tree, (0,), NEW),
        lambda tree: criteria_edits.add(tree, (7,), NEW),
        lambda tree: criteria_edits.remove(tree, (1, 9)),
        lambda tree: criteria_edits.move(tree, (1,), (1,)),
        lambda tree: criteria_edits.move(tree, (), ()),
        lambda tree: criteria_edits.nest(tree, ()),
        lambda tree: criteria_edits.nest(tree, (0,), "XOR"),
        lambda tree: criteria_edits.unnest(tree, ()),
        lambda tree: criteria_edits.unnest(tree, (0,)),
        lambda tree: criteria_edits.set_joint(tree, (1,), "NOT"),
        lambda tree: criteria_edits.set_condition(tree, (1,), key="a"),
    ],
)
def test_what_can_not_be_done_is_refused_in_words(edit):
    with pytest.raises(Failure, match=r"\.$"):
        edit(read())


def nested(times):
    tree = criteria.criteria(NEW)
    for _ in range(times):
        tree = criteria_edits.nest(tree, (0,))
    return tree


def test_a_filter_is_not_nested_deeper_than_it_can_be_read():
    deepest = nested(DEEPEST - 4)

    assert criteria.parse(criteria.write(deepest)).element == deepest.element
    with pytest.raises(Failure, match="deeper"):
        nested(DEEPEST)


TEXTS = st.text(max_size=6)
STEPS = st.integers(-1, 3)
PATHS = st.lists(STEPS, max_size=3).map(tuple)


def _edited(tree, data):
    path, other = data.draw(PATHS), data.draw(PATHS)
    position, text = data.draw(STEPS), data.draw(TEXTS)
    return data.draw(
        st.sampled_from(
            [
                lambda: criteria_edits.add(tree, path, NEW, position),
                lambda: criteria_edits.remove(tree, path),
                lambda: criteria_edits.move(tree, path, other, position),
                lambda: criteria_edits.nest(tree, path, "OR"),
                lambda: criteria_edits.unnest(tree, path),
                lambda: criteria_edits.set_joint(tree, path, "OR"),
                lambda: criteria_edits.set_condition(tree, path, key=text),
                lambda: criteria_edits.set_condition(tree, path, values=[text, "x"]),
            ]
        )
    )


@given(st.data())
def test_whatever_is_edited_the_filter_can_be_read_again(data):
    tree = read()
    for _ in range(data.draw(st.integers(1, 6))):
        try:
            tree = _edited(tree, data)()
        except Failure:
            continue

    again = criteria.parse(criteria.write(tree))

    told = [each.operator for each in criteria.conditions(again.root)]
    assert told == [each.operator for each in criteria.conditions(tree.root)]
