"""Files of contacts as people have them: every encoding, quote and slip."""

import json
import tracemalloc

import pytest

from jbdesk.model.firing.contact_rows import Unreadable
from jbdesk.model.problem import Failure
from jbdesk.services.rows.rows_file import open_rows


def written(tmp_path, content, name="members.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def records(path, **how):
    found = open_rows(path, **how).records()
    try:
        return list(found)
    finally:
        found.close()


def why(record):
    assert isinstance(record, Unreadable)
    return record.why


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found_and_named(tmp_path, encoding, told):
    path = written(tmp_path, "Key;Name\r\nzoë;Zoë\r\n".encode(encoding))

    file = open_rows(path)

    assert file.words == f"CSV · {told} · semicolons"
    assert file.columns == ("Key", "Name")
    assert records(path) == [(2, {"Key": "zoë", "Name": "Zoë"})]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_though_the_cells_hold_others(tmp_path, delimiter):
    lines = [["Key", "Note", "City"], ["a", "“x, y; z”", "Lyon"], ["b", "", "Oslo"]]
    quoted = [[f'"{cell}"' for cell in line] for line in lines]
    path = written(tmp_path, "\n".join(delimiter.join(line) for line in quoted))

    assert open_rows(path).delimiter == delimiter
    assert records(path)[0] == (2, {"Key": "a", "Note": "“x, y; z”", "City": "Lyon"})


def test_quotes_over_lines_keep_the_line_where_the_row_begins(tmp_path):
    path = written(tmp_path, 'Key,Note\na,"two\nlines"\r\n\r\nb,"say ""hi"""\n')

    assert records(path) == [
        (2, {"Key": "a", "Note": "two\nlines"}),
        (5, {"Key": "b", "Note": 'say "hi"'}),
    ]


def test_a_row_of_another_width_is_told_with_its_line(tmp_path):
    path = written(tmp_path, "Key,Name,City\na,A,X\nb,B\nc,C,X,Y\nd,D,X\n")

    found = dict(records(path))

    assert why(found[3]) == "2 cells for 3 columns."
    assert why(found[4]) == "4 cells for 3 columns."
    assert found[5]["Key"] == "d"


def test_columns_without_a_name_or_with_the_same_get_one_of_their_own(tmp_path):
    path = written(tmp_path, "Key,,Key, Name ,\na,b,c,d,e\n")

    assert open_rows(path).columns == ("Key", "Column 2", "Key (2)", "Name", "Column 5")


def test_one_bad_byte_does_not_change_the_encoding_of_the_others(tmp_path):
    content = "Key,Name\na,Zoë\nb,Jörg\nc,".encode() + b"\xff\n"

    file = open_rows(written(tmp_path, content))

    assert file.encoding == "utf-8"
    assert dict(records(file.path))[3]["Name"] == "Jörg"


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_cell_too_long_is_one_bad_row_and_the_next_is_read(tmp_path, quote):
    huge = "x" * 3_000_000
    text = f"Key,Note\na,1\nb,{quote}{huge}\n{huge}{quote}\nc,3\n"
    if not quote:
        text = f"Key,Note\na,1\nb,{huge}\nc,3\n"

    found = records(written(tmp_path, text))

    numbers = [number for number, _ in found]
    assert numbers == ([2, 3, 5] if quote else [2, 3, 4])
    assert "too long" in why(found[1][1])
    assert found[2][1] == {"Key": "c", "Note": "3"}


def test_a_quoted_cell_over_the_limit_of_a_cell_hides_no_rows(tmp_path):
    inside = "evil@example.com,1\n" * 10_000
    text = f'Key,Note\na,1\nb,"{inside}"\nc,3\n'

    found = records(written(tmp_path, text))

    assert [number for number, _ in found] == [2, 3, 10_004]
    assert why(found[1][1]).endswith("It ends in line 10,003.")


def test_a_quote_never_closed_is_told(tmp_path):
    found = records(written(tmp_path, 'Key,Note\na,1\nb,"open\nc,3\n'))

    assert [number for number, _ in found] == [2, 3]
    assert why(found[1][1]) == "A quote is opened and never closed."


def test_a_quote_inside_a_cell_is_a_letter(tmp_path):
    found = records(written(tmp_path, 'Key,Size\na,5" pipe\nb,6"\n'))

    assert [record["Size"] for _, record in found] == ['5" pipe', '6"']


def test_an_array_of_objects_is_read_one_by_one(tmp_path):
    rows = [{"Key": f"k{n}", "Amount": 1.5, "Is": True} for n in range(500)]
    path = written(tmp_path, json.dumps(rows, indent=1), "rows.json")

    found = records(path)

    assert open_rows(path).words == "JSON · UTF-8"
    assert len(found) == 500
    assert found[0] == (1, rows[0])
    assert found[499][0] == 500


def test_an_array_in_one_line_is_read_too(tmp_path):
    rows = [{"Key": f"k{n}", "Note": "x" * 300} for n in range(8_000)]
    path = written(tmp_path, json.dumps(rows), "rows.json")

    assert [record["Key"] for _, record in records(path)] == [r["Key"] for r in rows]


def test_what_follows_a_mistake_in_an_array_is_not_guessed(tmp_path):
    text = '[\n{"Key": "a"},\n{"Key" "b"},\n{"Key": "c"}\n]'

    found = records(written(tmp_path, text, "rows.json"))

    assert [number for number, _ in found] == [1, 2]
    assert why(found[1][1]).endswith("Nothing behind it can be read.")


def test_an_array_that_breaks_off_is_told(tmp_path):
    found = records(written(tmp_path, '[{"Key": "a"},\n{"Key": "b', "rows.json"))

    assert found[0][1] == {"Key": "a"}
    assert "not JSON" in why(found[1][1])


def test_one_bad_line_of_ndjson_leaves_the_others(tmp_path):
    text = '{"Key": "a"}\n\n{"Key": }\n["b"]\n{"Key": "c", "N": 1.50}\n'

    found = dict(records(written(tmp_path, text, "rows.ndjson")))

    assert found[1] == {"Key": "a"}
    assert "not JSON" in why(found[3])
    assert why(found[4]) == "This is no JSON object."
    assert found[5]["N"].written == "1.50"


def test_a_test_contact_becomes_one_record(tmp_path):
    text = '{"contactKey": "susan", "data": {"FirstName": "Susan"}}\n'

    file = open_rows(written(tmp_path, text, "contacts.json"))

    assert file.columns == ("contactKey", "FirstName")
    assert file.first(1) == ((1, {"contactKey": "susan", "FirstName": "Susan"}),)


def test_a_file_that_changed_since_it_was_opened_is_not_read(tmp_path):
    file = open_rows(written(tmp_path, "Key\na\n"))
    written(tmp_path, "Key\na\nb\n")

    with pytest.raises(Failure, match="has changed since it was opened"):
        file.records()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n\n\n", "holds no rows"),
        (b"[]", "holds no rows"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1", "is no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
        (b"PK\x03\x04 and nothing more", "no XLSX workbook"),
    ],
)
def test_a_file_without_rows_is_refused_in_words(tmp_path, content, told):
    with pytest.raises(Failure, match=told):
        open_rows(written(tmp_path, content))


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path):
    with pytest.raises(Failure, match="is a folder"):
        open_rows(tmp_path)
    with pytest.raises(Failure, match="no such file"):
        open_rows(tmp_path / "gone.csv")


@pytest.mark.parametrize("content", [b"\x00" * 100, b"\xff\xfe\x00", bytes(range(256))])
def test_no_bytes_break_it(tmp_path, content):
    path = written(tmp_path, content)
    try:
        found = records(path)
    except Failure as failure:
        found = [(0, Unreadable(str(failure)))]

    assert found is not None


def test_a_long_file_is_never_held_whole(tmp_path):
    path = written(tmp_path, "Key,Name\n" + "susan@example.com,Susan\n" * 200_000)
    file = open_rows(path)

    tracemalloc.start()
    found = file.records()
    count = sum(1 for _ in found)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    found.close()

    assert count == 200_000
    assert most < 2_000_000


def test_how_far_the_reading_came_is_known(tmp_path):
    path = written(tmp_path, "Key,Name\n" + "susan@example.com,Susan\n" * 20_000)
    found = open_rows(path).records()

    shares = [found.share for _ in found]
    found.close()

    assert shares[0] < 0.2
    assert shares == sorted(shares)
    assert found.share == 1.0
