"""A journey is copied from one business unit of the simulator to another."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from copy_bench import KEY, head_office, plan_of, quiet

from jbdesk.api import creations
from jbdesk.api import journeys as journey_calls
from jbdesk.api.errors import NotFound
from jbdesk.model import lens
from jbdesk.model.copying import plan_check
from jbdesk.model.copying.plan import Choice, How, Match
from jbdesk.model.copying.reference import Kind
from jbdesk.model.problem import Failure
from jbdesk.services.copying import there, undoing, writing
from jbdesk.services.copying.copies import Copies, State, begun
from jbdesk.services.journeys import journeys

KILLED = Path(__file__).with_name("killed_copy.py")
ROOT = Path(__file__).parents[2]


@pytest.fixture
def other(connection_with, settings):
    return connection_with(changed=head_office(settings))


@pytest.fixture
def both(connection, other):
    return connection, other


@pytest.fixture
def copies(tmp_path):
    return Copies(tmp_path)


async def written(here, other, copies, plan=None):
    plan = plan or await plan_of(here, other)
    copy = begun(plan, here.settings, other.settings)
    return await writing.write(other, copies, copy, quiet)


def states(copy):
    return [each.state for each in copy.entries]


def test_the_plan_tells_what_is_missing_and_nothing_is_written(
    aio, connection, other, exchanges
):
    plan = aio(plan_of(connection, other))

    rows = {each.reference.kind: each for each in plan.rows}
    assert rows[Kind.EVENT].match is Match.MISSING
    assert rows[Kind.EVENT].is_created
    assert rows[Kind.DATA_EXTENSION].is_created
    assert not plan_check.stops(plan)
    assert plan.key == KEY
    assert not [e for e in exchanges.all() if e.is_write]


def test_a_copy_with_a_missing_data_extension_stands_there_as_a_draft(
    aio, connection, other, copies
):
    copy = aio(written(connection, other, copies))
    journey, stamp = aio(journeys.open(other, KEY))

    assert copy.is_whole
    assert (stamp.status, stamp.version) == ("Draft", 1)
    event = aio(there.event_definition(other, journey.trigger.event_definition_key))
    assert lens.text(journey.trigger.body, "metaData", "eventDefinitionId") == event.id
    made = copy.made[copy.entries[0].write.ref]
    assert event.data_extension_id == made.id
    (kept,) = copies.all()
    assert states(kept) == states(copy) == [State.DONE] * len(copy.entries)


def test_what_was_copied_is_matched_by_key_the_next_time(
    aio, connection, other, copies
):
    aio(written(connection, other, copies))

    plan = aio(plan_of(connection, other))

    assert plan.find(Kind.EVENT, plan.journey.trigger.event_definition_key).match is (
        Match.KEY
    )
    assert plan.key == f"{KEY}-copy"
    taken = replace(plan, key=KEY)
    assert "new version" in plan_check.problems(taken)[0].text
    with pytest.raises(Failure, match="there already"):
        aio(written(connection, other, copies, taken))


def test_a_name_that_two_have_is_chosen_by_a_person(aio, connection, other, copies):
    plan = aio(plan_of(connection, other))
    row = next(e for e in plan.rows if e.reference.kind is Kind.EVENT)
    for number in (1, 2):
        body = {
            "type": "APIEvent",
            "name": row.source.name,
            "eventDefinitionKey": f"another-{number}",
            "schema": {
                "fields": [{"name": "EmailAddress", "dataType": "Email"}],
                "sendableCustomObjectField": "EmailAddress",
            },
        }
        aio(other(creations.create_event_definition, body))

    plan = aio(plan_of(connection, other))
    clash = plan.row(row.ref)

    assert clash.match is Match.AMBIGUOUS
    assert plan_check.stops(plan)
    assert [each.how for each in clash.choices[:3]] == [How.USE, How.USE, How.CREATE]


class EndOfProcessError(Exception):
    """The process ends here."""


class Ending(Copies):
    """A journal that ends the process when a write of this kind was sent."""

    def __init__(self, home, *at):
        super().__init__(home)
        self._at = at

    def put(self, copy):
        super().put(copy) if self._at[1] is State.SENDING else None
        if any((e.write.kind, e.state) == self._at for e in copy.entries):
            raise EndOfProcessError
        super().put(copy)


@pytest.mark.parametrize(
    "at",
    [
        (Kind.DATA_EXTENSION, State.DONE),
        (Kind.EVENT, State.SENDING),
        (Kind.JOURNEY, State.DONE),
    ],
    ids=str,
)
def test_a_copy_that_was_killed_at_a_write_goes_on_and_writes_nothing_twice(
    aio, both, tmp_path, exchanges, at
):
    connection, other = both
    with pytest.raises(EndOfProcessError):
        aio(written(connection, other, Ending(tmp_path, *at)))
    copies = Copies(tmp_path)
    (left,) = copies.all()
    assert left.is_begun

    copy = aio(writing.write(other, copies, left, quiet))

    assert copy.is_whole
    sent = [each.label for each in exchanges.all() if each.is_write]
    assert len(sent) == len(set(sent)) == len(copy.entries)


def test_what_came_there_meanwhile_is_not_written_over(aio, connection, other, copies):
    plan = aio(plan_of(connection, other))
    body = {**plan.journey.body, "name": "Somebody else’s"}  # noqa: RUF001 - typographic
    mine = {n: v for n, v in body.items() if n not in ("id", "version", "status")}
    aio(other(journey_calls.create, mine))

    copy = aio(written(connection, other, copies, plan))

    assert states(copy)[-1] is State.REFUSED
    assert aio(journeys.open(other, KEY))[0].name == body["name"]


def test_an_untouched_copy_is_undone_whole(aio, connection, other, copies):
    copy = aio(written(connection, other, copies))
    key = copy.entries[-2].write.key

    undone = aio(undoing.undo(other, copies, copy, quiet))

    assert set(states(undone)) == {State.UNDONE}
    with pytest.raises(NotFound):
        aio(journeys.open(other, KEY))
    assert aio(there.event_definition(other, key)) is None
    extensions = [e for e in copy.entries if e.write.kind is Kind.DATA_EXTENSION]
    for each in extensions:
        assert aio(there.data_extension(other, each.made.id)) is None


def test_what_was_changed_since_is_left_and_said(aio, connection, other, copies):
    copy = aio(written(connection, other, copies))
    journey, stamp = aio(journeys.open(other, KEY))
    changed = journey.with_body({**journey.body, "name": "Ours now"})
    aio(journeys.save(other, changed, stamp))

    undone = aio(undoing.undo(other, copies, copy, quiet))

    notes = {e.write.kind: (e.state, e.note) for e in undone.entries}
    assert notes[Kind.JOURNEY] == (State.LEFT, "Somebody has changed it since.")
    assert notes[Kind.EVENT][0] is State.LEFT
    assert "1 journey" in notes[Kind.EVENT][1]
    assert "uses it stays" in notes[Kind.DATA_EXTENSION][1]


def test_production_is_written_only_while_it_is_armed(
    aio, connection, connection_with, settings, copies
):
    unit = replace(head_office(settings), name="Live", colour="red")
    live = connection_with(changed=unit)

    with pytest.raises(Failure, match="read-only"):
        aio(written(connection, live, copies))


def test_a_journey_is_not_copied_onto_its_own_business_unit(aio, connection):
    with pytest.raises(Failure, match="is the business unit that the journey is in"):
        aio(plan_of(connection, connection))


def test_what_a_person_knows_better_is_written(aio, connection, other, copies):
    plan = aio(plan_of(connection, other))
    row = next(e for e in plan.rows if e.reference.kind is Kind.EMAIL)
    rows = tuple(
        replace(e, choice=Choice(How.USE, "4711")) if e is row else e for e in plan.rows
    )

    aio(written(connection, other, copies, replace(plan, rows=rows)))

    journey, _ = aio(journeys.open(other, KEY))
    ids = [
        lens.read(e.body, ("configurationArguments", "triggeredSend", "emailId"), None)
        for e in journey.activities
    ]
    assert 4711 in ids


def test_a_deletion_without_an_answer_is_looked_for(aio, both, copies, tenant):
    connection, other = both
    copy = aio(written(connection, other, copies))
    fault = {"method": "DELETE", "action": "reset-after", "times": 1}
    for each in tenant.tenants.all():
        each.faults.put([fault])

    undone = aio(undoing.undo(other, copies, copy, quiet))

    assert set(states(undone)) == {State.UNDONE}


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_a_process_that_is_killed_after_a_write_leaves_a_copy_that_goes_on(
    aio, both, copies, tenant
):
    connection, other = both
    plan = aio(plan_of(connection, other))
    copies.put(begun(plan, connection.settings, other.settings))
    there_ = other.settings
    settings = (there_.client_id, there_.account_id, there_.auth_url, there_.rest_url)
    home = str(next(iter(copies._folder.parents)))
    told = [sys.executable, str(KILLED), home, tenant.client_secret, *settings]

    ended = subprocess.run(
        told, check=False, timeout=60, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )

    assert ended.returncode == -signal.SIGKILL
    (left,) = copies.all()
    assert states(left) == [State.DONE, State.SENDING, State.WAITING]
    copy = aio(writing.write(other, copies, left, quiet))
    assert copy.is_whole
