"""Filters of Salesforce entry sources in words."""

import json

import pytest
from builders import criteria_equal, trigger

from jbdesk.model import object_criteria
from jbdesk.model.journey import Trigger

STATUS = {"fieldName": "Status", "operator": "EQUALS", "value": "Open", "_length": 9}
OWNER = {"fieldName": "OwnerId", "name": "Owner", "operator": "WASSET", "value": ""}
AGE = {"fieldName": "Age__c", "operator": "GREATERTHANOREQUALTO", "value": 18}
TREE = {
    "operand": "AND",
    "conditions": [STATUS, {"operand": "OR", "conditions": [OWNER, AGE]}],
}


@pytest.mark.parametrize("tree", [TREE, json.dumps(TREE)])
def test_a_tree_reads_the_same_as_object_and_as_text(tree):
    words = "Status is “Open” and (Owner was set or Age__c is at least 18)"

    assert object_criteria.describe(tree) == words


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        (None, ""),
        ("", ""),
        ("{no json", ""),
        ("[1]", ""),
        ({"conditions": [1, None, {}]}, ""),
        ({"operator": "LIKES", "fieldName": "A", "value": None}, "A likes “”"),
        ({"operator": "IN", "name": "A", "value": ["x", 2]}, "A is one of “x”, 2"),
        ({"operand": "OR", "conditions": [STATUS]}, "Status is “Open”"),
        ('{"conditions":[' * 100_000, ""),
    ],
)
def test_whatever_stands_there_is_told_or_left_out(tree, words):
    assert object_criteria.describe(tree) == words


def entry(**given):
    body = trigger(kind="SalesforceObjectTriggerV2")
    kept = body["configurationArguments"]
    return Trigger({**body, "configurationArguments": {**kept, **given}})


def test_an_entry_source_tells_whom_it_admits_and_when():
    case = entry(
        objectAPIName="Case",
        salesforceTriggerCriteria="CreatedUpdated",
        primaryObjectFilterCriteria=json.dumps(TREE),
        relatedObjectFilterCriteria={"operand": "AND", "conditions": [OWNER]},
    )

    assert object_criteria.happening(case) == "Case is created or updated"
    assert object_criteria.entry_words(case) == (
        "(Status is “Open” and (Owner was set or Age__c is at least 18)) and Owner was"
        " set"
    )


def test_the_filter_of_any_entry_source_is_told_too():
    assert object_criteria.entry_words(entry()) == ""
    assert object_criteria.happening(entry()) == ""
    assert object_criteria.entry_words(entry(criteria=criteria_equal("A", "x"))) == (
        "A is “x”"
    )
