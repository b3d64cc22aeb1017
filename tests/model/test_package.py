import pytest

from jbdesk.model.package import (
    PACKAGE_FIELDS,
    PackageSettings,
    Subdomain,
    is_loopback,
    scopes_in,
)
from jbdesk.model.problem import Failure

TENANT = "mc563885gzs27c5t9-63k636ttgm"
CHECKS = {each.name: each.check for each in PACKAGE_FIELDS}


@pytest.mark.parametrize(
    "text",
    [
        TENANT,
        f"  {TENANT.upper()} ",
        f"https://{TENANT}.auth.marketingcloudapis.com/",
        f"https://{TENANT}.rest.marketingcloudapis.com",
        f"https://{TENANT}.soap.marketingcloudapis.com/Service.asmx",
        f"{TENANT}.auth.marketingcloudapis.com/v2/token",
    ],
)
def test_every_address_that_marketing_cloud_shows_names_the_tenant(text):
    assert Subdomain.parse(text).text == TENANT


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is required"),
        ("mc123", "has 28 characters; this has 5"),
        ("xx563885gzs27c5t9-63k636ttgm", "starts with mc"),
        (f"http://{TENANT}.auth.marketingcloudapis.com", "https only"),
        (f"https://{TENANT}.auth.marketingcloudapis.com.evil.com/", "not a Marketing"),
        (f"https://{TENANT}.auth.evil.com/", "not a Marketing"),
        (f"https://{TENANT}@evil.com/", "not a Marketing"),
        (f"https://evil.com/{TENANT}.auth.marketingcloudapis.com", "not a Marketing"),
        (f"https://{TENANT}.auth.marketingcloudapis.com@evil.com", "not a Marketing"),
        (f"https://a.{TENANT}.auth.marketingcloudapis.com", "not a Marketing"),
        (f"https://{TENANT}.auth.marketingcloudapis.com:8443/", "not a Marketing"),
        ("mc563885gzs27c5t9-63k636tt/m", "not a Marketing"),
        ("mc563885gzs27c5t9-63k636tt\u212am", "starts with mc"),
        ("mc563885gzs27c5t9-63k636ttg\n.", "not a Marketing"),
        ("mc563885gzs27c5t9-63k636tt m", "starts with mc"),
        ("mc563885gzs27c5t9-63k636ttg-", "starts with mc"),
    ],
)
def test_nothing_else_can_become_a_host(text, words):
    with pytest.raises(Failure, match=words):
        Subdomain.parse(text)


def test_settings_give_the_bases_of_their_tenant():
    settings = PackageSettings(
        "Production", f"https://{TENANT}.soap.marketingcloudapis.com"
    )

    assert settings.auth_base == f"https://{TENANT}.auth.marketingcloudapis.com/"
    assert settings.rest_base == f"https://{TENANT}.rest.marketingcloudapis.com/"
    assert not settings.is_simulator


def test_the_simulator_is_on_this_computer_or_nowhere():
    url = "http://127.0.0.1:8080"
    here = PackageSettings("Simulator", auth_url=url, rest_url=url)
    elsewhere = PackageSettings("Simulator", auth_url="https://evil.com", rest_url=url)

    assert here.auth_base == "http://127.0.0.1:8080/"
    assert here.is_simulator
    with pytest.raises(Failure, match="on this computer"):
        assert elsewhere.auth_base


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://localhost:1/", True),
        ("http://[::1]:1/", True),
        ("http://127.0.0.1.evil.com/", False),
        ("http://127.0.0.1@evil.com/", False),
        ("http://user@127.0.0.1/", False),
        ("ftp://127.0.0.1/", False),
        ("http://[bad", False),
        ("", False),
    ],
)
def test_loopback_is_told_from_what_only_looks_like_it(url, here):
    assert is_loopback(url) is here


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", " ", "Name is required."),
        ("name", "x" * 101, "at most 100"),
        ("subdomain", "nowhere", "28 characters"),
        ("client_id", "", "Client ID is required."),
        ("client_secret", "two words", "no blanks"),
        ("client_secret", "geheimnís", "plain letters"),
        ("account_id", "12a", "digits only"),
        ("scopes", "journeys_read, JOURNEYS", "is not a scope"),
        ("colour", "mauve", "one of the colours"),
    ],
)
def test_each_field_says_what_is_wrong_with_it(field, text, words):
    assert words in CHECKS[field](text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "Production"),
        ("subdomain", TENANT),
        ("client_id", "abc123"),
        ("client_secret", " abc123 "),
        ("account_id", ""),
        ("account_id", "7281234"),
        ("scopes", "journeys_read journeys_write"),
        ("colour", "red"),
    ],
)
def test_each_field_takes_what_fits(field, text):
    assert CHECKS[field](text) == ""


def test_a_list_of_scopes_is_read_however_it_is_written():
    assert scopes_in("a, b  a") == ("a", "b")
