"""Who may be fired: keys, beginnings, domains, and nobody else."""

import pytest

from jbdesk.model.firing import doors
from jbdesk.model.packages import allow_list

LIST = ("susan", "test-*", "*@example.test")


@pytest.mark.parametrize("key", ["susan", "Susan", "test-1", "bob@EXAMPLE.test"])
def test_who_is_on_the_list_may_be_fired(key):
    assert allow_list.is_allowed(LIST, key)


@pytest.mark.parametrize(
    "key",
    [
        *("susanne", "", "tes", "bob@example.test.com", "bob@sub.example.test"),
        *("@example.test", "a@shop.com@example.test", "\u017fusan"),
    ],
)
def test_nobody_else_may(key):
    assert not allow_list.is_allowed(LIST, key)


def test_without_a_list_everybody_may():
    assert allow_list.is_allowed((), "anybody")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("susan\n*", "Line 2: “*” allows everybody"),
        ("*@", "Line 1: “*@” allows everybody"),
        ("a*b", "Line 1: * stands at the end"),
        ("*susan", "Line 1: * stands at the end"),
    ],
)
def test_a_pattern_that_means_nothing_is_told_with_its_line(text, wrong):
    assert wrong in allow_list.fault(text)


def test_a_list_is_read_a_line_at_a_time():
    text = " susan \n\nsusan\ntest-*\n*@example.test"

    assert allow_list.listed(text) == ("susan", "test-*", "*@example.test")
    assert allow_list.fault(text) == ""


@pytest.mark.parametrize("door", doors.DOORS, ids=lambda each: each.name)
@pytest.mark.parametrize("path", ["{}", "{}/", "{}?a=1"])
def test_every_door_is_watched(door, path):
    for name in ("contactKey", "ContactKey", "CONTACTID"):
        body = {"members": [{name: "susan"}, {name: "eve"}]}
        told = allow_list.refusal_of(LIST, path.format(door.path), body, "North")
        assert told == "“eve” is not on the allow-list of “North”."
        assert allow_list.refusal_of(LIST, door.path.upper(), {name: "eve"}, "North")
        assert not allow_list.refusal_of(LIST, door.path, {name: "susan"}, "North")


@pytest.mark.parametrize(
    "body", [None, {}, [], {"members": []}, {"members": [{"data": {}}]}, {"data": {}}]
)
def test_an_event_that_names_nobody_is_not_sent(body):
    assert allow_list.refusal_of(LIST, doors.EVENTS.path, body, "North")


def test_two_spellings_of_a_key_are_both_looked_at():
    body = {"contactKey": "susan", "ContactKey": "eve"}

    assert allow_list.refusal_of(LIST, doors.EVENTS.path, body, "North")


def test_what_fires_nobody_is_nobody_s_business():
    path = "/interaction/v1/interactions"

    assert not allow_list.refusal_of(LIST, path, {"contactKey": "eve"}, "North")
