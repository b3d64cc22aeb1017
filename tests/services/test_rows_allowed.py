"""Rows of contacts that are not on a connection's list are told with their lines."""

import asyncio

from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.package import PackageSettings
from jbdesk.services.connections.guard import Guard
from jbdesk.services.rows.rows_file import open_rows
from jbdesk.services.runs import rows_allowed, rows_check
from jbdesk.services.runs.rows_source import FileSource, GeneratedSource, Mapping
from jbdesk.services.work import Work

NORTH = Guard(PackageSettings("North", allowed=("*@example.test",)))


def test_the_report_names_the_lines_of_who_is_not_allowed(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("key\na@example.test\neve@shop.com\nb@example.test\n")
    source = FileSource(open_rows(path), Mapping("key"), ())
    work = Work(1)
    judged = rows_allowed.source(source, NORTH)
    assert (judged.name, judged.unit) == (source.name, source.unit)

    async def last():
        checked = rows_check.check(work, judged)
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
    generated = GeneratedSource((), 3)
    assert rows_allowed.source(generated, everybody) is generated
    taken = rows_allowed.source(generated, NORTH).rows()
    assert all(each.is_bad for each in taken)
    assert taken.share == 1.0
    assert next(rows_allowed.judged(rows, NORTH)).is_bad
