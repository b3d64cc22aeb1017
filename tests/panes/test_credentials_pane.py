"""Connections made, tested, kept and put to use, against a simulator."""

from dataclasses import replace

import pytest
from credentials_bench import ELSEWHERE, TENANT, Bench
from PySide6.QtWidgets import QAbstractButton

from jbdesk.model.package import PackageSettings
from jbdesk.services.connections import SIMULATOR
from jbdesk.simulator.server import Simulator
from jbdesk.widgets.step_list import StepState


@pytest.fixture(scope="module")
def tenant():
    with Simulator(seed="demo") as running:
        yield running


@pytest.fixture
def bench(aio, tenant, tmp_path):
    made = Bench(tenant, tmp_path)

    yield made

    aio(made.settled())
    made.pane.close()
    made.pane.deleteLater()
    made.work.close()


def told(bench, aio, story):
    async def whole():
        await story()
        await bench.settled()

    aio(whole())


def test_typed_values_are_tested_before_they_are_saved(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials(Name=""))
        bench.press("Test connection")

    told(bench, aio, story)

    steps = bench.pane._view.report.steps
    assert [each.title for each in steps] == [
        "Host found",
        "Token granted",
        "Business unit",
        "Scopes",
    ]
    assert {each.state for each in steps} == {StepState.DONE}
    assert "left" in bench.step("Token granted").evidence
    assert bench.tenant.account_id in bench.step("Business unit").text
    assert all(row.is_held for row in bench.pane._view.report.scopes)
    assert bench.names() == ["Simulator (on this computer)", "New connection"]


def test_the_tokens_lifetime_runs_down(bench, aio):
    async def story():
        bench.press("Test connection")
        await bench.pane.idle()
        before = bench.step("Token granted").evidence
        await aio.until(lambda: bench.step("Token granted").evidence != before)

    told(bench, aio, story)


def test_a_saved_connection_is_listed_and_its_secret_is_in_the_vault(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials(Scopes="journeys_read, data_extensions_read"))
        bench.press("Save connection")

    told(bench, aio, story)

    [_, kept] = bench.connections.all()
    assert kept.name == "NTO test"
    assert kept.subdomain == TENANT
    assert kept.scopes == ("journeys_read", "data_extensions_read")
    assert bench.names()[1:] == ["NTO test"]
    assert bench.pane.notice.text == "Saved “NTO test”."
    assert aio(bench.vault.secret(kept.id)) == bench.tenant.client_secret
    assert bench.wanted == []


def test_use_saves_what_is_typed_first(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials())
        bench.press("Use this connection")

    told(bench, aio, story)

    [_, kept] = bench.connections.all()
    assert bench.wanted == [kept.id]


def test_each_field_is_checked_as_it_is_left(bench, aio):
    async def story():
        bench.press("New connection")
        bench.type_in("Tenant subdomain", "https://example.com/")
        bench.type_in("Business unit (MID)", "NTO")
        bench.type_in("Scopes", "Journeys!")

    told(bench, aio, story)

    assert "not a Marketing Cloud address" in bench.message("subdomain")
    assert "digits only" in bench.message("account_id")
    assert "is not a scope" in bench.message("scopes")
    assert bench.message("colour") == ""


@pytest.mark.parametrize(
    "address",
    [
        f"https://{TENANT}.auth.marketingcloudapis.com/",
        f"https://{TENANT}.rest.marketingcloudapis.com/",
        f"https://{TENANT}.soap.marketingcloudapis.com/Service.asmx",
    ],
)
def test_a_pasted_address_becomes_the_bare_subdomain_and_that_is_said(
    bench, aio, address
):
    async def story():
        bench.press("New connection")
        bench.type_in("Tenant subdomain", address)

    told(bench, aio, story)

    assert bench.find("Tenant subdomain").text() == TENANT
    assert bench.message("subdomain") == ""
    captions = bench.pane._view.form._captions
    assert captions["subdomain"].text() == "Read from the address that you pasted."


def test_a_wrong_secret_is_told_at_its_step_and_at_its_field(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials(**{"Client secret": "wrong"}))
        bench.press("Test connection")

    told(bench, aio, story)

    assert bench.step("Host found").state is StepState.DONE
    assert bench.step("Token granted").state is StepState.FAILED
    assert "client secret is not right" in bench.step("Token granted").text
    assert bench.step("Business unit").text == "Not tried."
    assert "client secret is not right" in bench.message("client_secret")


def test_a_subdomain_that_leads_nowhere_is_told_at_its_step_and_field(
    bench, aio, monkeypatch
):
    for name in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials(**{"Tenant subdomain": ELSEWHERE}))
        bench.press("Test connection")

    told(bench, aio, story)

    assert bench.step("Host found").state is StepState.FAILED
    assert "can't be found" in bench.step("Host found").text
    assert "can't be found" in bench.message("subdomain")
    assert bench.step("Token granted").text == "Not tried."


