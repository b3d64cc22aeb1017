"""Packages, business units and whole tenants that the owner adds."""

from types import SimpleNamespace

import pytest
import requests
from plain_client import Client

CONTEXT = "platform/v1/tokenContext"
HEAD_OFFICE = 510004320


def package_of(client, name):
    """Sign in with another package of the simulator, by its name."""
    told = client.control("GET", "tenants").json()["items"]
    for tenant in told:
        for each in tenant["packages"]:
            if each["name"] == name:
                names = ("auth_url", "rest_url")
                urls = {place: tenant[place] for place in names}
                return Client(SimpleNamespace(**{**each, **urls}))
    raise AssertionError(name)


def test_the_owner_is_told_who_there_is(client):
    [told] = client.control("GET", "tenants").json()["items"]

    assert told["name"] == "Northern Trails Outfitters"
    assert [each["name"] for each in told["business_units"]] == [
        "NTO Retail",
        "NTO Head Office",
    ]
    assert [each["name"] for each in told["packages"]] == [
        "NTO Integration",
        "NTO Reporting",
        "NTO Public App",
        "NTO Web App",
        "NTO Legacy",
    ]
    assert told["packages"][0]["client_id"] == client.simulator.client_id


def test_a_package_opens_its_own_business_unit_with_its_own_scopes(client):
    reporting = package_of(client, "NTO Reporting")

    assert reporting.get(CONTEXT).json()["organization"]["id"] == HEAD_OFFICE
    assert reporting.token().json()["scope"] == "journeys_read data_extensions_read"
    assert reporting.fire("ada").status_code == 403
    answer = reporting.token(account_id=510004321)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")
    answer = reporting.token(scope="journeys_write")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


def test_a_package_does_not_sign_in_with_the_secret_of_another(client):
    reporting = package_of(client, "NTO Reporting")

    answer = client.token(client_secret=reporting.simulator.client_secret)

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_only_the_first_package_owns_the_controls(client):
    reporting = package_of(client, "NTO Reporting")

    assert reporting.control("GET", "tenants").status_code == 401


def test_a_refresh_token_is_of_the_package_it_was_given_to(client):
    reporting = package_of(client, "NTO Reporting")
    url = client.simulator.auth_url
    own = client.simulator
    legacy = {"clientId": own.client_id, "clientSecret": own.client_secret}
    legacy |= {"accessType": "offline"}
    given = requests.post(f"{url}v1/requestToken", json=legacy, timeout=10).json()

    answer = reporting.token(
        grant_type="refresh_token", refresh_token=given["refreshToken"]
    )

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_a_new_business_unit_is_empty_and_open_to_the_first_package(client):
    made = client.control("POST", "business-units", {"name": "NTO Canada"})
    assert made.status_code == 201

    client.sign_in(account_id=made.json()["account_id"])

    assert "items" not in client.get("interaction/v1/eventDefinitions").json()
    assert client.create("first").status_code == 200
    assert len(client.get("interaction/v1/interactions").json()["items"]) == 1


def test_a_new_package_has_the_scopes_that_were_asked_for(client):
    asked = {"name": "Kiosk", "scopes": ["journeys_read"]}

    assert client.control("POST", "packages", asked).status_code == 201

    assert package_of(client, "Kiosk").token().json()["scope"] == "journeys_read"
    assert client.control("POST", "packages", asked).status_code == 409


@pytest.fixture
def other(client):
    """A second Marketing Cloud on the same simulator."""
    told = client.control("POST", "tenants", {"name": "Southern Seas"}).json()
    names = ("auth_url", "rest_url")
    urls = {place: told[place] for place in names}
    return Client(SimpleNamespace(**{**told["packages"][0], **urls}))


def test_another_tenant_has_an_address_of_its_own(client, other):
    context = other.get(CONTEXT).json()

    assert other.simulator.rest_url != client.simulator.rest_url
    assert context["enterprise"]["id"] == context["organization"]["id"] != HEAD_OFFICE
    assert "items" not in other.get("interaction/v1/eventDefinitions").json()
    assert other.get("v2/userinfo").json()["organization"]["enterprise_name"] == (
        "Southern Seas"
    )


