"""Rows checked before any is sent, and handed over to a run."""

import asyncio
import csv
from xml.etree import ElementTree as ET

import pytest

from jbdesk.model.data_extension import DataExtensionField as Field
from jbdesk.model.firing import plain_cell
from jbdesk.model.firing.contact_rows import Mapping, Row, guess
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, RunSettings
from jbdesk.model.problem import Failure
from jbdesk.services.rows.rows_file import open_rows
from jbdesk.services.runs import rows_check, run_export
from jbdesk.services.runs.row_mappings import RowMappings
from jbdesk.services.runs.rows_source import FileSource, GeneratedSource
from jbdesk.services.runs.runs import Runs
from jbdesk.services.settings import Settings
from jbdesk.services.work import Work

FIELDS = (Field("Email", "EmailAddress", is_required=True), Field("Points", "Number"))
ROWS = """Email,Points
a@x.io,1
b@x.io,many
A@X.io,2
a@x.io,3,4
a@x.io,5
"""


@pytest.fixture
def work():
    made = Work(2)
    yield made
    made.executor.shutdown()


@pytest.fixture
def runs(tmp_path):
    made = Runs(tmp_path / "home")
    yield made
    made.close()


def source_of(tmp_path, text=ROWS, name="rows.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    file = open_rows(path)
    return FileSource(file, guess(file.columns, FIELDS), FIELDS)


async def checked(work, source):
    return [report async for report in rows_check.check(work, source)]


async def handed(work, source, runs, *, is_first_only=False):
    run = runs.create(source.name, "Signup", "c1", RunSettings())
    return await rows_check.hand_over(
        work, source, runs, run, is_first_only=is_first_only, heard=lambda _: None
    )


def test_every_row_is_looked_at_and_bad_ones_are_told_with_their_lines(
    aio, work, tmp_path
):
    report = aio(checked(work, source_of(tmp_path)))[-1]

    assert (report.total, report.good, report.bad_count) == (5, 3, 2)
    assert [(row.number, row.why) for row in report.bad] == [
        (3, "Points: “many” is not a whole number."),
        (5, "3 cells for 2 columns."),
    ]
    assert (report.exact, report.alike, report.firsts) == (1, 1, 1)


def test_columns_that_appear_late_are_told(aio, work, tmp_path):
    text = '{"Email": "a@x.io"}\n' * 1001 + '{"Email": "b@x.io", "City": "Lyon"}\n'
    source = source_of(tmp_path, text, "rows.ndjson")

    assert aio(checked(work, source))[-1].unknown == ("City",)


def test_a_long_check_tells_how_far_it_is_and_can_be_given_up(aio, work):
    source = GeneratedSource(FIELDS, 1_000_000)

    async def story():
        reports = rows_check.check(work, source)
        first = await anext(reports)
        await reports.aclose()
        return first

    first = aio(story())
    assert 0 < first.share < 1
    assert first.total < 1_000_000


def test_rows_go_into_the_run_and_bad_ones_are_never_sent(aio, work, runs, tmp_path):
    run = aio(handed(work, source_of(tmp_path), runs))

    assert run.total == 5
    assert run.note == ""
    assert runs.counts(run.id) == {WAITING: 3, DeliveryState.NOT_SENT: 2}


def test_only_the_first_of_twins_is_to_be_sent(aio, work, runs, tmp_path):
    run = aio(handed(work, source_of(tmp_path), runs, is_first_only=True))

    rows = runs.rows(run.id)
    assert [row.number for row in rows if row.state == WAITING] == [2]
    assert rows[2].text == "Line 2 has the same contact key and is sent instead."


def test_a_run_that_is_left_half_filled_is_dropped(aio, work, runs):
    async def story():
        begun = asyncio.Event()
        source = GeneratedSource(FIELDS, 1_000_000)
        run = runs.create("rows", "Signup", "c1", RunSettings())
        task = asyncio.ensure_future(
            rows_check.hand_over(
                work,
                source,
                runs,
                run,
                is_first_only=False,
                heard=lambda _: begun.set(),
            )
        )
        await begun.wait()
        task.cancel()
        await asyncio.wait([task])

    aio(story())

    assert runs.all() == ()


def test_a_file_that_changed_since_the_check_leaves_no_run(aio, work, runs, tmp_path):
    source = source_of(tmp_path)
    source.file.path.write_text("Email,Points\n", "utf-8")

    with pytest.raises(Failure, match="has changed"):
        aio(handed(work, source, runs))

    assert runs.all() == ()


def test_a_mapping_is_remembered_for_the_same_columns_of_the_same_event(tmp_path):
    mapping = Mapping("Mail", (("Email", "Mail"), ("Points", "")))
    RowMappings(Settings(tmp_path)).put("Signup", ["Mail", "P"], mapping)

    kept = RowMappings(Settings(tmp_path))
    assert kept.get("Signup", ["P", "Mail"]) == mapping
    assert kept.get("Signup", ["Mail"]) is None
    assert kept.get("Other", ["Mail", "P"]) is None


def test_a_damaged_mapping_counts_as_none(tmp_path):
    settings = Settings(tmp_path)
    mappings = RowMappings(settings)
    mappings.put("Signup", ["Mail"], Mapping("Mail"))
    address = next(iter(settings.get("row mappings", {})))
    for damaged in (7, {"contactKey": "Mail"}, {"contactKey": "x", "fields": [1]}):
        settings.set("row mappings", {address: damaged})

        assert mappings.get("Signup", ["Mail"]) is None


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1 317", "-cmd", "@x", "\tx", "'=x", "''@", "-5", "-5.20", "Susan", "'s"],
)
def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(text):
    written = plain_cell.escaped(text)

    assert written[0] not in "=+@\t\r" or written == text == "-5"
    assert plain_cell.plain(written) == text


