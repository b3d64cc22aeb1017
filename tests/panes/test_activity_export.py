"""What the activity pane writes into HTTP archives."""

import json
from dataclasses import replace

import pytest
from activity_bench import FIRED, REFUSED, UNREACHED
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog


@pytest.fixture
def full(activity):
    activity.record(FIRED, REFUSED, UNREACHED)
    activity.open()
    return activity


class Opened(QObject):
    """Stands for the system's own window of files."""

    def __init__(self):
        super().__init__()
        self.heard = []

    @Slot(QUrl)
    def hear(self, url):
        self.heard.append(url)


def test_what_the_list_shows_is_exported_and_its_folder_opened(full, tmp_path):
    full.choose("Answer", "All that failed")
    full.press("Export HAR…")
    (dialog,) = full.pane.window().findChildren(QFileDialog)
    path = tmp_path / "failed.har"

    full.tell(dialog.fileSelected.emit, str(path))
    dialog.close()

    entries = json.loads(path.read_text(encoding="utf-8"))["log"]["entries"]
    assert [each["response"]["status"] for each in entries] == [400, 0]
    assert full.pane.notice.text == f"2 requests written to “{path}”, secrets masked."
    opened = Opened()
    QDesktopServices.setUrlHandler("file", opened, "hear")
    full.press("Open folder")
    QDesktopServices.unsetUrlHandler("file")
    assert opened.heard == [QUrl.fromLocalFile(str(tmp_path))]


def test_one_request_is_saved_alone(full, tmp_path):
    full.click(1)
    full.press("Save as HAR…")
    (dialog,) = full.pane.window().findChildren(QFileDialog)
    path = tmp_path / "one.har"
    assert dialog.selectedFiles()[0].rpartition("/")[2].startswith("events-20")

    full.tell(dialog.fileSelected.emit, str(path))
    dialog.close()

    (entry,) = json.loads(path.read_text(encoding="utf-8"))["log"]["entries"]
    assert entry["response"]["status"] == 400
    assert entry["request"]["postData"]["text"] == REFUSED.request_body


def test_rows_chosen_together_are_exported_also_when_others_came_on_top(full, tmp_path):
    full.click(0)
    shift = Qt.KeyboardModifier.ShiftModifier
    full.tell(QTest.keyClick, full.view, Qt.Key.Key_Down, shift)
    full.record(replace(FIRED, id="4", status=500))
    full.until_it_shows(4)

    full.press("Export 2 as HAR…")
    (dialog,) = full.pane.window().findChildren(QFileDialog)
    path = tmp_path / "two.har"
    full.tell(dialog.fileSelected.emit, str(path))
    dialog.close()

    entries = json.loads(path.read_text(encoding="utf-8"))["log"]["entries"]
    assert [each["response"]["status"] for each in entries] == [400, 0]
    lines = full.view.selectionModel().selectedRows()
    assert sorted(each.row() for each in lines) == [1, 2]
    full.click(0)
    assert full.has("Export HAR…")
