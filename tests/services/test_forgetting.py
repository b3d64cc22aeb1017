"""A contact is forgotten in every file that jbdesk keeps, the WAL included."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jbdesk.model.exchange import Exchange
from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.delivery import Delivery, DeliveryState
from jbdesk.model.firing.run import RunSettings
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.services.afterwards.forgetting import Count, Forgetting
from jbdesk.services.exchanges.exchange_store import ExchangeStore
from jbdesk.services.firing.ledger import Ledger
from jbdesk.services.firing.test_contacts import TestContacts
from jbdesk.services.runs.run_contacts import RunContacts
from jbdesk.services.runs.runs import Runs

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
SUSAN = "susan@sausage.com"
ADA = "ada@lakeside.example"


def fired(key):
    return Exchange(
        key,
        datetime.now(UTC),
        "POST",
        "https://x/events",
        request_body=f'{{"ContactKey": "{key}"}}',
        status=201,
    )


class Home:
    """Every store with two contacts in it."""

    def __init__(self, path, work):
        self.path = path
        self.exchanges = ExchangeStore(path)
        self.ledger = Ledger(path)
        self.runs = Runs(path)
        self.contacts = TestContacts(path)
        self.forgetting = Forgetting(
            path,
            work,
            request=self.exchanges,
            delivery=self.ledger,
            test_contact=self.contacts,
        )
        for key in (SUSAN, ADA):
            self._fill(key)

    def _fill(self, key):
        self.exchanges.record(fired(key))
        delivery = Delivery(key, NOON, "c", "event", key, {"EmailAddress": key})
        self.ledger.begin(delivery)
        ended = replace(delivery, state=DeliveryState.ACCEPTED, exchange=fired(key))
        self.ledger.finish(ended)
        self.contacts.put("event", (*self.contacts.of("event"), TestContact(key)))
        self.run = self.runs.create("rows.csv", "event", "c", RunSettings())
        rows = (Row(n, key, {"n": n}, ()) for n in range(3))
        self.runs.add_rows(self.run.id, rows)
        with (self.path / "jbdesk.log").open("a") as log:
            log.write(f"WARNING {key} did not enter\nWARNING something else\n")
        aside = self.path / f"drafts.json.corrupt-{key.partition('@')[0]}"
        aside.write_text(f"[{key}")

    def close(self):
        self.exchanges.close()
        self.ledger.close()
        self.runs.close()

    def files_with(self, text):
        each = (path for path in self.path.rglob("*") if path.is_file())
        return [path.name for path in each if text.encode() in path.read_bytes()]


@pytest.fixture
def home(tmp_path, work):
    made = Home(tmp_path, work)
    yield made
    made.close()


def test_what_is_kept_of_a_contact_is_counted_first(home, aio):
    assert aio(home.forgetting.counted(SUSAN)) == (
        Count("request", 1),
        Count("delivery", 1),
        Count("test contact", 1),
        Count("row of a run", 3),
        Count("line of the log", 1),
        Count("damaged file set aside", 1),
    )
    assert aio(home.forgetting.counted("nobody")) == ()


def test_a_forgotten_contact_stands_in_no_file_and_the_others_stay(home, aio):
    counted = aio(home.forgetting.counted(SUSAN))

    forgotten = aio(home.forgetting.forget(SUSAN.upper()))

    assert forgotten.removed == counted
    assert (forgotten.problems, forgotten.left) == ((), ())
    # While all stores are open: what a WAL holds counts, too.
    assert home.files_with("susan") == []
    assert aio(home.forgetting.counted(SUSAN)) == ()
    assert {each.number for each in aio(home.forgetting.counted(ADA))} == {1, 3}
    assert "something else" in (home.path / "jbdesk.log").read_text()


def test_a_run_counts_what_is_left_of_it(home, aio):
    aio(home.forgetting.forget(ADA))

    run = home.runs.get(home.run.id)
    assert run.total == sum(home.runs.counts(run.id).values()) == 0


def test_a_run_under_way_is_left_alone_and_that_is_told(home, aio):
    with home.runs.claim(home.run.id):
        forgotten = aio(home.forgetting.forget(ADA))

    assert [each.text for each in forgotten.problems] == [
        "This run is under way already."
    ]
    assert any(name.startswith("runs.sqlite") for name in forgotten.left)
    assert "request" in [each.what for each in forgotten.removed]


def test_a_file_that_nobody_answers_for_is_named(home, aio):
    (home.path / "notes.txt").write_text(f"call {SUSAN}")
    tenant = home.path / "simulator"
    tenant.mkdir()
    (tenant / "tenant.sqlite").write_text(SUSAN)

    forgotten = aio(home.forgetting.forget(SUSAN))

    assert forgotten.left == ("notes.txt",)


def test_where_there_never_was_a_run_none_is_looked_for(tmp_path):
    contacts = RunContacts(tmp_path)

    assert contacts.mentions(SUSAN) == contacts.forget(SUSAN) == 0
    assert not (tmp_path / "runs.sqlite").exists()
