"""A connection's settings, read out of whatever a person has at hand."""

import json

import pytest

from jbdesk.model import package_paste
from jbdesk.model.packages import pasted_units
from jbdesk.model.packages.units import BusinessUnit
from jbdesk.model.problem import Failure

SUB = "mc563885gzs27c5t9-63k636ttgm"
ID, SECRET = "abcdefghij0123456789klmn", "ZYXWVUTSRQ9876543210ponm"


def values(text):
    return package_paste.read(text).values


@pytest.mark.parametrize("service", ["auth", "rest", "soap"])
def test_any_base_uri_names_the_subdomain(service):
    address = f"https://{SUB}.{service}.marketingcloudapis.com/v2/token?x=1"

    assert values(address) == {"subdomain": SUB}


def test_a_postman_environment_fills_the_form():
    environment = {
        "name": "Sandbox",
        "values": [
            {"key": "et_subdomain", "value": SUB, "enabled": True},
            {"key": "et_clientId", "value": ID, "enabled": True},
            {"key": "et_clientSecret", "value": SECRET, "type": "secret"},
            {"key": "et_mid", "value": "510001234", "enabled": True},
            {"key": "old_clientId", "value": "x" * 24, "enabled": False},
        ],
    }

    found = package_paste.read(json.dumps(environment))

    assert found.kind == "a Postman environment"
    assert found.values == {
        "subdomain": SUB,
        "client_id": ID,
        "client_secret": SECRET,
        "account_id": "510001234",
    }


def test_an_mcdev_file_fills_the_form():
    auth = {
        "MyCredential": {
            "client_id": ID,
            "client_secret": SECRET,
            "auth_url": f"https://{SUB}.auth.marketingcloudapis.com/",
            "account_id": 510001234,
        }
    }

    assert values(json.dumps(auth)) == {
        "client_id": ID,
        "client_secret": SECRET,
        "account_id": "510001234",
        "subdomain": SUB,
    }


def test_an_env_file_fills_the_form():
    text = f"""
    # Marketing Cloud
    export SFMC_SUBDOMAIN="{SUB}"
    SFMC_CLIENT_ID={ID}
    SFMC_CLIENT_SECRET='{SECRET}'
    SFMC_ACCOUNT_ID=
    SFMC_SCOPE=journeys_read, journeys_read list_and_subscribers_read
    """

    assert values(text) == {
        "subdomain": SUB,
        "client_id": ID,
        "client_secret": SECRET,
        "scopes": "journeys_read list_and_subscribers_read",
    }


@pytest.mark.parametrize(
    "data",
    [
        f'{{"grant_type":"client_credentials","client_id":"{ID}","client_secret":"{SECRET}"}}',
        f"grant_type=client_credentials&client_id={ID}&client_secret={SECRET}",
    ],
)
def test_a_curl_line_fills_the_form(data):
    line = (
        f"curl --location 'https://{SUB}.auth.marketingcloudapis.com/v2/token' \\\n"
        f" -H 'Content-Type: application/json' --data '{data}'"
    )

    found = package_paste.read(line)

    assert found.kind == "a cURL line"
    assert found.values == {"subdomain": SUB, "client_id": ID, "client_secret": SECRET}


def test_placeholders_are_no_values():
    environment = {"values": [{"key": "clientId", "value": "{{my_client_id}}"}]}

    with pytest.raises(Failure):
        package_paste.read(json.dumps(environment))


@pytest.mark.parametrize("text", ["", "hello", "{}", "[1, 2]", "https://example.com/"])
def test_what_names_nothing_is_told(text):
    with pytest.raises(Failure, match="No settings"):
        package_paste.read(text)


def test_a_host_that_only_looks_like_one_is_not_taken():
    with pytest.raises(Failure):
        package_paste.read("https://evil.com/?a=mc.auth.marketingcloudapis.com")


