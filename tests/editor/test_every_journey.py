"""Every journey file there is opens, draws, and survives an edit undone."""

from pathlib import Path

import pytest
from builders import END, email, journey, split, wait

from jbdesk import draw_command
from jbdesk.editor.canvas import drawing
from jbdesk.model import catalogue, edits, wire
from jbdesk.model.problem import Failure

HERE = Path(__file__).resolve()
FOLDERS = (HERE.parents[2].parent / "shared" / "journeys", HERE.parents[1] / "fixtures")
FILES = sorted(file for folder in FOLDERS for file in folder.glob("**/*.json"))


def bodies():
    for file in FILES:
        found = wire.loads(file.read_bytes())
        for number, body in enumerate(wire.journeys_in(found)):
            yield pytest.param(body, id=f"{file.stem}-{number}")


@pytest.mark.parametrize("body", list(bodies()))
def test_it_opens_draws_and_is_equal_after_an_edit_undone(body, open_editor):
    text = wire.dumps(body)
    editor = open_editor(wire.journey_from(body))
    document = editor.document

    assert set(editor.scene.cards) >= set(document.journey.by_ref)
    for ref in document.journey.by_ref:
        editor.selection.choose(ref)
    assert document.undo_stack.count() == 0

    editor.selection.clear()
    editor.operations.add(catalogue.row("EMAILV2"))
    document.attempt("Rename", edits.set_header, ("name",), "Another name")
    editor.grab()
    while document.undo_stack.canUndo():
        document.undo_stack.undo()

    assert wire.dumps(wire.body_of(document.journey)) == text


def picture():
    return journey(
        wait("W-1", name="A <b>long</b> name & more"),
        split("S-1", vip="E-1", remainder="W-2"),
        email("E-1", to="W-2"),
        wait("W-2", to=END),
    )


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_journey_is_drawn_to_a_file(qapp, tmp_path, ending):
    file = tmp_path / f"welcome.{ending}"

    drawing.draw(picture(), file)

    assert file.stat().st_size > 2000


def test_a_picture_of_another_kind_is_refused(qapp, tmp_path):
    with pytest.raises(Failure, match="ends with"):
        drawing.draw(picture(), tmp_path / "welcome.doc")


def test_the_command_draws_a_file(qapp, tmp_path):
    import argparse

    source = tmp_path / "welcome.json"
    source.write_text(wire.dumps(picture().body), encoding="utf-8")
    parser = argparse.ArgumentParser()
    draw_command.add_arguments(parser)

    code = draw_command.run(
        parser.parse_args([str(source), "-o", str(tmp_path / "out.svg")])
    )

    assert code == 0
    assert "<svg" in (tmp_path / "out.svg").read_text(encoding="utf-8")
