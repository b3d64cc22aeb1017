"""Rows of contacts that are not on a connection's list are told with their lines."""

import asyncio

from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.package import PackageSettings
from jbdesk.services.connections.guard import Guard
from jbdesk.services.rows.rows_file import open_rows
from jbdesk.services.runs import rows_allowed, rows_check
from jbdesk.services.runs.rows_source import FileSource, Mapping
from jbdesk.services.work import Work

NORTH = Guard(PackageSettings("North", allowed=("*@example.test",)))


def test_the_report_names_the_lines_of_who_is_not_allowed(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("key\na@example.test\neve@shop.com\nb@example.test\n")
    source = FileSource(open_rows(path), Mapping("key"), ())
    work = Work(1)

    async def last():
        checked = rows_check.check(work, rows_allowed.source(source, NORTH))
        return [report async for report in checked][-1]

    report = asyncio.run(last())
    work.close()

    assert (report.total, report.good) == (3, 2)
    assert [(each.number, each.why) for each in report.bad] == [
        (3, "“eve@shop.com” is not on the allow-list of “North”.")
    ]


def test_without_a_list_rows_stay_as_they_are():
    rows = [Row(1, "eve@shop.com")]
    everybody = Guard(PackageSettings("North"))

    assert list(rows_allowed.judged(rows, everybody)) == rows
    assert next(rows_allowed.judged(rows, NORTH)).is_bad