def test_the_secret_is_in_no_repr():
    found = package_paste.read(f"CLIENT_SECRET={SECRET}")

    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    "address",
    [
        "https://mc.s7.exacttarget.com/cloud/?mid=510001234#app/Journey%20Builder/",
        "https://mc.s7.exacttarget.com/cloud/#app/Journey%20Builder/%23%3Fmid%3D510001234",
        "https://jbinteractions.s7.marketingcloudapps.com/?mid=510001234",
    ],
)
def test_a_page_of_journey_builder_tells_its_business_unit_and_what_it_does_not(
    address,
):
    found = package_paste.read(address)

    assert found.values == {"account_id": "510001234"}
    assert found.kind == "a page of stack S7"
    assert "Authentication Base URI" in found.remark


def test_a_page_that_tells_nothing_says_where_to_look():
    with pytest.raises(Failure, match="stack S50 does not tell"):
        package_paste.read("https://mc.s50.exacttarget.com/cloud/#app/Setup")


@pytest.mark.parametrize(
    "text",
    [
        f"AUTH=https://auth.exacttargetapis.com/v1/requestToken\nCLIENT_ID={ID}",
        json.dumps({"auth_url": "https://auth.exacttargetapis.com", "clientId": ID}),
    ],
)
def test_legacy_settings_are_told_to_be_legacy_and_what_to_make_instead(text):
    with pytest.raises(Failure, match="legacy package") as failure:
        package_paste.read(text)

    assert "Add Component → API Integration → Server-to-Server" in str(failure.value)


def test_an_mcdev_project_file_tells_the_enterprise():
    told = {
        "credentials": {
            "nto": {"eid": 510004320, "businessUnits": {"_ParentBU_": 510004320}}
        }
    }

    found = package_paste.read(json.dumps(told))

    assert found.kind == "an mcdev configuration"
    assert found.values == {"account_id": "510004320"}


def test_an_authorize_address_tells_an_app_and_its_redirect_url():
    found = values(
        f"https://{SUB}.auth.marketingcloudapis.com/v2/authorize?response_type=code"
        f"&client_id={ID}&redirect_uri=https%3A%2F%2F127.0.0.1%3A80%2F&code_challenge=x"
    )

    assert found == {
        "subdomain": SUB,
        "client_id": ID,
        "redirect_url": "https://127.0.0.1:80/",
        "kind": "public",
    }


def test_a_curl_line_with_a_refresh_token_is_of_a_web_app():
    line = (
        f"curl https://{SUB}.auth.marketingcloudapis.com/v2/token --json "
        f'\'{{"grant_type":"refresh_token","client_id":"{ID}",'
        f'"client_secret":"{SECRET}","refresh_token":"r"}}\''
    )

    assert values(line)["kind"] == "web"


def test_variables_of_powershell_fill_the_form():
    assert values(f'$env:SFMC_CLIENT_ID = "{ID}"') == {"client_id": ID}


def test_an_mcdev_project_file_lists_the_business_units():
    told = {
        "credentials": {
            "nto": {
                "eid": 510004320,
                "businessUnits": {
                    "_ParentBU_": 510004320,
                    "Retail": 510004321,
                    "Retail again": 510004321,
                    "Some_BusinessUnit": "510004322",
                    "broken": "x",
                },
            }
        }
    }

    found = package_paste.read(json.dumps(told))

    assert found.values == {"account_id": "510004320"}
    assert [(each.mid, each.name) for each in found.units] == [
        ("510004320", "Parent"),
        ("510004321", "Retail"),
        ("510004322", "Some_BusinessUnit"),
    ]


def test_pasted_business_units_are_added_to_those_that_are_known():
    known = (BusinessUnit("1", "One"),)
    found = (
        BusinessUnit("9", "Own"),
        BusinessUnit("1", "Uno"),
        BusinessUnit("2", "one"),
        BusinessUnit("3", "Three"),
    )

    assert pasted_units.added(known, found, "9") == (*known, BusinessUnit("3", "Three"))
