"""Filters as trees: conditions and groups are added, joined and removed in place."""

import pytest
from builders import EVENT_KEY, criteria_equal
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jbdesk.editor.forms.criteria_box import CriteriaBox
from jbdesk.editor.forms.criteria_rows import CriteriaRows
from jbdesk.model import criteria

EVENT = f"Event.{EVENT_KEY}"


@pytest.fixture
def tree(qtbot):
    made = CriteriaRows(EVENT_KEY, (f"{EVENT}.Tier", f"{EVENT}.Orders"))
    qtbot.addWidget(made)
    made.told = []
    made.changed.connect(made.told.append)
    made.show_xml("")
    made.show()
    return made


def fill(row, attribute, value):
    row.attribute.setFocus()
    row.attribute.setText(attribute)
    row.value.setFocus()
    QTest.keyClicks(row.value, value)
    QTest.keyClick(row.value, Qt.Key.Key_Return)


def choose(box, words):
    box.joint.setCurrentIndex(box.joint.findText(words))
    box.joint.activated.emit(box.joint.currentIndex())


def words(tree):
    return criteria.describe(tree.told[-1])


def inner(box):
    return next(part for part in box.parts if isinstance(part, CriteriaBox))


def nested():
    return criteria.write(
        criteria.criteria(
            criteria.group(
                "OR",
                criteria.equal(f"{EVENT}.Kind", "new"),
                criteria.group(
                    "AND",
                    criteria.equal(f"{EVENT}.Tier", "VIP"),
                    criteria.equal(f"{EVENT}.Orders", "3"),
                ),
            )
        )
    )


def test_a_tree_is_built_from_nothing(tree):
    fill(tree.rows[0], "Kind", "new")
    QTest.mouseClick(tree.box.add_group, Qt.MouseButton.LeftButton)
    box = inner(tree.box)
    fill(tree.rows[1], "Tier", "VIP")
    QTest.mouseClick(box.add, Qt.MouseButton.LeftButton)
    fill(tree.rows[2], "Orders", "3")
    assert words(tree) == "Kind is “new” and (Tier is “VIP” or Orders is 3)"

    choose(tree.box, "One of these")
    choose(box, "All of these")

    assert words(tree) == "Kind is “new” or (Tier is “VIP” and Orders is 3)"


def test_a_group_that_says_nothing_yet_is_no_part_of_the_filter(tree):
    fill(tree.rows[0], "Kind", "new")
    told = list(tree.told)
    QTest.mouseClick(tree.box.add_group, Qt.MouseButton.LeftButton)
    choose(inner(tree.box), "All of these")

    assert tree.told == told


def test_groups_in_groups_come_into_the_filter_with_their_first_condition(tree):
    tree.box.add_empty_group()
    tree.box.take_out(tree.box.parts[0])
    first = inner(tree.box)
    first.add_empty_group()
    first.take_out(first.parts[0])

    fill(tree.rows[0], "Tier", "VIP")

    root = criteria.parse(tree.told[-1]).root
    assert [root.operator, root.parts[0].operator, root.parts[0].parts[0].operator] == [
        "AND",
        "OR",
        "AND",
    ]


def test_a_nested_filter_is_shown_and_one_value_of_it_changed(tree):
    tree.show_xml(nested())
    values = [row.value.text() for row in tree.rows]
    assert values == ["new", "VIP", "3"]

    tree.rows[2].value.setText("4")
    tree.rows[2].value.left.emit()

    assert tree.told == [nested().replace("[3]", "[4]")]


def test_removing_the_conditions_of_a_group_removes_the_group(tree):
    tree.show_xml(nested())

    for _ in range(2):
        tree.rows[1].removed.emit()

    assert words(tree) == "Kind is “new”"
    assert len(tree.box.parts) == 1


def test_a_group_is_removed_whole(tree):
    tree.show_xml(nested())

    QTest.mouseClick(inner(tree.box).remove, Qt.MouseButton.LeftButton)

    assert words(tree) == "Kind is “new”"


def test_what_a_row_can_not_show_stays_beside_what_is_edited(tree):
    odd = nested().replace('Operator="Equal"', 'Operator="Sounds"', 1)
    tree.show_xml(odd)
    assert len(tree.rows) == 2

    tree.rows[0].value.setText("Gold")
    tree.rows[0].value.left.emit()

    assert tree.told == [odd.replace("VIP", "Gold")]


def test_the_last_condition_removed_leaves_no_filter(tree):
    tree.show_xml(criteria_equal("Kind", "new"))

    tree.rows[0].removed.emit()

    assert tree.told == [""]


def test_showing_a_filter_changes_nothing(tree):
    tree.show_xml(nested())
    for row in tree.rows:
        row.value.left.emit()
        row.attribute.left.emit()

    assert tree.told == []


def test_a_condition_before_a_new_group_keeps_its_place(tree):
    tree.show_xml(nested())
    tree.box.add_empty()
    tree.box.add_empty_group()
    late = inner_last(tree.box)
    fill(late.rows()[0], "Orders", "9")

    fill(tree.box.parts[2], "Tier", "Gold")

    assert words(tree) == (
        "Kind is “new” or (Tier is “VIP” and Orders is 3) or Tier is “Gold”"
        " or Orders is 9"
    )


def inner_last(box):
    return [part for part in box.parts if isinstance(part, CriteriaBox)][-1]
