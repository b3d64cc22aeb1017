"""Every request is kept: bounded, masked, found again, whole after a crash."""

import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from exchange_shelf import (
    FIRED,
    FOUR,
    NOON,
    REFUSED,
    UNREACHED,
    files_with,
    ids_in,
    opener,
)

from jbdesk.model.problem import Failure
from jbdesk.services.exchanges.exchange_file import Limits
from jbdesk.services.exchanges.exchange_query import NO_ANSWER, Query
from jbdesk.services.exchanges.exchange_store import ExchangeStore


@pytest.fixture
def opened(tmp_path):
    with opener(tmp_path) as build:
        yield build


@pytest.fixture
def store(opened):
    made = opened()
    for each in FOUR:
        made.record(each)
    return made


@pytest.fixture
def ids(aio):
    return lambda store, *query: aio(ids_in(store, *query))


def test_what_was_kept_comes_back_whole_after_a_restart(store, opened, aio):
    store.close()
    again = opened()

    assert aio(again.get("fired")) == FIRED
    assert aio(again.get("unreached")) == UNREACHED
    assert aio(again.get("never")) is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), "refused unreached fired listed"),
        (Query(text="susan@sausage"), "unreached fired"),
        (Query(text="post EVENTS ada"), "refused"),
        (Query(text="4b1fd742 susan"), "unreached fired"),
        (Query(text="50%_off"), "listed"),
        (Query(text="list journeys"), "listed"),
        (Query(text="zürich"), "unreached fired"),
        (Query(text="not found"), "unreached"),
        (Query(connection_id="c2"), "listed"),
        (Query(is_write=False), "listed"),
        (Query(is_write=True, is_failed=True), "refused unreached"),
        (Query(status_class=2), "fired listed"),
        (Query(status_class=4), "refused"),
        (Query(status_class=NO_ANSWER), "unreached"),
        (Query(since=NOON - timedelta(hours=1)), "refused unreached fired"),
        (Query(text="'; DROP TABLE exchanges; --"), ""),
    ],
)
def test_it_is_found_by_what_a_person_looks_for(store, ids, query, expected):
    assert ids(store, query) == expected.split()


def test_only_what_came_since_is_looked_through_again(store, aio):
    before = aio(store.find(Query()))
    store.record(replace(FIRED, id="new"))

    since = aio(store.find(Query(text="susan"), before.numbers[0]))

    assert len(since.numbers) == 1
    assert (since.total, since.failed, since.dropped) == (5, 2, 0)


def test_its_connections_are_told_by_their_names(store, aio):
    assert aio(store.connections()) == (("c1", "NTO"), ("c2", "Other"))


def test_the_oldest_go_when_it_becomes_too_large_and_that_is_told(opened, aio, ids):
    store = opened(limits=Limits(size=100_000))
    for number in range(30):
        store.record(replace(FIRED, id=str(number), answer_body="x" * 10_000))

    kept = ids(store)

    assert kept == [str(number) for number in range(29, 29 - len(kept), -1)]
    assert 5 <= len(kept) <= 9
    assert aio(store.find(Query())).dropped == 30 - len(kept)


def test_a_thousand_large_answers_leave_the_file_small(opened, aio, tmp_path):
    store = opened(limits=Limits(size=1_000_000, body=50_000))
    for number in range(1000):
        store.record(replace(FIRED, id=str(number), answer_body="y" * 60_000))
    last = aio(store.get("999"))
    store.close()

    assert last.answer_body.endswith("… (10,000 more characters)")
    assert sum(each.stat().st_size for each in tmp_path.iterdir()) < 8_000_000


def test_what_is_too_old_goes_when_the_next_one_comes(opened, ids):
    store = opened(limits=Limits(age=timedelta(days=3)))
    store.record(replace(FIRED, id="old", at=NOON - timedelta(days=4)))
    store.record(replace(FIRED, id="new"))

    assert ids(store) == ["new"]


def test_what_another_process_keeps_is_found_and_counted(store, opened, aio):
    assert aio(store.find(Query())).total == 4
    command = opened()

    command.record(replace(REFUSED, id="by a command"))
    command.close()

    found = aio(store.find(Query()))
    assert (len(found.numbers), found.total, found.failed) == (5, 5, 3)


def test_many_threads_record_and_none_is_lost(opened, aio):
    store = opened()

    def record(thread):
        for number in range(200):
            store.record(replace(FIRED, id=f"{thread}-{number}"))

    threads = [threading.Thread(target=record, args=(n,)) for n in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert aio(store.find(Query())).total == 800


def test_a_closed_store_keeps_and_tells_nothing_more(store, aio):
    store.close()
    store.record(FIRED)

    with pytest.raises(Failure, match="is closed"):
        aio(store.get("fired"))
    with pytest.raises(Failure, match="is closed"):
        store.forget("susan")


def test_where_nothing_can_be_kept_that_is_told(tmp_path, aio):
    (tmp_path / "exchanges.sqlite").mkdir()
    store = ExchangeStore(tmp_path)

    store.record(FIRED)

    with pytest.raises(Failure, match="can't be"):
        aio(store.get("fired"))
    assert "can't be kept" in store.trouble
    store.close()


def test_only_its_owner_may_read_the_file(store, tmp_path):
    store.close()

    modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    assert modes["exchanges.sqlite"] == 0o600


def test_a_damaged_file_is_set_aside_and_a_new_one_begun(tmp_path, opened, ids, aio):
    (tmp_path / "exchanges.sqlite").write_bytes(b"no database" * 500)

    store = opened()
    store.record(FIRED)
    aio(store.opened())

    assert ids(store) == ["fired"]
    assert "“exchanges.sqlite” was damaged." in store.notice
    assert len(list(tmp_path.glob("exchanges.sqlite.corrupt-*"))) == 1


def test_secrets_are_taken_out_once_more_at_its_door(opened, aio, tmp_path):
    store = opened(secrets=lambda: ("cAnArY-1",))
    store.record(
        replace(
            FIRED,
            answer_body='{"a": "cAnArY-1"}',
            url="https://x/?access_token=cAnArY-2",
        )
    )

    kept = aio(store.get("fired"))
    store.close()

    assert "••••••" in kept.answer_body
    assert files_with(tmp_path, "cAnArY") == []


def test_half_a_character_keeps_nothing_from_being_kept(opened, ids):
    store = opened()
    store.record(replace(FIRED, answer_body="a\ud800b"))
    store.record(REFUSED)

    assert ids(store) == ["refused", "fired"]


KILLED = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from jbdesk.model.exchange import Exchange
from jbdesk.model.problem import Failure
from jbdesk.services.exchanges.exchange_store import ExchangeStore
import asyncio
from jbdesk.services.exchanges.exchange_query import Query
store = ExchangeStore(Path(sys.argv[1]))
for number in range(50):
    store.record(Exchange(str(number), datetime.now(UTC), "GET", "https://x/"))
print(asyncio.run(store.find(Query())).total, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_what_was_kept_survives_a_kill(tmp_path, opened, ids):
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with process:
        assert process.stdout.readline() == b"50\n"
        process.send_signal(signal.SIGKILL)

    assert len(ids(opened())) == 50
