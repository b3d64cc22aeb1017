"""Firing in batches: whatever comes back, each member has one end."""

import pytest

from jbdesk.api import events_batch
from jbdesk.api.errors import OutcomeUnknown, Refused
from jbdesk.api.events_batch import Queued
from jbdesk.model.problem import Failure

CONTACTS = [("ann", {"N": 1}), ("ben", {"N": 2})]


def queued(name):
    return {"contactKey": name, "eventInstanceId": f"e-{name}"}


def answering(service, members, status=202):
    body = {"requestId": "r-1", "count": 2, "notQueuedCount": 0, "members": members}
    service.act = lambda line: line.answer(status, body)


def test_each_member_has_its_own_result(service, client):
    wrong = {
        **queued("ben"),
        "errorcode": "10000",
        "message": "Field 'n' value does not match type",
    }
    answering(service, [queued("ann"), wrong])

    batch = events_batch.fire(client, "signup", CONTACTS)

    first, second = batch.members
    assert batch.request_id == "r-1"
    assert first == Queued("e-ann")
    assert second.event_instance_id == ""
    assert second.problems[0].where.field == "n"


@pytest.mark.parametrize(
    "members",
    [
        [queued("ann")],
        [queued("ann"), queued("carl")],
        [queued("ann"), {"contactKey": "ben"}],
        [queued("ann"), "ben"],
    ],
)
def test_a_member_of_whom_nothing_is_said_has_no_result(service, client, members):
    answering(service, members)

    batch = events_batch.fire(client, "signup", CONTACTS)

    assert batch.members == (Queued("e-ann"), Queued())


def test_an_answer_without_members_leaves_all_open(service, client):
    answering(service, None)

    with pytest.raises(OutcomeUnknown, match="may have been queued"):
        events_batch.fire(client, "signup", CONTACTS)


def test_a_batch_can_be_refused_as_a_whole(service, client):
    body = {"errorcode": 10000, "message": "Interaction Count Limit Exceeded"}
    service.act = lambda line: line.answer(400, body)

    with pytest.raises(Refused, match="Limit Exceeded"):
        events_batch.fire(client, "signup", CONTACTS)


@pytest.mark.parametrize("count", [0, 101])
def test_a_batch_of_a_wrong_size_is_not_sent(service, client, count):
    with pytest.raises(Failure, match="1 to 100"):
        events_batch.fire(client, "signup", [("ann", {})] * count)

    assert service.requests == []


def test_queued_events_are_listed(service, client):
    item = {"contactKey": "ann", "eventInstanceId": "e-1", "type": "Errored"}
    items = [{**item, "errorcode": "30000", "message": "Runtime Error"}, None]
    service.act = lambda line: line.answer(200, {"count": 1, "items": items})

    (found,) = events_batch.status(client, type="errored", requestId="r-1")

    assert (found.contact_key, found.state) == ("ann", "errored")
    assert found.text == "Runtime Error"
    assert "type=errored" in service.calls[0].path
    assert "requestId=r-1" in service.calls[0].path
