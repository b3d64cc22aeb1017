"""What is deleted is gone from the files, not only from the list."""

from dataclasses import replace
from datetime import timedelta

import pytest
from exchange_shelf import (
    FIRED,
    FOUR,
    LISTED,
    NOON,
    REFUSED,
    files_with,
    ids_in,
    opener,
)

from jbdesk.services.exchanges.exchange_query import Query


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


def test_a_forgotten_contact_is_gone_from_the_files(store, opened, ids, tmp_path):
    for number in range(300):
        key = f"susan@sausage.com.{number}"
        store.record(replace(REFUSED, id=key, request_body=f'{{"K": "{key}"}}'))
    store.record(
        replace(LISTED, id="path", url="https://x/contacts/SUSAN%40sausage.com/x")
    )
    assert store.mentions("susan@sausage.com") == 3

    assert store.forget("susan@sausage.com") == 3

    assert {"fired", "unreached", "path"}.isdisjoint(ids(store))
    assert len(ids(store)) == 302
    assert store.mentions("susan@sausage.com") == 0
    # While it is open: what the WAL holds counts, too.
    assert files_with(tmp_path, 'susan@sausage.com"') == []
    assert files_with(tmp_path, "SUSAN%40sausage.com/") == []


def test_an_answer_that_comes_after_its_contact_was_forgotten_is_not_kept(opened, ids):
    store = opened()
    store.forget("ada")

    store.record(replace(REFUSED, at=NOON - timedelta(seconds=1)))
    store.record(replace(FIRED, at=NOON - timedelta(seconds=1)))
    store.record(replace(REFUSED, id="later", at=NOON + timedelta(hours=1)))

    assert ids(store) == ["later", "fired"]


def test_a_cleared_list_leaves_nothing_in_the_files(store, aio, tmp_path):
    assert aio(store.clear()) == 4

    assert aio(store.find(Query())).total == 0
    assert files_with(tmp_path, "susan") == []
