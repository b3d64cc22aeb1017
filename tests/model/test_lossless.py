"""All four shapes come back as they were, and an edit changes only its own place."""

import json
from collections import Counter
from pathlib import Path

import pytest
from builders import criteria_equal

from jbdesk.model import catalogue, edits, lens, wire
from jbdesk.model.fields import Kind
from jbdesk.model.problem import Failure
from jbdesk.model.types.activity_type import Behaviour

TESTS = Path(__file__).parents[1]
FILES = [
    *sorted((TESTS / "fixtures" / "journeys").glob("*.json")),
    *sorted((TESTS.parents[1] / "shared" / "journeys").glob("*.json")),
]


def exactly(text):
    """The JSON with its numbers as they are written, and members in their order."""
    return json.loads(
        text, parse_int=str, parse_float=str, object_pairs_hook=lambda pairs: pairs
    )


def stories(path):
    text = path.read_text(encoding="utf-8-sig")
    bodies = wire.journeys_in(wire.loads(text))
    return [wire.journey_from(body) for body in bodies]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_comes_back_in_its_shape_order_and_numbers(path):
    text = path.read_text(encoding="utf-8-sig")

    assert exactly(wire.dumps(wire.loads(text))) == exactly(text)


@pytest.mark.parametrize(
    "text",
    [
        '{"big": 123456789012345678901234567890, "id": 9007199254740993}',
        '{"a": 1.50, "b": 1, "c": 1.0, "d": -0, "e": 1E+3, "f": 0.10}',
        r'{"json": "{\"a\": \"\\\"b\\\"\", \"c\": 1.0}"}',
        '{"simulation.id": {"a.b.c": null}, "": "", "null": null}',
        '{"z": 1, "a": {"z": [], "a": {}}, "m": ["2", 2, 2.0, true, "true"]}',
    ],
)
def test_what_others_change_is_kept(text):
    assert exactly(wire.dumps(wire.loads(text))) == exactly(text)


def changed_places(before, after, path=()):
    """Every place that differs; `1` is not `1.0`, and absent is not null."""
    if before is after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        common = [name for name in before if name in after]
        assert [name for name in after if name in before] == common, path
        for name in {**before, **after}:
            values = (each.get(name, lens.ABSENT) for each in (before, after))
            yield from changed_places(*values, (*path, name))
    elif isinstance(before, list) and isinstance(after, list):
        if len(before) != len(after):
            yield path
            return
        for position, values in enumerate(zip(before, after, strict=True)):
            yield from changed_places(*values, (*path, position))
    elif before != after or type(before) is not type(after):
        yield path


def touched(before, after):
    """The places that an edit changed, by activity; "" is the journey itself."""
    header = [{**each.body, "activities": None} for each in (before, after)]
    yield from (("", *path) for path in changed_places(*header))
    for ref, activity in before.by_ref.items():
        if ref in after:
            found = changed_places(activity.body, after[ref].body)
            yield from ((ref, *path) for path in found)


def is_link(path):
    """Whether the place tells where a path leads, or is a note that repeats it."""
    return path[-1] == "next" or "nextActivity" in path


def is_note(path):
    return "metaData" in path


def first_text(activity):
    """A field that a person types into."""
    kinds = (Kind.TEXT, Kind.NUMBER)
    fields = catalogue.of(activity).fields
    return next((each for each in fields if each.kind in kinds), None)


def each_activity():
    for path in FILES:
        for story in stories(path):
            counts = Counter(each.key for each in story.activities)
            for ref, activity in story.by_ref.items():
                # Where a key is repeated, others get another address by an edit.
                if counts[activity.key] == 1:
                    yield story, ref


def tried(edit):
    """The edit's outcome wherever it can be done: before, after, activity."""
    count = 0
    for story, ref in each_activity():
        try:
            after = edit(story, ref)
        except Failure:
            continue
        count += after is not story
        yield story, after, ref
    assert count


def test_another_name_changes_the_name_and_notes_that_repeat_it():
    for before, after, ref in tried(lambda s, r: edits.rename(s, r, "Another one")):
        for place in touched(before, after):
            is_repeated = place[1:] == ("metaData", "refActivityName")
            assert place == (ref, "name") or is_repeated


def test_a_field_changes_its_own_place_and_notes_of_the_activity():
    def edit(story, ref):
        field = first_text(story[ref])
        if field is None:
            return story
        value = 7 if field.kind is Kind.NUMBER else "Something else"
        return edits.set_field(story, ref, field, value)

    for before, after, ref in tried(edit):
        field = first_text(before[ref])
        for place in touched(before, after):
            inside = place[1:]
            is_own = any(
                inside[: len(path)] == path or path[: len(inside)] == inside
                for path in (field.paths if field else ())
            )
            assert place[0] == ref
            assert is_own or is_note(inside)


def test_a_path_led_elsewhere_changes_only_where_it_leads():
    def away(story, ref):
        return edits.disconnect(story, source=ref, outcome=0)

    def to_last(story, ref):
        last = [*story.by_ref][-1]
        return edits.connect(story, source=ref, outcome=0, target=last)

    for edit in (away, to_last):
        for before, after, ref in tried(edit):
            for place in touched(before, after):
                assert place[0] == ref
                assert is_link(place)


def test_what_is_put_in_changes_only_the_path_it_is_put_on():
    def edit(story, ref):
        made = catalogue.new_activity(catalogue.row("EMAILV2"), story)
        return edits.insert(story, made, source=ref)

    for before, after, ref in tried(edit):
        assert len(after.by_ref) == len(before.by_ref) + 1
        assert all(
            place[0] == ref and is_link(place) for place in touched(before, after)
        )


def test_what_is_taken_out_changes_only_the_paths_that_led_there():
    for before, after, ref in tried(lambda s, r: edits.remove(s, [r])):
        assert ref not in after or len(after.by_ref) < len(before.by_ref)
        assert all(is_link(place) for place in touched(before, after))


def test_another_key_changes_only_what_names_it():
    def names(value, key):
        return key.casefold() in json.dumps(value, ensure_ascii=False).casefold()

    for before, after, ref in tried(lambda s, r: edits.rename_key(s, r, "NEW-KEY-77")):
        for place in touched(before, after):
            root = before.body if place[0] == "" else before[place[0]].body
            assert names(lens.read(root, place[1:], ""), ref)
        assert "NEW-KEY-77" in after


def test_a_branch_more_or_in_another_order_changes_its_own_activity():
    def turned(story, ref):
        return edits.move_outcome(story, ref, 0, 1)

    for edit in (edits.add_outcome, turned):
        for before, after, ref in tried(edit):
            assert {place[0] for place in touched(before, after)} <= {ref}


def test_a_filter_changes_its_own_place_and_its_words():
    def edit(story, ref):
        if catalogue.of(story[ref]).behaviour is not Behaviour.CRITERIA:
            return story
        return edits.set_criteria(story, ref, 0, criteria_equal("City", "Bonn"))

    for before, after, ref in tried(edit):
        for place in touched(before, after):
            assert place[0] == ref
            assert place[1:3] == ("configurationArguments", "criteria") or (
                is_note(place) or "filterResult" in place
            )


def test_the_journeys_name_is_all_that_another_name_changes():
    for path in FILES:
        for before in stories(path):
            after = edits.set_header(before, ("name",), "Another journey")

            assert {*touched(before, after)} == {("", "name")}
            assert after.activities is before.activities
