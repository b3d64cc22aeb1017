"""Why a package opens nothing, and what its buttons need: one place of facts."""

import pytest

from jbdesk.model.packages import causes, kinds, scopes

GENERIC = (
    "Client authentication failed. Make sure that the client ID and client secret are"
    " valid and that the package is installed and enabled."
)


@pytest.mark.parametrize(
    ("code", "said", "kind", "words"),
    [
        ("invalid_client", GENERIC, kinds.SERVER, "copy the Client Id anew"),
        (
            "invalid_client",
            "Invalid client ID. Use …",
            kinds.SERVER,
            "its own packages",
        ),
        ("unauthorized_client", "…", kinds.SERVER, "Integration Type"),
        ("unsupported_grant_type", "…", kinds.WEB, "Integration Type"),
        ("invalid_scope", "…", kinds.SERVER, "Empty the field Scopes"),
        ("invalid_grant", "…", kinds.SERVER, "tab Access"),
        ("invalid_grant", "…", kinds.PUBLIC, "Press “Sign in”"),
        ("invalid_request", "…", kinds.WEB, "Redirect URL"),
        ("403", "Your IP address is not allowed.", kinds.SERVER, "IP allow-list"),
        ("wrong-unit", "…", kinds.SERVER, "tab Access"),
        ("40002", "…", kinds.SERVER, "another tenant"),
        ("404", "…", kinds.SERVER, "Authentication Base URI"),
        ("429", "…", kinds.SERVER, "Wait a few minutes"),
        ("no-host", "…", kinds.SERVER, "VPN"),
        ("proxy", "…", kinds.SERVER, "NO_PROXY"),
        ("proxy-sign-in", "…", kinds.SERVER, "user and password"),
        ("tls-date", "…", kinds.SERVER, "date and time"),
        ("tls-untrusted", "…", kinds.SERVER, "root certificate"),
        ("legacy", "…", kinds.SERVER, "none can be made any more"),
    ],
)
def test_each_cause_has_a_next_step_of_its_own(code, said, kind, words):
    assert words in causes.next_step(code, said, kind)


def test_what_is_not_known_has_no_made_up_step():
    assert causes.next_step("31415", "…", kinds.SERVER) == ""


def test_every_kind_of_trouble_on_the_line_has_a_step():
    for cause in causes.CAUSES:
        assert cause.next.endswith(".")
        assert cause.codes or cause.said


@pytest.mark.parametrize(
    ("scope", "name"),
    [
        ("journeys_execute", "Automation → Journeys: Execute"),
        ("list_and_subscribers_read", "Contacts → List And Subscribers: Read"),
        ("data_extensions_write", "Data → Data Extensions: Write"),
        ("offline", "Access → Offline Access"),
        ("email_send", "email_send"),
    ],
)
def test_a_scope_is_called_as_the_screen_calls_it(scope, name):
    assert scopes.screen_name(scope) == name


def test_a_button_says_what_it_lacks_only_where_the_scopes_are_known():
    told = scopes.why_not(scopes.FIRE, "Fire", ("journeys_read",))

    assert told.startswith("The package lacks list_and_subscribers_read.")
    assert scopes.why_not(scopes.FIRE, "Fire", None) == ""
    assert scopes.why_not(scopes.FIRE, "Sample values", ()) == ""


def test_a_scope_that_is_only_named_alike_closes_nothing():
    save = scopes.need(scopes.JOURNEYS, "Save")

    assert save.missing(("journeys_read",)) == ()
    assert save.missing_advised(("journeys_read",)) == ("journeys_write",)