def run_with(runs, *rows):
    run = runs.create("members.csv", "Signup", "c1", RunSettings())
    runs.add_rows(run.id, rows)
    return runs.get(run.id)


def test_an_export_is_safe_for_spreadsheets_and_can_be_fired_again(runs, tmp_path):
    run = run_with(runs, Row(2, "=cmd|x", {"Email": "a@x.io", "Points": 5}))
    path = tmp_path / "out.csv"

    assert run_export.write_csv(path, runs, run) == 1

    with path.open(encoding="utf-8-sig", newline="") as file:
        (written,) = csv.DictReader(file)
    assert written["ContactKey"] == "'=cmd|x"
    assert written["Outcome"] == "waiting"
    ((_, record),) = open_rows(path).first(1)
    assert (record["ContactKey"], record["Points"]) == ("=cmd|x", "5")


def test_an_export_as_it_is_has_no_apostrophes(runs, tmp_path):
    run = run_with(runs, Row(2, "=cmd|x", {}))
    path = tmp_path / "out.csv"

    run_export.write_csv(path, runs, run, is_safe=False)

    assert "\n=cmd|x," in path.read_text("utf-8-sig")


def test_junit_counts_what_failed_and_what_waits(aio, work, runs, tmp_path):
    run = aio(handed(work, source_of(tmp_path), runs))
    path = tmp_path / "out.xml"

    run_export.write_junit(path, runs, run)

    (suite,) = ET.parse(path).getroot()
    counted = {name: suite.get(name) for name in ("tests", "failures", "skipped")}
    assert counted == {"tests": "5", "failures": "2", "skipped": "3"}
    assert suite[1].get("name") == "3: b@x.io"
    assert suite[1][0].get("message") == "“many” is not a whole number."


def test_a_file_that_can_not_be_written_is_told(runs, tmp_path):
    run = run_with(runs, Row(2, "a"))

    with pytest.raises(Failure, match="can't be written"):
        run_export.write_csv(tmp_path / "gone" / "out.csv", runs, run)