def test_a_token_of_another_tenant_is_refused(client, other):
    other.session.headers = client.session.headers

    answer = other.get(CONTEXT)

    assert (answer.status_code, answer.json()["errorcode"]) == (403, 40002)


def test_a_package_of_another_tenant_gets_no_token_here(client, other):
    theirs = other.simulator
    answer = client.token(
        client_id=theirs.client_id, client_secret=theirs.client_secret
    )

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_another_tenant_is_gone_after_a_reset(client, other):
    client.control("POST", "reset", {"seed": "demo"})

    assert other.get(CONTEXT).status_code == 401
    assert other.token().status_code == 404
    assert len(client.control("GET", "tenants").json()["items"]) == 1


@pytest.mark.parametrize(
    ("control", "body", "status"),
    [
        ("business-units", {"name": ""}, 400),
        ("business-units", {"name": "x", "account_id": HEAD_OFFICE}, 409),
        ("business-units", {"name": "x", "account_id": True}, 400),
        ("business-units", {"name": "x", "account_id": 2**40}, 400),
        ("business-units", {"name": "x", "enterprise_id": 5}, 404),
        ("packages", {"name": "x", "business_units": [5]}, 400),
        ("packages", {"name": "x", "business_units": [[]]}, 400),
        ("packages", {"name": "x", "scopes": "all"}, 400),
        ("tenants", {"name": 5}, 400),
        ("tenants", {"name": "x", "enterprise_id": HEAD_OFFICE}, 409),
    ],
)
def test_what_can_not_be_added_is_told_in_words(client, control, body, status):
    before = client.control("GET", "tenants").json()

    answer = client.control("POST", control, body)

    assert answer.status_code == status
    assert answer.json()["message"].endswith(".")
    assert client.control("GET", "tenants").json() == before


def test_a_business_unit_is_removed_with_what_only_it_had(client):
    reporting = package_of(client, "NTO Reporting")
    office = Client(client.simulator)
    office.sign_in(account_id=HEAD_OFFICE)

    told = client.control("DELETE", f"business-units/{HEAD_OFFICE}").json()

    [tenant] = told["items"]
    assert [each["name"] for each in tenant["business_units"]] == ["NTO Retail"]
    names = [each["name"] for each in tenant["packages"]]
    assert names[0] == "NTO Integration"
    assert "NTO Reporting" not in names
    assert office.get(CONTEXT).status_code == 401
    assert reporting.token().status_code == 401
    assert client.token(account_id=HEAD_OFFICE).status_code == 400
    assert client.get(CONTEXT).status_code == 200


def test_a_removed_business_unit_leaves_nothing_to_the_next_of_its_mid(client):
    client.control("DELETE", f"business-units/{HEAD_OFFICE}")

    named = {"name": "Again", "account_id": 510004399}
    client.control("POST", "business-units", named)
    client.sign_in(account_id=510004399)
    client.create("first")
    client.control("DELETE", "business-units/510004399")
    client.control("POST", "business-units", named)
    client.sign_in(account_id=510004399)

    assert "items" not in client.get("interaction/v1/interactions").json()


def test_another_tenant_goes_with_its_last_business_unit(client, other):
    mid = other.get(CONTEXT).json()["organization"]["id"]

    told = client.control("DELETE", f"business-units/{mid}").json()

    assert told["count"] == 1
    assert other.token().status_code == 404


@pytest.mark.parametrize(
    ("mid", "status"), [("510004321", 409), ("7", 404), ("x", 404), ("9" * 5000, 404)]
)
def test_what_can_not_be_removed_is_told_in_words(client, mid, status):
    answer = client.control("DELETE", f"business-units/{mid}")

    assert answer.status_code == status
    assert answer.json()["message"].endswith(".")
