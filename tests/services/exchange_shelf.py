"""Exchanges to keep, and a store that a test opens as often as it likes."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from jbdesk.model.exchange import Exchange
from jbdesk.services.exchanges.exchange_query import Query
from jbdesk.services.exchanges.exchange_store import ExchangeStore

NOON = datetime.now(UTC).replace(microsecond=0)
FIRED = Exchange(
    id="fired",
    at=NOON,
    method="POST",
    url="https://sub.rest.example/interaction/v1/events",
    request_headers=(("Content-Type", "application/json"),),
    request_body='{"ContactKey": "susan@sausage.com", "Data": {"Ort": "Zürich"}}',
    status=201,
    reason="Created",
    answer_headers=(("Date", "today"),),
    answer_body='{"eventInstanceId": "4b1fd742"}',
    milliseconds=182,
    label="Fire event",
    is_write=True,
    connection_id="c1",
    connection_name="NTO",
)
LISTED = replace(
    FIRED,
    id="listed",
    at=NOON - timedelta(hours=2),
    method="GET",
    url="https://sub.rest.example/interaction/v1/interactions?name=50%25_off",
    request_body="",
    status=200,
    answer_body='{"items": []}',
    label="List journeys",
    is_write=False,
    connection_id="c2",
    connection_name="Other",
)
UNREACHED = replace(
    FIRED, id="unreached", status=None, reason="", error="The host was not found."
)
REFUSED = replace(FIRED, id="refused", status=400, request_body='{"ContactKey": "ada"}')


FOUR = (LISTED, FIRED, UNREACHED, REFUSED)  # in the order in which they came


@contextlib.contextmanager
def opener(home):
    """Give what opens the store of a home folder; all are closed in the end."""
    made = []

    def build(**named):
        made.append(ExchangeStore(home, **named))
        return made[-1]

    yield build
    for each in made:
        each.close()


async def ids_in(store, query=Query()):  # noqa: B008 - it is a value
    """The ids that a query finds, the latest first."""
    numbers = (await store.find(query)).numbers
    return [each.id for each in await store.heads(numbers)]


def files_with(home, text):
    each = (path for path in home.rglob("*") if path.is_file())
    return [path.name for path in each if text.encode() in path.read_bytes()]
