"""Two answers held against each other, by what they mean."""

import json
from datetime import UTC, datetime

import pytest

from jbdesk.model.exchange import Exchange
from jbdesk.model.exchanges.exchange_difference import MOST, Part, compare


def answer(body="", status=200, headers=(), error=""):
    text = body if isinstance(body, str) else json.dumps(body)
    reason = {200: "OK", 404: "Not Found"}.get(status, "")
    return Exchange(
        "1",
        datetime(2026, 3, 3, tzinfo=UTC),
        "GET",
        "https://x/",
        status=status,
        reason=reason,
        answer_headers=headers,
        answer_body=text,
        error=error,
    )


def told(before, after):
    return [
        (each.where, each.before, each.after)
        for each in compare(answer(before), answer(after))
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ('{"a": 1}', '{ "a":1.0 }'),
        ([{"id": "x"}, {"id": "y"}], [{"id": "y"}, {"id": "x"}]),
        ("not json", "not json"),
        ("", ""),
    ],
)
def test_what_means_the_same_does_not_differ(before, after):
    assert told(before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": {"b": 1}}, {"a": {"b": 2}}, [("a.b", "1", "2")]),
        ({"a": 1}, {"a": True}, [("a", "1", "true")]),
        ({"a": 1}, {"a": "1"}, [("a", "1", '"1"')]),
        ({"a": None}, {}, [("a", "null", None)]),
        ({}, {"a": []}, [("a", None, "[]")]),
        (
            {"items": [{"key": "x", "n": 1}, {"key": "y", "n": 1}]},
            {"items": [{"key": "y", "n": 2}, {"key": "z", "n": 1}]},
            [
                ("items[“x”]", '{"key": "x", "n": 1}', None),
                ("items[“y”].n", "1", "2"),
                ("items[“z”]", None, '{"key": "z", "n": 1}'),
            ],
        ),
        ([1, 2, 3], [1, 3], [("[1]", "2", None)]),
        ([1, 3], [1, 2, 3], [("[1]", None, "2")]),
        ([1, 2], [1, 4], [("[1]", "2", "4")]),
        ([1], {"a": 1}, [("", "[1]", '{"a": 1}')]),
        ("one\ntwo", "one\n2", [("line 2", "two", "2")]),
        ('{"a": 1}', "<html>", [("line 1", '{"a": 1}', "<html>")]),
    ],
)
def test_each_place_that_differs_is_told(before, after, expected):
    assert told(before, after) == expected


def test_the_status_stands_first_and_headers_last():
    before = answer({"a": 1}, headers=(("X-Version", "1"), ("Date", "today")))
    after = answer({"a": 2}, 404, (("x-version", "2"), ("date", "later")))

    changes = compare(before, after)

    assert [each.part for each in changes] == [
        Part.STATUS,
        Part.BODY,
        Part.HEADER,
        Part.HEADER,
    ]
    assert (changes[0].before, changes[0].after) == ("200 OK", "404 Not Found")
    assert [each.where for each in changes if each.is_usual] == ["date"]


def test_no_answer_differs_from_an_answer_in_words():
    (change, _) = compare(
        answer("", None, error="The host was not found."), answer("x")
    )

    assert change.before == "No answer. The host was not found."


def test_two_quite_different_answers_are_told_in_part():
    before, after = list(range(9_000)), list(range(9_000, 0, -1))

    assert len(told(before, after)) == MOST
