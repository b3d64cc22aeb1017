"""Testing a connection step by step; what is sent is recorded without secrets."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import requests

from jbdesk.api import probe
from jbdesk.api.errors import Forbidden
from jbdesk.model.package import PackageSettings
from jbdesk.services.connections import connection_step, connection_test
from jbdesk.services.connections.connection_step import State
from jbdesk.services.events import event_definitions


def told(aio, connection):
    async def collect():
        return [step async for step in connection_test.steps(connection)]

    return {step.name: step for step in aio(collect())}


def test_the_simulator_passes_every_step(aio, connection):
    steps = told(aio, connection)

    assert {step.state for step in steps.values()} == {State.PASSED}
    assert tuple(steps)[: len(connection_test.STEPS)] == connection_test.STEPS
    assert "ms" in steps["Contacts answered"].detail
    assert 1000 < connection.token.seconds_left() <= 1079


def test_a_wrong_secret_fails_the_token_step_in_words(aio, connection_with):
    steps = told(aio, connection_with("not-the-secret"))

    assert steps["Token granted"].state is State.FAILED
    assert "client secret is not right" in steps["Token granted"].text
    assert "copy the Client Id anew" in steps["Token granted"].next
    assert steps["Business unit"].state is State.NOT_REACHED
    assert steps["Journeys answered"].state is State.NOT_REACHED


def test_another_business_unit_is_refused_at_the_token(aio, connection_with, settings):
    steps = told(aio, connection_with(changed=replace(settings, account_id="1")))

    assert "business unit" in steps["Token granted"].text
    assert "tab Access" in steps["Token granted"].next


def test_scopes_that_are_not_held_are_named(aio, connection_with, settings):
    few = replace(settings, scopes=("journeys_read",))

    steps = told(aio, connection_with(changed=few))

    fire = steps["Fire test contact: Fire"]
    assert fire.state is State.FAILED
    assert "list_and_subscribers_read" in fire.text
    assert "Contacts → List And Subscribers: Read" in fire.next
    assert steps["Journeys: Open journey, Open version"].state is State.PASSED
    assert steps["Contacts answered"].state is State.NOT_REACHED
    assert "list_and_subscribers_read" in steps["Contacts answered"].text


def test_a_host_that_is_not_there_is_named(aio, connection_with, monkeypatch):
    def nowhere(*_):
        raise OSError

    monkeypatch.setattr(connection_test.socket, "getaddrinfo", nowhere)
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    subdomain = "mc563885gzs27c5t9-63k636ttgm"
    steps = told(aio, connection_with(changed=PackageSettings("N", subdomain)))

    assert steps["Host found"].state is State.FAILED
    assert subdomain in steps["Host found"].text


def test_every_call_is_recorded_without_secrets(aio, connection, exchanges, tenant):
    heard = []
    leave = exchanges.subscribe(heard.append)
    aio(event_definitions.list_all(connection))
    leave()

    shown = repr(exchanges.all())
    assert heard == list(exchanges.all())
    assert [each.label for each in heard][:2] == [
        "Get token",
        "List event definitions",
    ]
    assert tenant.client_secret not in shown
    assert "eyJ" not in shown


def test_a_read_without_a_trustworthy_answer_is_tried_again(aio, connection, tenant):
    rule = {
        "method": "GET",
        "path": "/interaction/v1/eventDefinitions",
        "nth": 1,
        "action": "reset-after",
    }
    tenant.tenant.faults.put([rule])

    assert len(aio(event_definitions.list_all(connection))) >= 60


def package(tenant, **described):
    answer = requests.post(
        f"{tenant.rest_url}simulator/packages",
        json={"name": "Other", "business_units": [510004320], **described},
        headers={"Authorization": f"Bearer {tenant.client_secret}"},
        timeout=10,
    ).json()
    return answer["client_id"], answer["client_secret"]


def test_a_legacy_package_is_told_kindly_with_how_to_make_a_new_one(
    aio, connection_with, settings, tenant
):
    client_id, secret = package(tenant, kind="legacy")
    changed = replace(settings, client_id=client_id, account_id="")

    steps = told(aio, connection_with(secret, changed))

    token = steps["Token granted"]
    assert token.state is State.FAILED
    assert token.text.startswith("Legacy packages sign in at auth.exacttargetapis.com")
    assert "Add Component → API Integration" in token.next


def test_a_package_of_another_type_is_told_to_be_one(
    aio, connection_with, settings, tenant
):
    client_id, secret = package(tenant, kind="web")
    changed = replace(settings, client_id=client_id, account_id="")

    steps = told(aio, connection_with(secret, changed))

    assert "Integration Type" in steps["Token granted"].next


def test_a_package_without_scopes_says_for_each_button_which_one_is_missing(
    aio, connection_with, settings, tenant
):
    client_id, secret = package(tenant, scopes=[])
    changed = replace(settings, client_id=client_id, account_id="")

    steps = told(aio, connection_with(secret, changed))

    scopes = {name: each for name, each in steps.items() if each.is_scope}
    assert {each.state for each in scopes.values()} == {State.FAILED}
    publish = next(each for name, each in scopes.items() if "Publish…" in name)
    assert "journeys_read" in publish.text
    assert "Automation → Journeys: Read" in publish.next
    assert steps["Platform answered"].state is State.PASSED
    assert steps["Journeys answered"].state is State.NOT_REACHED


def test_the_report_as_text_has_every_step_and_no_secret(
    aio, connection_with, settings, tenant
):
    steps = told(aio, connection_with(changed=replace(settings, account_id="1")))

    text = connection_step.text_of(settings, steps.values(), datetime.now(UTC))

    assert f"Client ID: {settings.client_id}" in text
    assert "[failed] Token granted" in text
    assert "    Next: In Setup → Apps → Installed Packages" in text
    assert "[not reached] Journeys answered" in text
    assert tenant.client_secret not in text


def test_a_refusal_names_the_scope_that_the_token_lacks(aio, connection_with, settings):
    few = connection_with(changed=replace(settings, scopes=("journeys_read",)))

    with pytest.raises(Forbidden, match=r"It has no data_extensions_read: tick Data →"):
        aio(few(probe.service, probe.SERVICES[3]))
