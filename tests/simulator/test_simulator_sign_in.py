"""Signing in with a user: codes, refresh tokens, and who a token is of."""

import base64
import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

PLACE = "http://localhost:8123/callback"
VERIFIER = "a-verifier-that-is-long-enough-for-everybody-0123456789"
CHALLENGE = (
    base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())
    .decode()
    .rstrip("=")
)


def authorize(simulator, answer="allow", **changes):
    query = {
        "response_type": "code",
        "client_id": simulator.client_id,
        "redirect_uri": PLACE,
        "state": "s1",
    }
    place = f"{simulator.auth_url}v2/authorize"
    query |= changes
    page = requests.get(place, params=query, allow_redirects=False, timeout=10)
    if page.status_code != 200:
        return page
    assert "Allow</button>" in page.text
    agreed = query | {"answer": answer}
    return requests.post(place, data=agreed, allow_redirects=False, timeout=10)


def told(answer):
    assert answer.status_code == 302
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in query.items()}


def token(simulator, **body):
    return requests.post(f"{simulator.auth_url}v2/token", json=body, timeout=10)


def web_app(simulator, code, **changes):
    body = {
        "grant_type": "authorization_code",
        "code": code,
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        "redirect_uri": PLACE,
    }
    return token(simulator, **(body | changes))


def public_app(simulator, code, **changes):
    return token(
        simulator,
        grant_type="authorization_code",
        code=code,
        client_id=simulator.client_id,
        redirect_uri=PLACE,
        **changes,
    )


def test_a_web_app_signs_in_with_a_code(simulator, client):
    found = told(authorize(simulator, scope="journeys_read offline"))
    assert (found["state"], len(found["tssd"])) == ("s1", 28)

    answer = web_app(simulator, found["code"]).json()

    assert answer["scope"] == "journeys_read offline"
    client.session.headers["Authorization"] = f"Bearer {answer['access_token']}"
    assert client.get("interaction/v1/interactions").status_code == 200
    assert client.get("data/v1/customobjects").status_code == 403
    assert client.get("v2/userinfo").json()["user"]["sub"] == "717004512"


def test_a_code_is_used_once(simulator):
    code = told(authorize(simulator))["code"]
    assert web_app(simulator, code).status_code == 200

    again = web_app(simulator, code)

    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_a_code_ends_after_five_minutes(simulator, real_time):
    code = told(authorize(simulator))["code"]

    real_time.seconds += 301

    assert web_app(simulator, code).json()["error"] == "invalid_grant"


def test_a_public_app_proves_itself_by_its_verifier(simulator):
    asked = {"code_challenge": CHALLENGE, "code_challenge_method": "S256"}
    first, second, third = (
        told(authorize(simulator, **asked))["code"] for _ in range(3)
    )

    assert public_app(simulator, first, code_verifier=VERIFIER).status_code == 200
    assert public_app(simulator, second, code_verifier="x").status_code == 400
    assert public_app(simulator, third).status_code == 400


def test_a_public_app_needs_a_challenge(simulator):
    code = told(authorize(simulator))["code"]

    assert public_app(simulator, code).json()["error"] == "invalid_grant"


def test_a_refresh_token_gives_a_new_pair_and_ends(simulator):
    code = told(authorize(simulator, scope="journeys_read data_extensions_read"))
    first = web_app(simulator, code["code"]).json()
    body = {
        "grant_type": "refresh_token",
        "client_id": simulator.client_id,
        "client_secret": simulator.client_secret,
        "refresh_token": first["refresh_token"],
    }

    second = token(simulator, **body, scope="journeys_read").json()

    assert second["scope"] == "journeys_read"
    assert second["refresh_token"] != first["refresh_token"]
    assert token(simulator, **body).json()["error"] == "invalid_grant"
    wider = body | {"refresh_token": second["refresh_token"]}
    assert "data_extensions_read" in token(simulator, **wider).json()["scope"]


def test_a_refresh_token_opens_no_door(simulator, client):
    pair = web_app(simulator, told(authorize(simulator))["code"]).json()

    client.session.headers["Authorization"] = f"Bearer {pair['refresh_token']}"

    assert client.get("platform/v1/tokenContext").status_code == 401


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "everything"}, "invalid_scope"),
        (
            {"code_challenge": "x", "code_challenge_method": "S1"},
            "invalid_request",
        ),
    ],
)
def test_what_is_wrong_goes_back_to_the_app(simulator, changes, error):
    assert told(authorize(simulator, **changes))["error"] == error


@pytest.mark.parametrize(
    ("changes", "status"),
    [({"client_id": "x"}, 401), ({"redirect_uri": "https://evil.example/"}, 400)],
)
def test_nothing_is_sent_to_strangers(simulator, changes, status):
    answer = authorize(simulator, **changes)

    assert answer.status_code == status
    assert "Location" not in answer.headers


def test_another_redirect_uri_does_not_fit_the_code(simulator):
    code = told(authorize(simulator))["code"]

    answer = web_app(simulator, code, redirect_uri=f"{PLACE}/other")

    assert answer.json()["error"] == "invalid_grant"


def legacy(simulator, **more):
    body = {
        "clientId": simulator.client_id,
        "clientSecret": simulator.client_secret,
        **more,
    }
    url = f"{simulator.auth_url}v1/requestToken?legacy=1"
    return requests.post(url, json=body, timeout=10).json()


def test_a_legacy_token_lives_for_an_hour(simulator, client, real_time):
    issued = legacy(simulator)
    assert (len(issued["accessToken"]), issued["expiresIn"]) == (24, 3600)
    client.session.headers["Authorization"] = f"Bearer {issued['accessToken']}"

    real_time.seconds += 3599
    assert client.get("platform/v1/tokenContext").status_code == 200

    real_time.seconds += 2
    assert client.get("platform/v1/tokenContext").status_code == 401


def test_a_legacy_refresh_token_gives_a_new_one(simulator):
    first = legacy(simulator, accessType="offline")["refreshToken"]

    second = legacy(simulator, refreshToken=first)

    assert second["refreshToken"] != first
    assert legacy(simulator, refreshToken=first)["error"] == "invalid_grant"


def test_endpoints_are_listed_and_told_by_type(simulator, client):
    items = client.get("platform/v1/endpoints").json()["items"]

    assert {each["type"] for each in items} == {"soap", "rest", "auth"}
    one = client.get("platform/v1/endpoints/rest").json()
    assert one == {"type": "rest", "url": simulator.rest_url}


def test_the_discovery_document_needs_no_scope(client):
    client.sign_in(scope="")

    methods = client.get("interaction/v1/rest").json()["methods"]

    assert methods["stopByKey"]["path"] == "interactions/stop/key:{key}"
    assert methods["getInteraction"]["httpMethod"] == "get"


def test_a_person_who_denies_gives_no_code(simulator):
    found = told(authorize(simulator, answer="deny"))

    assert (found["error"], found["state"]) == ("access_denied", "s1")
    assert "code" not in found


def test_a_page_elsewhere_can_not_agree_for_the_person(simulator):
    answer = requests.post(
        f"{simulator.auth_url}v2/authorize",
        data={"answer": "allow", "client_id": simulator.client_id},
        headers={"Origin": "https://evil.example"},
        timeout=10,
    )

    assert answer.status_code == 403


def test_what_an_app_sends_is_text_on_the_page(simulator):
    page = requests.get(
        f"{simulator.auth_url}v2/authorize",
        params={
            "response_type": "code",
            "client_id": simulator.client_id,
            "redirect_uri": PLACE,
            "state": '"><script>',
        },
        timeout=10,
    )

    assert "<script>" not in page.text
