"""A journey handed on: as a picture, as a document; and one dragged in."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "journeys"


async def export(person, path):
    await person.press("More")
    await person.pick("Export…")
    await person.choose_file(str(path))
    await person.sees(f"Exported to “{path}”.")


def test_a_journey_is_exported_as_picture_and_as_document(desk, tmp_path):
    async def story(person):
        await person.press("Journeys")
        await person.click_row("Journeys", "Gear care draft", twice=True)
        await person.find("Journey canvas")
        for ending in ("svg", "png", "pdf", "md", "html"):
            await export(person, tmp_path / f"gear.{ending}")

    desk.tell(story)

    text = (tmp_path / "gear.md").read_text(encoding="utf-8")
    assert text.startswith("# Gear care")
    assert "](gear-picture.svg)" in text
    assert (tmp_path / "gear-picture.svg").stat().st_size > 2000
    page = (tmp_path / "gear.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 1
    assert "<?xml" not in page
    assert (tmp_path / "gear.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "gear.png").stat().st_size > 2000


@pytest.mark.parametrize("onto", ["window", "canvas"])
def test_a_journey_file_is_dragged_onto_the_window(desk, tmp_path, onto):
    path = Path(shutil.copy(FIXTURES / "raw-published.json", tmp_path))
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path))])

    def drop_on(widget):
        """Let it go over a widget; where that takes nothing, its parent is asked."""
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        while not widget.acceptDrops():
            widget = widget.parentWidget()
        place, action = QPoint(5, 5), Qt.DropAction.CopyAction
        enters = QDragEnterEvent(place, action, carried, left, none)
        QApplication.sendEvent(widget, enters)
        assert enters.isAccepted()
        QApplication.sendEvent(
            widget, QDropEvent(place.toPointF(), action, carried, left, none)
        )

    async def story(person):
        if onto == "canvas":
            await person.press("Journeys")
            await person.click_row("Journeys", "Gear care draft", twice=True)
            drop_on((await person.find("Journey canvas")).viewport())
        else:
            drop_on(person.window)
        await person.until(
            lambda: desk.desk.journeys.page.file is not None, "the file to be opened"
        )
        assert desk.desk.journeys.page.file.path == path
        await person.sees(path.name)

    desk.tell(story)
