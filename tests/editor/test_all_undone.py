"""Random edits, undo and redo: all undone, the journey is what the file holds."""

from pathlib import Path

import pytest
from builders import END, email, journey, random_split, split, update, wait
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_edits import drawn

from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.document import Document
from jbdesk.model import wire
from jbdesk.model.journey import Activity

HERE = Path(__file__).resolve()
FOLDERS = (HERE.parents[2].parent / "shared" / "journeys", HERE.parents[1] / "fixtures")
FILES = sorted(file for folder in FOLDERS for file in folder.glob("**/*.json"))
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner),
    max_leaves=4,
)
in_any_file = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def bodies():
    for file in FILES:
        found = wire.journeys_in(wire.loads(file.read_bytes()))
        for number, body in enumerate(found):
            yield pytest.param(body, id=f"{file.stem}-{number}")


def driven(document, data, most=10):
    """Somebody edits, undoes, redoes and jumps about."""
    stack = document.undo_stack
    for _ in range(data.draw(st.integers(1, most))):
        match data.draw(
            st.sampled_from(["edit", "edit", "edit", "undo", "redo", "go"])
        ):
            case "undo":
                stack.undo()
            case "redo":
                stack.redo()
            case "go":
                document.go_to(data.draw(st.integers(0, stack.count())))
            case _:
                text, function, args, named = drawn(data, document.journey)
                document.attempt(text, function, *args, **named)


def undone(document):
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    return wire.dumps(wire.body_of(document.journey))


@pytest.mark.parametrize("body", list(bodies()))
@in_any_file
@given(data=st.data())
def test_all_undone_every_file_is_as_it_was(qapp, body, data):
    text = wire.dumps(body)
    document = Document(wire.journey_from(body))

    driven(document, data)

    assert undone(document) == text
    assert wire.dumps(body) == text


def generated(data):
    """A journey that edits have made, with JSON in it that nobody knows."""
    start = journey(
        email("a"),
        split("s", vip="u", remainder="r"),
        update("u", to="w"),
        random_split("r", (50, "w"), (50, END)),
        wait("w"),
    )
    made = Document(start)
    driven(made, data, most=5)
    activities = [
        Activity({**each.body, "future": data.draw(ODD)})
        for each in made.journey.activities
    ]
    whole = made.journey.with_activities(activities)
    return whole.with_body({**whole.body, "odd": data.draw(ODD)})


@in_any_file
@given(data=st.data())
def test_all_undone_a_generated_journey_and_its_picture_are_as_they_were(qapp, data):
    before = generated(data)
    text, document = wire.dumps(before.body), Document(before)
    scene = JourneyScene(document)
    drawn_at = scene.geometry

    driven(document, data)

    assert undone(document) == text
    assert document.journey is before
    assert scene.geometry == drawn_at
    scene.deleteLater()


@pytest.mark.long
@settings(in_any_file, max_examples=400)
@given(data=st.data(), body=st.sampled_from([each.values[0] for each in bodies()]))
def test_a_long_day_in_any_file_is_undone_to_the_last_edit(qapp, data, body):
    text = wire.dumps(body)
    document = Document(wire.journey_from(body))

    driven(document, data, most=60)

    assert undone(document) == text


@in_any_file
@given(data=st.data())
def test_a_history_taken_up_again_undoes_and_redoes_the_same(qapp, data):
    before = generated(data)
    first = Document(before)
    driven(first, data)

    again = Document(before)
    again.restore(first.history, first.journey)

    texts = [step.text for step in first.history.steps]
    assert [again.undo_stack.text(n) for n in range(again.undo_stack.count())] == texts
    assert again.journey is first.journey
    for stack in (first.undo_stack, again.undo_stack):
        stack.setIndex(stack.count())
    assert again.journey is first.journey
    assert undone(again) == undone(first) == wire.dumps(before.body)
