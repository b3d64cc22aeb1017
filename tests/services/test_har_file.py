"""An archive is written whole, or not at all."""

import json
from datetime import UTC, datetime

import pytest

from jbdesk.model.exchange import Exchange
from jbdesk.model.problem import Failure
from jbdesk.services.exchanges import har_file
from jbdesk.services.exchanges.exchange_query import Query
from jbdesk.services.exchanges.exchange_store import ExchangeStore


@pytest.fixture
def store(tmp_path):
    made = ExchangeStore(tmp_path / "home")
    for number in range(3):
        made.record(
            Exchange(
                str(number),
                datetime.now(UTC),
                "GET",
                f"https://x/{number}?access_token=cAnArY",
                (("Authorization", "Bearer cAnArY-and-more"),),
            )
        )
    yield made
    made.close()


def test_the_oldest_stands_first_and_no_secret_is_in_it(store, aio, tmp_path):
    path = tmp_path / "all.har"
    numbers = aio(store.find(Query())).numbers

    assert aio(har_file.export(store, [*numbers, 999], path)) == 3

    text = path.read_text(encoding="utf-8")
    urls = [each["request"]["url"] for each in json.loads(text)["log"]["entries"]]
    assert [url[10:11] for url in urls] == ["0", "1", "2"]
    assert "cAnArY" not in text
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["all.har"]


def test_a_folder_that_is_not_there_is_told(store, aio, tmp_path):
    with pytest.raises(Failure, match="can't be written"):
        aio(har_file.export(store, [1], tmp_path / "nowhere" / "all.har"))
