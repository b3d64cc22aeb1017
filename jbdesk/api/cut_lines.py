"""Says in words why a call brought no answer; the one border for such errors."""

import http.client
import socket
import ssl
from collections.abc import Iterator

import requests
import urllib3.exceptions as urllib3_errors

from jbdesk.api.reply import Unreadable
from jbdesk.model.problem import Problem, Where

# What the network and its libraries raise while a call is under way.
NO_ANSWER = (
    requests.RequestException,
    urllib3_errors.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
    Unreadable,
)
_SUBDOMAIN = Where("form", field="subdomain")
# What the codes of problems say; whoever tells the next step asks for them.
NO_HOST, NO_LINE, PROXY, PROXY_SIGN_IN = "no-host", "no-line", "proxy", "proxy-sign-in"
TLS, TLS_UNTRUSTED, TLS_DATE, TLS_HOST, CA_FILE = (
    "tls",
    "tls-untrusted",
    "tls-date",
    "tls-host",
    "ca-file",
)
_TLS_CODES = {9: TLS_DATE, 10: TLS_DATE, 62: TLS_HOST, 64: TLS_HOST}  # of OpenSSL


def causes(error: BaseException) -> Iterator[BaseException]:
    """Give the error and everything it was made of."""
    pending: list[BaseException] = [error]
    seen: set[int] = set()
    while pending:
        each = pending.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        inner = (each.__cause__, each.__context__, getattr(each, "reason", None))
        pending += [
            one for one in (*inner, *each.args) if isinstance(one, BaseException)
        ]


def not_sent(error: BaseException, host: str) -> Problem:
    """Why the service could not be reached."""
    chain = list(causes(error))
    for each in chain:
        if isinstance(each, ssl.SSLCertVerificationError):
            return Problem(
                f"The certificate of “{host}” can't be trusted: "
                f"{each.verify_message}. Nothing was sent.",
                code=_TLS_CODES.get(each.verify_code, TLS_UNTRUSTED),
            )
    if any(_PROXY_407 in str(each) for each in chain):
        return Problem(
            f"The proxy on the way to “{host}” wants to know who is calling (407).",
            code=PROXY_SIGN_IN,
        )
    for kind, words, where, code in _REASONS_NOT_SENT:
        if any(isinstance(each, kind) for each in chain):
            return Problem(words.format(host=host), where=where, code=code)
    if any("CA certificate bundle" in str(each) for each in chain):
        return Problem(
            f"The file of trusted certificates can't be read. {chain[0]}. "
            f"Check REQUESTS_CA_BUNDLE.",
            code=CA_FILE,
        )
    return Problem(f"“{host}” can't be reached. Check your network.", code=NO_LINE)


_PROXY_407 = "Tunnel connection failed: 407"
_REASONS_NOT_SENT = (
    (
        urllib3_errors.ProxyError,
        (
            "The proxy on the way to “{host}” did not let the call through. "
            "Check the proxy's address and credentials in HTTPS_PROXY."
        ),
        Where(),
        PROXY,
    ),
    (
        (urllib3_errors.NameResolutionError, socket.gaierror),
        (
            "The host “{host}” can't be found. Check the tenant subdomain "
            "and your network."
        ),
        _SUBDOMAIN,
        NO_HOST,
    ),
    (
        (urllib3_errors.SSLError, ssl.SSLError),
        "No secure line to “{host}” could be made. Nothing was sent.",
        Where(),
        TLS,
    ),
    (
        ConnectionRefusedError,
        "“{host}” refuses connections. Nothing listens there.",
        Where(),
        NO_LINE,
    ),
    (
        (urllib3_errors.ConnectTimeoutError, TimeoutError),
        "“{host}” can't be reached: it did not answer in time. Check your network.",
        Where(),
        NO_LINE,
    ),
)


def no_answer(error: BaseException, host: str, read_seconds: float) -> str:
    """Why a request that left has no answer to trust."""
    if isinstance(error, Unreadable):
        return str(error)
    chain = list(causes(error))
    for kind, words in _REASONS_NO_ANSWER:
        if any(isinstance(each, kind) for each in chain):
            return words.format(host=host, seconds=read_seconds)
    return f"The line to “{host}” was cut before the whole answer came."


_REASONS_NO_ANSWER = (
    (
        (urllib3_errors.ReadTimeoutError, TimeoutError),
        "“{host}” did not answer within {seconds:g} seconds.",
    ),
    (
        (http.client.RemoteDisconnected, ConnectionError),
        "The line to “{host}” was cut before the whole answer came.",
    ),
    (
        (http.client.BadStatusLine, http.client.LineTooLong),
        "What “{host}” answered is not HTTP.",
    ),
    (
        (urllib3_errors.IncompleteRead, urllib3_errors.InvalidChunkLength),
        "The answer broke off in the middle.",
    ),
)
