"""Journeys come back as they were: values, order, spelling, absent and null."""

import json
from pathlib import Path

import pytest

from jbdesk.model import catalogue, edits, placement, rules, wire
from jbdesk.model.journey import Journey, Stamp
from jbdesk.model.problem import Failure

TESTS = Path(__file__).parents[1]
OWN = sorted((TESTS / "fixtures" / "journeys").glob("*.json"))
CORPUS = sorted((TESTS.parents[1] / "shared" / "journeys").glob("*.json"))


def bodies(path):
    return wire.journeys_in(wire.loads(path.read_bytes()))


def squeezed(text):
    """The JSON text without the blanks between its tokens."""
    kept, in_text, escaped = [], False, False
    for letter in text:
        if in_text or not letter.isspace():
            kept.append(letter)
        if letter == '"' and not escaped:
            in_text = not in_text
        escaped = letter == "\\" and not escaped
    return "".join(kept)


@pytest.mark.parametrize("path", [*OWN, *CORPUS], ids=lambda path: path.stem)
def test_a_file_comes_back_as_it_was_written(path):
    text = path.read_text(encoding="utf-8-sig")
    document = wire.loads(text)

    assert json.loads(wire.dumps(document)) == json.loads(text)
    for body in wire.journeys_in(document):
        assert wire.body_of(wire.journey_from(body)) is body


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_a_file_comes_back_to_the_letter(path):
    text = path.read_text(encoding="utf-8")

    assert squeezed(wire.dumps(wire.loads(text))) == squeezed(text)


@pytest.mark.parametrize("path", [*OWN, *CORPUS], ids=lambda path: path.stem)
def test_a_file_is_placed_checked_and_summed_up(path):
    for body in bodies(path):
        story = wire.journey_from(body)

        placed = placement.place(story)

        assert set(placed.cells) == set(story.by_ref)
        assert all(problem.text for problem in rules.check(story))
        assert all(
            isinstance(catalogue.summary(each), str) for each in story.activities
        )


@pytest.mark.parametrize("path", [*OWN, *CORPUS], ids=lambda path: path.stem)
def test_an_edit_changes_nothing_but_what_it_is_about(path):
    for body in bodies(path):
        story = wire.journey_from(body)
        for ref, activity in story.by_ref.items():
            changed = edits.rename(story, ref, "Another name")
            others = set(story.by_ref) - {ref}

            assert {**changed[ref].body, "name": None} == {
                **activity.body,
                "name": None,
            }
            for other in others:
                before = {**story[other].body, "metaData": None}
                assert {**changed[other].body, "metaData": None} == before


@pytest.mark.parametrize(
    "number",
    ["1", "1.0", "1.50", "0.10", "1e3", "1E+3", "-0", "-0.0", "1e999", "9" * 40],
)
def test_a_number_is_kept_as_it_was_written(number):
    assert wire.dumps(wire.loads(f"[{number}]"), None) == f"[{number}]"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "not JSON"),
        ("[NaN]", "NaN"),
        ("[" * 100_000, "deeper than 200"),
        ("[" * 300 + "]" * 300, "deeper than 200"),
        (b"\xff\xfe\x00", "not"),
        ("", "not JSON"),
    ],
)
def test_bad_input_gets_one_clear_sentence(text, told):
    with pytest.raises(Failure, match=told):
        wire.loads(text)


@pytest.mark.parametrize(
    "body",
    [[], "x", None, {"activities": {}}, {"activities": [1]}, {"triggers": "no"}],
)
def test_what_is_no_journey_is_refused(body):
    with pytest.raises(Failure):
        wire.journey_from(body)


def test_a_number_that_is_not_finite_is_not_written():
    with pytest.raises(Failure):
        wire.dumps({"x": float("nan")})


def test_a_lone_surrogate_is_written_escaped():
    assert wire.dumps("\ud800", None) == '"\\ud800"'


def test_the_stamp_is_what_the_server_wrote():
    body = {"id": "1", "version": "3", "status": "Published", "modifiedDate": "today"}

    stamp = wire.stamp_of(body)

    assert stamp == Stamp("1", 3, "", "Published", "today")
    assert not stamp.is_draft


def test_an_update_carries_the_stamp_of_the_latest_answer():
    story = Journey({"key": "k", "version": 1, "modifiedDate": "old"})
    stamp = Stamp(id="1", version=2, modified_date="new")

    assert wire.body_of(story, Stamp()) == story.body
    assert wire.body_of(story, stamp) == {
        "key": "k",
        "version": 2,
        "modifiedDate": "new",
        "id": "1",
        "status": "Draft",
    }