def test_missing_scopes_are_told_for_each_thing_that_needs_them(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials(Scopes="journeys_read"))
        bench.press("Test connection")

    told(bench, aio, story)

    scopes = {row.label: row for row in bench.pane._view.report.scopes}
    assert scopes["See journeys"].is_held
    assert not scopes["See data extension fields"].is_held
    assert "data_extensions_read" in scopes["See data extension fields"].remark
    assert bench.step("Scopes").state is StepState.ATTENTION
    assert "Fire a test contact" in bench.step("Scopes").text


def test_a_scope_that_the_package_lacks_is_told_at_the_scopes(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials(Scopes="journeys_read email_send"))
        bench.press("Test connection")

    told(bench, aio, story)

    assert "email_send" in bench.message("scopes")


def test_a_wrong_business_unit_is_told_at_its_field(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials(**{"Business unit (MID)": "99"}))
        bench.press("Test connection")

    told(bench, aio, story)

    assert "business unit" in bench.message("account_id")


def test_what_is_typed_stays_while_another_connection_is_looked_at(bench, aio):
    async def story():
        bench.press("New connection")
        bench.type_in("Name", "Half done")
        bench.choose("Simulator (on this computer)")
        await bench.pane.idle()
        bench.choose("New connection")

    told(bench, aio, story)

    assert bench.find("Name").text() == "Half done"


def test_changes_can_be_discarded(bench, aio):
    kept = bench.connections.save(PackageSettings("Mine", TENANT, "abc"))

    async def story():
        await bench.vault.put(kept.id, "hunter2")
        bench.pane.use(bench.connect(bench.connections.all()[0], ""))
        bench.choose("Mine")
        await bench.pane.idle()
        bench.type_in("Name", "Yours")
        bench.press("Discard changes")

    told(bench, aio, story)

    assert bench.find("Name").text() == "Mine"
    assert bench.find("Client secret").text() == "hunter2"
    assert not bench.find("Save connection").isEnabled()


def test_the_secret_is_hidden_until_it_is_asked_for(bench, aio):
    async def story():
        bench.press("New connection")
        bench.type_in("Client secret", "hunter2")

    told(bench, aio, story)
    field = bench.find("Client secret")
    assert field.displayText() == "●" * len("hunter2")

    bench.pane._view.form.reveal.trigger()

    assert field.displayText() == "hunter2"


def test_it_is_said_where_the_secret_is_kept(bench, aio):
    async def story():
        bench.press("New connection")

    told(bench, aio, story)

    caption = bench.pane._view.form._captions["client_secret"].text()
    assert caption.startswith("Kept in memory until jbdesk is closed")


def test_a_name_is_given_once(bench, aio):
    bench.connections.save(PackageSettings("NTO test", TENANT, "abc"))

    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials())
        bench.press("Save connection")

    told(bench, aio, story)

    assert "Another connection has this name" in bench.message("name")
    assert len(bench.connections.all()) == 2


def test_removing_asks_first_and_forgets_the_secret(bench, aio):
    kept = bench.connections.save(PackageSettings("Mine", TENANT, "abc"))

    async def story():
        await bench.vault.put(kept.id, "hunter2")
        bench.pane.use(bench.connect(kept, "hunter2"))
        bench.choose("Mine")
        await bench.pane.idle()
        bench.press("Remove connection")
        assert len(bench.connections.all()) == 2
        bench.press("Remove")

    told(bench, aio, story)

    assert len(bench.connections.all()) == 1
    assert aio(bench.vault.secret(kept.id)) is None
    assert bench.wanted == ["simulator"]


def test_the_simulator_stands_first_is_read_only_and_says_that_it_works(bench, aio):
    settings = replace(
        bench.reached(SIMULATOR),
        client_id=bench.tenant.client_id,
        account_id=bench.tenant.account_id,
    )
    bench.pane.use(bench.connect(settings, ""))

    assert bench.names()[0] == "Simulator (on this computer)"
    assert bench.find("Client ID").text() == bench.tenant.client_id
    assert not bench.find("Save connection").isEnabled()
    assert not bench.find("Use this connection").isEnabled()
    assert bench.tenant.client_secret not in [
        each.text() for each in bench.pane.findChildren(QAbstractButton)
    ]


def test_a_secret_that_is_not_kept_is_asked_for(bench, aio):
    kept = bench.connections.save(PackageSettings("Mine", TENANT, "abc"))

    async def story():
        bench.pane.ask_for_secret(kept)
        await bench.pane.idle()
        assert "“Mine” is not kept" in bench.pane.notice.text
        bench.type_in("Client secret", "hunter2")
        bench.press("Use this connection")

    told(bench, aio, story)

    assert bench.wanted == [kept.id]
    assert aio(bench.vault.secret(kept.id)) == "hunter2"
