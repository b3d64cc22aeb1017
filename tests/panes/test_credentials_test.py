"""What a connection is tested for, and where each finding is told."""

import pytest
from credentials_bench import ELSEWHERE, TENANT, told

from jbdesk.widgets.step_list import StepState


def test_typed_values_are_tested_before_they_are_saved(bench, aio):
    async def story():
        bench.press("New connection")
        bench.fill(bench.credentials(Name=""))
        bench.press("Test connection")

    told(bench, aio, story)

    steps = bench.pane._view.report.steps
    assert [each.title for each in steps] == [
        "Host found",
        "Proxy",
        "Secure line",
        "Clock",
        "Token granted",
        "Business unit",
        "Services",
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
    assert scopes["Journeys: Open journey, Open version"].is_held
    assert not scopes["Event definitions: Fields of a data extension"].is_held
    assert (
        "data_extensions_read"
        in scopes["Event definitions: Fields of a data extension"].remark
    )
    assert bench.step("Scopes").state is StepState.ATTENTION
    assert "Fire test contact: Fire" in bench.step("Scopes").text


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
