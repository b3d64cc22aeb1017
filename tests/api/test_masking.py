"""What is kept of a request holds no secret, wherever one may stand."""

import json

import pytest

from jbdesk.api import masking
from jbdesk.model.exchange import Exchange

CANARY = "cAnArY-5f2e/81+x=0"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJhY2Nlc3NfdG9rZW4iOiJ4In0.c2lnbmF0dXJlLW9m"


@pytest.mark.parametrize(
    "text",
    [
        f'{{"client_id": "a", "client_secret": "{CANARY}"}}',
        f'{{"access_token" : "{CANARY}", "expires_in": 1079}}',
        f'{{"fuelOAuthToken":"{CANARY}"}}',
        json.dumps({"told": json.dumps({"client_secret": CANARY, "a": 1})}),
        f"grant_type=client_credentials&client_secret={CANARY}&scope=",
        f"https://a.rest.example/v2/x?access_token={CANARY}&page=1",
        f"Authorization: Bearer {CANARY}",
        f'curl -H "Authorization: bearer {CANARY}"',
    ],
)
def test_a_secret_is_taken_out_by_its_name_alone(text):
    masked = masking.text(text)

    assert CANARY not in masked
    assert masking.HIDDEN in masked


def test_a_signed_token_is_taken_out_wherever_it_stands():
    assert masking.text(f"<p>{TOKEN}</p>") == f"<p>{masking.HIDDEN}</p>"


def test_what_is_no_secret_stays():
    text = '{"ContactKey": "susan", "Data": {"secretary": "ada", "token": "no"}}'

    assert masking.text(text) == text


def test_every_part_of_an_exchange_is_looked_through():
    exchange = Exchange(
        id="1",
        at=None,
        method="GET",
        url=f"https://a.example/x?access_token={TOKEN}",
        request_headers=(("Authorization", f"Bearer {TOKEN}"), ("X-Own", TOKEN)),
        request_body=TOKEN,
        reason=TOKEN,
        answer_headers=(("Set-Cookie", "s=1"), ("Location", f"/?a={TOKEN}")),
        answer_body=f'"{TOKEN}"',
        error=f"it said {CANARY}",
    )

    masked = repr(masking.exchange(exchange, (CANARY,)))

    assert TOKEN not in masked
    assert "s=1" not in masked
    assert CANARY not in masked
