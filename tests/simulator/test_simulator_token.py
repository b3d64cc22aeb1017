import pytest
import requests

NOT_AUTHORIZED = {
    "documentation": "https://developer.salesforce.com/docs/atlas.en-us.mc-apis.meta/"
    "mc-apis/error-handling.htm",
    "errorcode": 0,
    "message": "Not Authorized",
}
PRIVILEGES = {
    "message": "Insufficient privileges",
    "errorcode": 20002,
    "documentation": "",
}
CONTEXT = "platform/v1/tokenContext"


def test_a_wrong_secret_is_refused_in_the_words_of_oauth(client):
    answer = client.token(client_secret="wrong")

    assert answer.status_code == 401
    assert answer.json() == {
        "error": "invalid_client",
        "error_description": "Client authentication failed. Make sure that the client "
        "ID and client secret are valid and that the package is installed and enabled.",
        "error_uri": "https://developer.salesforce.com/docs",
    }


def test_a_token_can_be_asked_for_as_a_form(simulator):
    form = {
        "grant_type": "client_credentials",
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        "account_id": simulator.account_id,
    }

    answer = requests.post(f"{simulator.auth_url}v2/token", data=form, timeout=10)

    assert answer.status_code == 200
    assert answer.json()["expires_in"] == 1079


def test_a_token_dies_after_twenty_minutes(client, real_time):
    real_time.seconds += 1199
    assert client.get(CONTEXT).status_code == 200

    real_time.seconds += 1
    answer = client.get(CONTEXT)

    assert answer.status_code == 401
    assert answer.json() == NOT_AUTHORIZED


def test_no_token_is_no_entry(simulator):
    answer = requests.get(f"{simulator.rest_url}{CONTEXT}", timeout=10)

    assert (answer.status_code, answer.json()) == (401, NOT_AUTHORIZED)


def test_a_business_unit_without_the_package_gives_no_token(client):
    answer = client.token(account_id=1)

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_a_scope_outside_the_package_gives_no_token(client):
    answer = client.token(scope="journeys_read email_send")

    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


def test_an_empty_scope_opens_what_needs_none(client):
    client.sign_in(scope="")

    assert client.get(CONTEXT).status_code == 200
    answer = client.get("interaction/v1/interactions")
    assert (answer.status_code, answer.json()) == (403, PRIVILEGES)


def test_firing_needs_the_scope_for_contacts_too(client):
    client.sign_in(scope="journeys_read")

    answer = client.fire("susan", EmailAddress="susan@example.com")

    assert (answer.status_code, answer.json()) == (403, PRIVILEGES)


def test_fields_need_the_scope_for_data_extensions(client):
    client.sign_in(scope="journeys_read")

    answer = client.get("data/v1/customobjects/whatever/fields")

    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("POST", "interaction/v1/interactions", "journeys_write"),
        ("PUT", "interaction/v1/interactions/key:x", "journeys_write"),
        ("POST", "interaction/v1/eventDefinitions", "journeys_write"),
        ("DELETE", "interaction/v1/eventDefinitions/key:x", "journeys_write"),
        ("POST", "interaction/v1/interactions/stop/key:x", "journeys_execute"),
        ("DELETE", "interaction/v1/interactions/key:x", "journeys_delete"),
    ],
)
def test_a_strict_tenant_wants_the_scopes_that_names_suggest(
    client, method, path, scope
):
    client.sign_in(scope="journeys_read")
    assert client.call(method, path, {}).status_code != 403

    client.control("PUT", "switches", {"strictScopes": True})

    assert client.call(method, path, {}).status_code == 403
    client.sign_in(scope=f"journeys_read {scope}")
    assert client.call(method, path, {}).status_code != 403


def test_a_strict_tenant_lets_readers_read_and_fire(client):
    client.control("PUT", "switches", {"strictScopes": True})
    client.sign_in(scope="journeys_read list_and_subscribers_read")

    assert client.get("interaction/v1/interactions").status_code == 200
    search = "interaction/v1/interactions/journeyhistory/search"
    assert client.post(search, {}).status_code == 200
    assert client.fire("ada", EmailAddress="ada@example.com").status_code == 201
