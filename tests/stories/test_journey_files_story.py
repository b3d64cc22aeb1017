"""Every journey file opens through the pane, draws, and saves back equal."""

import json
import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible

from jbdesk.model import wire
from jbdesk.model.journeys import journey_file

HERE = Path(__file__).resolve()
CORPUS = HERE.parents[2].parent / "shared" / "journeys"
FIXTURES = HERE.parents[1] / "fixtures" / "journeys"
FILES = sorted((CORPUS if CORPUS.is_dir() else FIXTURES).glob("*.json"))
AT_ONCE = 5  # files that one story goes through


def exactly(text):
    """The JSON with the order of members and the spelling of numbers."""
    return json.loads(
        text,
        object_pairs_hook=lambda pairs: ("object", pairs),
        parse_int=lambda digits: ("number", digits),
        parse_float=lambda digits: ("number", digits),
    )


def drawn(canvas):
    spoken = QAccessible.queryAccessibleInterface(canvas)
    places = [spoken.child(n).rect() for n in range(spoken.childCount())]
    return [place for place in places if not place.isEmpty()]


async def look_at(person, desk, path, position):
    """Open one journey of a file, see it drawn, and write it back."""
    pane = desk.desk.journeys
    pane.open_file(path)
    await pane.idle()
    held = wire.journeys_in(journey_file.json_in(path))
    if len(held) > 1:
        await person.find("Journeys of the file")
        for _ in range(position + 1):
            person.key("Down")
        person.key("Return")
    canvas = await person.find("Journey canvas")
    journey = pane.page.document.journey
    assert journey.body == held[position]
    headers = 1 + len(journey.goals) + len(journey.exits)
    assert len(drawn(canvas)) == len(journey.by_ref) + headers
    assert not canvas.grab().isNull()
    await person.press("Save to file")
    await person.sees(f"Written to “{path}”.")
    await person.press("Back to the list")
    return len(held)


@pytest.mark.parametrize(
    "files",
    [FILES[at : at + AT_ONCE] for at in range(0, len(FILES), AT_ONCE)],
    ids=lambda files: files[0].stem,
)
def test_every_file_opens_draws_and_saves_back_equal(desk, tmp_path, files):
    copies = [Path(shutil.copy(each, tmp_path)) for each in files]

    async def story(person):
        await person.press("Journeys")
        await desk.desk.journeys.idle()
        for path in copies:
            position, count = 0, 1
            while position < count:
                count = await look_at(person, desk, path, position)
                position += 1

    desk.tell(story)

    for file, copy in zip(files, copies, strict=True):
        before = file.read_text(encoding="utf-8-sig")
        assert exactly(copy.read_text(encoding="utf-8")) == exactly(before), file.name


def test_a_file_is_chosen_edited_undone_and_saved_under_its_name(desk, tmp_path):
    path = Path(shutil.copy(FIXTURES / "raw-published.json", tmp_path))
    before = path.read_text(encoding="utf-8")

    def held():
        return exactly(path.read_text(encoding="utf-8"))

    async def story(person):
        await person.press("Journeys")
        await person.press("Open file")
        await person.choose_file(str(path))
        await person.find("Journey canvas")
        await person.type_in("Name", "Another name")
        await person.press("Save to file")
        await person.sees(f"Written to “{path}”.")
        assert held() != exactly(before)

        await person.press("Undo")
        await person.press("Save to file")
        await person.until(
            lambda: held() == exactly(before),
            "the file to be as it was",
        )

    desk.tell(story)


def test_versions_of_one_name_are_told_apart_before_one_is_opened(desk, tmp_path):
    path = tmp_path / "list.json"
    items = [{"key": "k", "name": "Welcome", "version": n} for n in range(1, 9)]
    path.write_text(json.dumps({"items": items}), encoding="utf-8")

    async def story(person):
        await person.press("Journeys")
        desk.desk.journeys.open_file(path)
        table = await person.find("Journeys of the file")
        assert table.model().rowCount() == 8
        await person.click_row("Journeys of the file", "7", twice=True)
        await person.find("Journey canvas")
        assert desk.desk.journeys.page.document.journey.body["version"] == 7

    desk.tell(story)


@pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX files")
def test_a_file_stays_readable_to_who_could_read_it_and_a_link_a_link(desk, tmp_path):
    path = Path(shutil.copy(FIXTURES / "raw-published.json", tmp_path))
    path.chmod(0o644)
    link = tmp_path / "link.json"
    link.symlink_to(path)

    async def story(person):
        await person.press("Journeys")
        desk.desk.journeys.open_file(link)
        await person.press("Save to file")
        await person.sees(f"Written to “{link}”.")

    desk.tell(story)

    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_file_that_holds_no_journey_is_told_and_left_alone(desk, tmp_path):
    path = tmp_path / "shopping.json"
    path.write_text('["milk", 1]', encoding="utf-8")

    async def story(person):
        await person.press("Journeys")
        desk.desk.journeys.open_file(path)
        await person.sees("“shopping.json” holds no journey.")

    desk.tell(story)

    assert path.read_text(encoding="utf-8") == '["milk", 1]'


def test_a_key_that_stands_twice_in_a_file_is_told(desk, tmp_path):
    path = tmp_path / "twice.json"
    path.write_text(
        '{"key": "k", "name": "One", "name": "Two", "workflowApiVersion": 1.0,'
        ' "triggers": [], "activities": []}'
    )

    async def story(person):
        await person.press("Journeys")
        desk.desk.journeys.open_file(path)
        told = await person.sees("“name”")

        assert "twice" in told or "more than once" in told
        assert desk.desk.journeys.page.document.journey.name == "Two"

    desk.tell(story)
