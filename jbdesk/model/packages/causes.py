"""Why a package opens nothing, and the one next step, in the words of its screen.

A row for each cause: by the error's code, and where several causes share one, by
what the service says. The first row that fits counts.
"""

import re
from dataclasses import dataclass

from jbdesk.model.packages import kinds, scopes

PACKAGES = "Setup → Apps → Installed Packages"
_OPEN = f"In {PACKAGES} open the package"
_IN = f"in {PACKAGES} open the package"  # within a sentence
COMPONENT = "Components → API Integration"
WITHIN = "It takes up to five minutes until tokens know it."
LEGACY = (
    f"This is a legacy package; none can be made any more. In {PACKAGES} press New,"
    " name it, and under Components press Add Component → API Integration →"
    " Server-to-Server. Then copy Client Id, Client Secret and the Authentication"
    " Base URI here."
)
LEGACY_ENDS = (
    "Legacy packages sign in at auth.exacttargetapis.com, without a subdomain and"
    " with every permission of their user. jbdesk speaks to packages with enhanced"
    " functionality, which have a subdomain and scopes of their own."
)
ANY = ""


@dataclass(frozen=True)
class Cause:
    """One cause: the code and words that tell it, and what to do next."""

    codes: tuple[str, ...]
    next: str
    said: str = ANY  # a pattern of the service's words
    kinds: tuple[str, ...] = (kinds.SERVER, kinds.WEB, kinds.PUBLIC)

    def fits(self, code: str, said: str, kind: str) -> bool:
        return (
            (not self.codes or code in self.codes)
            and kind in self.kinds
            and re.search(self.said, said, re.IGNORECASE) is not None
        )


_PEOPLE = (kinds.WEB, kinds.PUBLIC)
_ALLOW_LIST = r"\bip\b|allow.?list|white.?list"
CAUSES = (
    Cause(
        ("legacy",),
        LEGACY,
    ),
    Cause(
        (),
        "In Setup → Security → Security Settings, add this computer's public address"
        " to the IP allow-list, or call from a network that is on it.",
        _ALLOW_LIST,
    ),
    Cause(
        ("invalid_client",),
        f"{_OPEN} and compare its Client Id with the one here; compare the subdomain"
        " with its Authentication Base URI, too: each tenant knows its own packages.",
        r"invalid client id",
    ),
    Cause(
        ("invalid_client",),
        f"{_OPEN}, then {COMPONENT}: copy the Client Id anew. The Client Secret is"
        " shown once only; where it is lost, rotate it there. See that the package is"
        " installed and enabled on this tenant.",
    ),
    Cause(
        ("unauthorized_client", "unsupported_grant_type"),
        f"{_OPEN} and look at {COMPONENT} → Integration Type; choose the same Type"
        " here, or add a package of the type that is chosen here.",
    ),
    Cause(
        ("invalid_scope",),
        f"Empty the field Scopes to ask for all that the package has, or tick the"
        f" missing ones: {_IN}, {COMPONENT} → Edit. {WITHIN}",
    ),
    Cause(
        ("invalid_grant", "signed-out"),
        "Press “Sign in” and allow it in the browser once more; nothing typed is lost.",
        kinds=_PEOPLE,
    ),
    Cause(
        ("invalid_grant",),
        f"{_OPEN}, then the tab Access: enable it for this business unit. Or type the"
        " MID of one that it is enabled for.",
    ),
    Cause(
        ("invalid_request",),
        "Compare every field here with the package's API Integration; for a web or"
        " public app the Redirect URL must be one that it lists, letter by letter.",
    ),
    Cause(
        ("access_denied",),
        "Press “Sign in” again and choose Allow; the package can do only what you may.",
    ),
    Cause(
        ("wrong-unit",),
        f"{_OPEN}, then the tab Access, and enable it for the business unit that you"
        " want; or take the MID that the token has.",
    ),
    Cause(
        ("404", "30003"),
        f"Copy the Authentication Base URI again: {_IN}, {COMPONENT}.",
    ),
    Cause(
        ("40002",),
        f"The token is of another tenant; copy the Authentication Base URI of this"
        f" package again: {_IN}, {COMPONENT}.",
    ),
    Cause(
        ("20002", "403"),
        f"{_OPEN}, {COMPONENT} → Edit, and tick the scope; see the table. {WITHIN}",
    ),
    Cause(
        ("0", "401", "40001"),
        "Test again; where the token is refused again, see in the package's tab Access"
        " whether its user may still use it.",
    ),
    Cause(
        ("50100", "50200", "50300", "429", "503"),
        "Wait a few minutes, then test again.",
    ),
    # The line itself.
    Cause(
        ("no-host",),
        f"{_OPEN}, then {COMPONENT}, and compare its Authentication Base URI with the"
        " subdomain here. Where they agree, look at your network or VPN.",
    ),
    Cause(
        ("proxy-sign-in",),
        "Put the proxy's user and password into the variable, as"
        " http://user:password@proxy:port, and start jbdesk again; or ask for a proxy"
        " that lets this host through.",
    ),
    Cause(
        ("proxy",),
        "Compare the proxy's address in HTTPS_PROXY with the one your browser uses,"
        " then start jbdesk again; NO_PROXY=.marketingcloudapis.com goes around it.",
    ),
    Cause(
        ("tls-date",),
        "Look at this computer's date and time first. Where they are right, the"
        " certificate of what answers is out of date: tell whoever runs the proxy.",
    ),
    Cause(
        ("tls-host",),
        "Something else answers for this host: look at the subdomain, at your network's"
        " sign-in page, and at the proxy.",
    ),
    Cause(
        ("tls-untrusted", "tls"),
        "Your company probably looks into secure lines. Save its root certificate as a"
        " PEM file, let REQUESTS_CA_BUNDLE name that file, and start jbdesk again."
        " jbdesk never goes on without a trusted certificate.",
    ),
    Cause(
        ("ca-file",),
        "Let REQUESTS_CA_BUNDLE name a PEM file that is there, or remove the variable;"
        " then start jbdesk again.",
    ),
    Cause(
        ("no-line",),
        "Open the Authentication Base URI in a browser. Where that fails, too, it is"
        " the network, VPN or firewall; where it works, look at the proxy.",
    ),
)


def next_step(code: str, said: str, kind: str) -> str:
    """Give the one next step for what went wrong; "" where none is known."""
    found = (each for each in CAUSES if each.fits(code, said, kind))
    return next((each.next for each in found), "")


def tick(missing: tuple[str, ...]) -> str:
    """Say where missing scopes are ticked."""
    return f"{_OPEN}, {COMPONENT} → Edit: tick {scopes.screen_names(missing)}. {WITHIN}"
