"""Journey history is pulled into an archive that keeps what the service drops."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from history_shelf import KEY, fill

from jbdesk.api import history_pages
from jbdesk.api.history import HistoryRow
from jbdesk.model.records import periods
from jbdesk.model.records.history import Sought
from jbdesk.model.records.periods import Period
from jbdesk.services.afterwards.forgetting import Count, Forgetting
from jbdesk.services.archive import archive_export, audit_log, pulling
from jbdesk.services.archive.archive import Archive
from jbdesk.services.archive.pulling import Pace
from jbdesk.services.journeys import journeys

QUICK = Pace(pause=0, size=50, length=timedelta(days=10))
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
OWNER = "simulator"


@pytest.fixture
def archive(tmp_path):
    made = Archive(tmp_path)
    yield made
    made.close()


def quiet(_):
    """Nobody wants to know how far it is."""


def hour(number, end=None):
    start = NOON + timedelta(hours=number)
    return Period(start, NOON + timedelta(hours=end or number + 1))


def row(number, key="ada@lakeside.example", **more):
    at = NOON + timedelta(minutes=number)
    body = {
        "id": f"row-{number}-{key}",
        "definitionId": "d",
        "definitionInstanceId": f"visit-{key}",
        "contactKey": key,
        "activityName": "Wait",
        "activityType": "WAIT",
        "outcomeActivityId": "next",
        "status": "Complete",
        "transactionTime": at.isoformat(),
    }
    return HistoryRow({**body, **more})


SOUGHT = Sought(OWNER, ("d",))


def test_gaps_are_what_was_never_read_between_what_was():
    read = [hour(0), hour(1), hour(5), hour(9)]

    assert periods.joined(read) == (hour(0, 2), hour(5), hour(9))
    assert periods.gaps(read) == (hour(2, 5), hour(6, 9))
    assert periods.missing(hour(0, 6), read) == (hour(2, 5),)


def test_a_pull_keeps_every_row_once_and_the_next_asks_only_for_what_is_new(
    aio, connection, tenant, archive, exchanges
):
    version = fill(tenant.tenant, 120, days=20)
    ids = (version.definition_id,)

    first = aio(pulling.pull(connection, archive, ids, quiet, QUICK))
    again = aio(pulling.pull(connection, archive, ids, quiet, QUICK))

    assert (first.rows, again.rows) == (120, 0)
    assert archive.count(Sought(OWNER, ids)) == 120
    assert again.requests < first.requests
    assert len(archive.reads(OWNER, ids)) == 1


def test_a_pull_that_was_stopped_goes_on_where_it_was(aio, connection, tenant, archive):
    version = fill(tenant.tenant, 100, days=20)
    ids = (version.definition_id,)

    async def stopped():
        heard = asyncio.Event()
        slow = replace(QUICK, length=timedelta(days=4))
        task = asyncio.ensure_future(
            pulling.pull(connection, archive, ids, lambda _: heard.set(), slow)
        )
        await heard.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    aio(stopped())
    kept = archive.count(Sought(OWNER, ids))
    rest = aio(pulling.pull(connection, archive, ids, quiet, QUICK))

    assert 0 < kept < 100
    assert kept + rest.rows == 100


def test_more_than_one_query_gives_is_asked_in_halves(
    aio, connection, tenant, archive, monkeypatch
):
    monkeypatch.setattr(history_pages, "MOST_ROWS", 30)
    version = fill(tenant.tenant, 90, days=9)
    ids = (version.definition_id,)

    found = aio(pulling.pull(connection, archive, ids, quiet, QUICK))

    assert found.rows == 90
    assert not found.is_cut


def test_what_the_service_dropped_stays_and_the_time_nobody_read_is_a_gap(
    aio, connection, tenant, archive
):
    start = datetime.now(UTC) - timedelta(days=60)
    archive.add(
        OWNER,
        [row(0, transactionTime=start.isoformat())],
        (("d",), Period(start, start + timedelta(days=1))),
    )
    version = fill(tenant.tenant, 20, days=5)
    ids = ("d", version.definition_id)
    aio(pulling.pull(connection, archive, ids[:1], quiet, QUICK))

    (gap,) = periods.gaps(archive.reads(OWNER, ids[:1]))

    assert gap.length > timedelta(days=50)
    assert archive.count(Sought(OWNER, ids[:1])) == 1


def test_rows_are_sought_by_contact_activity_status_and_time(archive):
    ben = "ben@ridge.example"
    rows = [row(0), row(61), row(90, ben), row(95, ben, status="Failed")]
    archive.add(OWNER, rows)

    def found(**narrowed):
        return archive.count(replace(SOUGHT, **narrowed))

    assert found() == 4
    assert found(contact="BEN@") == 2
    assert found(status="Failed", activity="Wait") == 1
    assert found(start=NOON + timedelta(hours=1), end=NOON + timedelta(minutes=95)) == 2
    assert found(definition_ids=("another",)) == 0
    assert [e.number for e in archive.rows(SOUGHT, 0, 2)] == [4, 3]
    assert archive.choices(SOUGHT, "status") == ("Complete", "Failed")


def test_days_tell_arrivals_exits_who_was_turned_away_and_errors(archive):
    away = row(3, "eva", status="DidNotMeetEntryCriteria", definitionInstanceId="")
    rows = [
        row(0),
        row(1, outcomeActivityId=""),
        row(2, "ben", status="Failed"),
        away,
        row(60 * 30, "ben", outcomeActivityId=""),
    ]
    archive.add(OWNER, rows)

    first, second = archive.days(SOUGHT)

    numbers = (first.arrivals, first.exits, first.turned_away, first.errors)
    assert numbers == (2, 1, 1, 1)
    assert (second.arrivals, second.exits) == (0, 1)
    later = replace(SOUGHT, start=NOON + timedelta(hours=20))
    assert [day.arrivals for day in archive.days(later)] == [0]


def test_a_forgotten_contact_is_in_no_byte_of_the_archive(archive, tmp_path):
    told = row(2, "ben", message="Sent by ada@lakeside.example.")
    archive.add(OWNER, [row(0), row(1), told])

    assert archive.mentions("ADA@lakeside.example") == 3
    assert archive.forget("ADA@lakeside.example") == 3

    assert archive.mentions("ada@lakeside.example") == 0
    left = b"".join(p.read_bytes() for p in tmp_path.iterdir() if p.is_file())
    assert b"ada@lakeside" not in left
    assert archive.add(OWNER, [row(0)]) == 0  # the service still tells of it
    assert archive.count(SOUGHT) == 1


def test_past_its_size_the_oldest_rows_go_and_that_is_told(tmp_path):
    small = Archive(tmp_path, most=1)
    small.add(OWNER, [row(number) for number in range(20)])

    overview = small.overview(SOUGHT)
    small.close()

    assert (overview.rows, overview.let_go) == (17, 3)


def test_a_damaged_archive_is_set_aside(tmp_path):
    (tmp_path / "history.sqlite").write_bytes(b"no database" * 1000)
    archive = Archive(tmp_path)

    assert archive.count(SOUGHT) == 0
    assert "was damaged" in archive.notice
    archive.close()


def test_the_csv_runs_no_formula(archive, tmp_path):
    archive.add(OWNER, [row(0, "=cmd()"), row(1)])
    path = tmp_path / "history.csv"

    assert archive_export.write(archive, SOUGHT, {"d": 3}, path) == 2

    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Time,Contact key,Version")
    assert "'=cmd()" in lines[2]
    assert ",3,Wait,WAIT,Complete," in lines[1]


def test_the_audit_log_tells_who_did_what_to_which_version(aio, connection):
    journey, stamp = aio(journeys.open(connection, KEY))
    _, saved = aio(journeys.save(connection, journey, stamp))

    rows = aio(audit_log.whole(connection, stamp.id))

    assert (rows[0].action, rows[0].version) == ("Created", saved.version)
    assert rows[0].user
    assert rows[0].date


def test_forgetting_a_contact_asks_the_archive_too(aio, archive, work, tmp_path):
    archive.add(OWNER, [row(0), row(1), row(2, "ben")])
    forgetting = Forgetting(tmp_path, work, history_row=archive)

    forgotten = aio(forgetting.forget("ada@lakeside.example"))

    assert forgotten.removed == (Count("history row", 2),)
    assert forgotten.left == ()
