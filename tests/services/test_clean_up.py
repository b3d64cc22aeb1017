"""What jbdesk left on a tenant is found and undone."""

from dataclasses import replace

import pytest

from jbdesk.api.client import Client
from jbdesk.model.firing.contact_rows import Row
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.doors import CONTACT_EVENTS_BY_NUMBER
from jbdesk.model.firing.run import RunSettings
from jbdesk.services.afterwards import clean_up
from jbdesk.services.afterwards.clean_up_trail import Trails
from jbdesk.services.events import event_definitions
from jbdesk.services.firing import firing
from jbdesk.services.runs.runs import Runs
from jbdesk.services.simulated.simulator_controls import SimulatorControls
from jbdesk.simulator.kept import contact_records

SIGNUP = "APIEvent-3f1d9a52-7c04-4b8e-9a6d-2f5b8e1c7d40"


@pytest.fixture
def runs(tmp_path):
    made = Runs(tmp_path)
    yield made
    made.close()


@pytest.fixture
def trails(tmp_path, ledger, runs):
    return Trails(tmp_path, ledger, runs)


@pytest.fixture
def controls(tenant, settings, work):
    client = Client(settings, lambda: tenant.client_secret, lambda _: None)

    async def control(method, path, body=None):
        return await work.run(client.control, method, path, body)

    yield SimulatorControls(control)
    client.abort()


@pytest.fixture
def fire(aio, connection, ledger):
    def one(name):
        async def story():
            definition = await event_definitions.get(connection, SIGNUP)
            data = {"EmailAddress": f"{name}@example.com", "FirstName": name}
            return await firing.fire(connection, ledger, definition, name, data)

        return aio(story())

    return one


def counted(tenant, table):
    (row,) = tenant.tenant.store.all(f"SELECT count(*) AS n FROM {table}")
    return row["n"]


def inside(tenant):
    return len(tenant.tenant.store.all("SELECT id FROM visits WHERE left IS NULL"))


@pytest.fixture
def clean(aio, connection, trails, controls):
    def whole(controls=controls, *, deletes_contacts=False):
        async def story():
            trail = trails.of(connection.settings.id)
            found = await clean_up.plan(connection, trail)
            outcome = await clean_up.clean(
                connection,
                found,
                controls,
                deletes_contacts=deletes_contacts,
                heard=lambda _: None,
            )
            trails.cleaned(trail, tuple(outcome.left))
            return found, outcome

        return aio(story())

    return whole


def test_contacts_are_taken_out_and_their_rows_deleted(clean, trails, fire, tenant):
    before = counted(tenant, "rows")
    fire("ada")
    fire("bob")

    found, outcome = clean()

    assert str(found) == "2 contacts; 2 still inside “Welcome series”."
    assert str(outcome) == "2 contacts taken out of journeys, 2 rows deleted."
    assert inside(tenant) == 0
    assert counted(tenant, "rows") == before
    assert trails.all() == ()


def test_on_a_real_tenant_rows_stay_and_that_is_said(clean, fire):
    fire("ada")

    _, outcome = clean(None)

    assert outcome.ejected == 1
    assert outcome.problems[0].startswith("The rows in “Members” stay: the service")


def test_contacts_are_deleted_only_when_that_is_asked(clean, fire, tenant):
    fire("ada")

    _, outcome = clean(deletes_contacts=True)

    assert outcome.deleted_contacts == 1
    assert counted(tenant, "contact_deletions") == 1


def test_what_was_cleaned_up_is_remembered_and_what_comes_later_is_new(
    clean, fire, tmp_path, ledger, runs
):
    fire("ada")
    clean()
    fire("bob")

    (again,) = Trails(tmp_path, ledger, runs).all()

    assert again.contacts == ("bob",)


def test_who_could_not_be_taken_out_is_kept_for_the_next_time(trails, fire, connection):
    fire("ada")
    fire("bob")
    trail = trails.of(connection.settings.id)

    trails.cleaned(trail, ("ada",))

    assert trails.of(connection.settings.id).contacts == ("ada",)


def test_rows_of_runs_count_and_what_was_refused_does_not(trails, runs, ledger, fire):
    run = runs.create("rows.csv", SIGNUP, "production", RunSettings())
    runs.add_rows(run.id, [Row(1, "ada", {}), Row(2, "bob", {}), Row(3, "eve", {})])
    first, second, _ = runs.rows(run.id)
    states = (DeliveryState.ACCEPTED, DeliveryState.REFUSED)
    runs.settle(
        run.id,
        [replace(e, state=s) for e, s in zip((first, second), states, strict=True)],
    )
    refused = fire("zoe")
    ledger.finish(replace(refused, state=DeliveryState.REFUSED))

    (trail,) = trails.all()

    assert (trail.connection_id, trail.contacts) == ("production", ("ada",))


def test_a_file_that_is_not_ours_is_set_aside(tmp_path, ledger, runs):
    (tmp_path / "cleaned.json").write_text('{"version": 1, "connections": {"a": 1}}')

    assert "damaged" in Trails(tmp_path, ledger, runs).notice


def test_who_the_service_keeps_inside_is_told_and_left(clean, fire, tenant, trails):
    fire("ada")
    path = "/interaction/v1/interactions/contactexit"
    tenant.tenant.faults.put([{"path": path, "action": "status", "status": 500}])

    _, outcome = clean(None)

    assert outcome.ejected == 0
    assert outcome.left == ["ada"]
    assert len(trails.all()) == 1


def test_contacts_that_can_not_be_deleted_are_told(clean, fire, tenant):
    fire("ada")
    path = "/contacts/v1/contacts/actions/delete"
    tenant.tenant.faults.put([{"path": path, "action": "status", "status": 403}])

    _, outcome = clean(deletes_contacts=True)

    assert outcome.deleted_contacts == 0
    assert any("Contacts were not deleted" in each for each in outcome.problems)


@pytest.fixture
def by_number(aio, connection, ledger, fire, clean):
    """Ada is known and outside; then she is fired by her contact ID."""
    fire("ada")
    clean()

    async def story():
        definition = await event_definitions.get(connection, SIGNUP)
        data = {"EmailAddress": "ada@example.com"}
        number, door = str(contact_records.contact_id("ada")), CONTACT_EVENTS_BY_NUMBER
        return await firing.fire(
            connection, ledger, definition, number, data, door=door
        )

    return aio(story())


def test_who_was_fired_by_contact_id_is_taken_out_by_the_key(clean, by_number, tenant):
    found, outcome = clean()

    assert found.numbers == {"ada": by_number.contact_key}
    assert (outcome.ejected, outcome.problems) == (1, [])
    assert inside(tenant) == 0


def test_a_contact_id_without_a_key_stays_and_that_is_said(
    clean, by_number, ledger, trails, connection
):
    ledger.finish(replace(by_number, contact_key="12345"))

    _, outcome = clean()

    assert "Contact ID 12345 stays as it is." in str(outcome)
    assert trails.of(connection.settings.id).numbers == ("12345",)


def test_nothing_to_undo_is_said(clean, fire, tenant, trails):
    fire("ada")
    clean()
    fire("ada")
    tenant.tenant.store.run("DELETE FROM visits")
    tenant.tenant.store.run("DELETE FROM rows")

    found, outcome = clean()

    assert str(found) == "1 contact; nobody is inside a journey any more."
    assert str(outcome) == "Nothing had to be undone."
