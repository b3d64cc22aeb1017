"""Which connection a command uses."""

import argparse
import asyncio

import pytest

from jbdesk import command_connection
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages import kinds
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connections import Connections

SUBDOMAIN = "mc0123456789abcdefghijklmnop"


@pytest.fixture
def asked(tmp_path):
    Connections(tmp_path).save(
        PackageSettings("Staging", subdomain=SUBDOMAIN, client_id="abc")
    )
    parser = argparse.ArgumentParser()
    command_connection.add_arguments(parser)

    def find(*arguments):
        found = parser.parse_args([*arguments, "--home", str(tmp_path)])

        async def whole():
            async with command_connection.opened(found) as connection:
                return connection.settings

        return asyncio.run(whole())

    return find


def test_a_kept_connection_goes_by_its_name(asked, monkeypatch):
    monkeypatch.setenv("JBDESK_CLIENT_SECRET", "s")

    assert asked("--connection", "Staging").subdomain == SUBDOMAIN


def test_one_that_is_not_kept_is_told_with_those_that_are(asked, monkeypatch):
    monkeypatch.setenv("JBDESK_CLIENT_SECRET", "s")

    with pytest.raises(Failure, match="no connection “Prod”; known: “Staging”"):
        asked("--connection", "Prod")


def test_a_real_tenant_is_spelled_out_by_any_of_its_addresses(asked, monkeypatch):
    monkeypatch.setenv("JBDESK_CLIENT_SECRET", "s")
    url = f"https://{SUBDOMAIN}.auth.marketingcloudapis.com/"

    found = asked("--auth-url", url, "--client-id", "abc", "--account-id", "7")

    assert (found.subdomain, found.account_id) == (SUBDOMAIN, "7")
    assert not found.is_simulator


def test_a_secret_is_never_on_the_command_line_and_its_place_is_told(
    asked, monkeypatch
):
    monkeypatch.delenv("JBDESK_CLIENT_SECRET", raising=False)

    with pytest.raises(Failure, match="Put the client secret into JBDESK_CLIENT"):
        asked("--auth-url", "http://127.0.0.1:1/", "--client-id", "abc")
    with pytest.raises(Failure, match="No client secret is kept for “Staging”"):
        asked("--connection", "Staging")


def test_what_is_kept_of_a_business_unit_guards_it_spelled_out_too(
    asked, tmp_path, monkeypatch
):
    monkeypatch.setenv("JBDESK_CLIENT_SECRET", "s")
    Connections(tmp_path).save(
        PackageSettings("Live", SUBDOMAIN, "abc", "9", (), "red", allowed=("test-*",))
    )
    url = f"https://{SUBDOMAIN}.auth.marketingcloudapis.com/"

    found = asked("--auth-url", url, "--client-id", "abc", "--account-id", "9")

    assert found.is_production
    assert found.allowed == ("test-*",)


def test_a_locked_vault_says_where_its_passphrase_goes(asked, tmp_path, monkeypatch):
    monkeypatch.delenv("JBDESK_CLIENT_SECRET", raising=False)
    (tmp_path / "secrets.vault").write_text("{}")

    with pytest.raises(Failure, match="JBDESK_PASSPHRASE"):
        asked("--connection", "Staging")


def test_an_app_to_which_nobody_is_signed_in_is_told(asked, tmp_path):
    Connections(tmp_path).save(
        PackageSettings("App", subdomain=SUBDOMAIN, client_id="abc", kind=kinds.PUBLIC)
    )

    with pytest.raises(Failure, match="Nobody is signed in to “App”"):
        asked("--connection", "App")
