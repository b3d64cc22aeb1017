"""Rows of contacts in Excel workbooks, with openpyxl and without."""

import datetime as dt
import sys
import zipfile

import openpyxl
import pytest

from jbdesk.model.firing.contact_rows import Unreadable
from jbdesk.model.problem import Failure
from jbdesk.services.rows import rows_file_xlsx
from jbdesk.services.rows.rows_file import open_rows

# A workbook knows no zones.
HALF_PAST_NINE = dt.datetime.combine(dt.date(2026, 3, 1), dt.time(9, 30))


def workbook(tmp_path, *rows, name="members.xlsx"):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    path = tmp_path / name
    book.save(path)
    book.close()
    return path


def records(path):
    found = open_rows(path).records()
    try:
        return list(found)
    finally:
        found.close()


def test_cells_are_read_as_they_would_be_typed(tmp_path):
    path = workbook(
        tmp_path,
        ("Key", "Points", "Rate", "Since", "Called", "Is VIP", None),
        ("a", 5.0, 1.25, dt.date(2026, 3, 1), HALF_PAST_NINE, True),
        (),
        ("b", None, None, None, None, None),
    )

    file = open_rows(path)

    assert file.words == "XLSX"
    assert file.unit == "Row"
    assert file.columns == ("Key", "Points", "Rate", "Since", "Called", "Is VIP")
    first, second = records(path)
    assert first == (
        2,
        {
            "Key": "a",
            "Points": 5,
            "Rate": 1.25,
            "Since": "2026-03-01",
            "Called": "2026-03-01 09:30:00",
            "Is VIP": True,
        },
    )
    assert second[0] == 4


def test_a_row_with_more_cells_than_columns_is_told(tmp_path):
    ((number, record),) = records(workbook(tmp_path, ("Key",), ("a", "b")))

    assert (number, record) == (2, Unreadable("More cells than 1 column."))


def test_the_ending_of_the_name_does_not_matter(tmp_path):
    path = workbook(tmp_path, ("Key",), ("a",))
    renamed = path.rename(tmp_path / "members.csv")

    assert open_rows(renamed).kind == "xlsx"


@pytest.mark.parametrize("rows", [(), ((None, ""),)])
def test_an_empty_sheet_holds_no_rows(tmp_path, rows):
    with pytest.raises(Failure, match="holds no rows"):
        open_rows(workbook(tmp_path, *rows))


def test_what_is_packed_but_no_workbook_is_refused(tmp_path):
    path = tmp_path / "members.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("hello.txt", "hello")

    with pytest.raises(Failure, match="no XLSX workbook"):
        open_rows(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    path = workbook(tmp_path, ("Key",), ("a",))
    monkeypatch.setattr(rows_file_xlsx, "_LARGEST", 100)

    with pytest.raises(Failure, match="unpacks to more"):
        open_rows(path)


def test_where_openpyxl_is_missing_the_way_round_it_is_told(tmp_path, monkeypatch):
    path = workbook(tmp_path, ("Key",), ("a",))
    monkeypatch.setitem(sys.modules, "openpyxl", None)

    with pytest.raises(Failure, match=r"Save the sheet as CSV, or install jbdesk\[x"):
        open_rows(path)
