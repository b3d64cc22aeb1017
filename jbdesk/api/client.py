"""The door to one tenant: signs, sends, judges; blocking, usable from any thread."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jbdesk.api import addresses, endpoints, masking, tokens, verdicts
from jbdesk.api.endpoints import Endpoint
from jbdesk.api.errors import NotAuthorised
from jbdesk.api.reply import Reply
from jbdesk.api.tokens import Token, Tokens
from jbdesk.api.transport import Limits, Outgoing, Transport
from jbdesk.api.verdicts import Answer
from jbdesk.model import wire
from jbdesk.model.exchange import Exchange
from jbdesk.model.package import PackageSettings
from jbdesk.model.problem import Failure

_NOTHING: Mapping[str, Any] = {}


class Client:
    """Calls one tenant; `journal` hears of every request and answer, masked."""

    def __init__(
        self,
        settings: PackageSettings,
        secret: Callable[[], str],
        journal: Callable[[Exchange], None],
        limits: Limits | None = None,
        why_not: Callable[[Endpoint, Any], str] = lambda *_: "",
    ) -> None:
        self.settings = settings
        self._why_not = why_not
        self.tokens = Tokens(self._ask_for_token)
        self._secret = secret
        self._journal = journal
        self._limits = limits or Limits()
        self._transport = Transport(journal, self._secrets, self._limits)
        self._handed_out: tuple[str, ...] = ()  # tokens, to mask wherever they appear

    def __repr__(self) -> str:
        return f"Client({self.settings.name!r})"

    def twin(self) -> "Client":
        """Give a client with lines of its own that begins with the same token."""
        made = Client(
            self.settings, self._secret, self._journal, self._limits, self._why_not
        )
        made.tokens.begin_with(self.tokens)
        made._handed_out = self._handed_out
        return made

    def call(
        self,
        endpoint: Endpoint,
        *,
        path: Mapping[str, str] = _NOTHING,
        query: Mapping[str, Any] = _NOTHING,
        body: Any = None,
        label: str = "",
    ) -> Answer:
        """Give the service's yes; raises a ServiceFailure for everything else.

        A refused token means that nothing was processed: it is replaced once
        and the call made again. Nothing else is ever sent a second time.
        """
        if why := self._why_not(endpoint, body):
            raise Failure(why)
        token = self.tokens.bearer()
        text = None if body is None else wire.dumps(body, indent=None)

        def send(token: Token) -> tuple[Reply, Exchange]:
            url = addresses.address(token.rest_base, endpoint.path, path, query)
            return self._transport.send(
                Outgoing(
                    endpoint.method,
                    url,
                    text,
                    token.value,
                    label or endpoint.label,
                    endpoint.is_write,
                )
            )

        reply, exchange = send(token)
        if reply.status == verdicts.UNAUTHORIZED:
            reply, exchange = send(self.tokens.bearer(refused=token.value))
        return verdicts.judge(endpoint, reply, exchange)

    def knock(self) -> Reply:
        """Ask the authentication host for its front page; any answer will do."""
        url = self.settings.auth_base
        outgoing = Outgoing("GET", url, label=endpoints.LINE.label)
        return self._transport.send(outgoing)[0]

    def masked(self, text: str) -> str:
        """Give a text without the secrets and tokens of this client."""
        return masking.text(text, self._secrets())

    def control(self, method: str, path: str, body: Any = None) -> Any:
        """Speak to the simulator's own controls, signed with the client secret."""
        endpoint = Endpoint("control", "Simulator", method, path)
        text = None if body is None else wire.dumps(body, indent=None)
        url = f"{self.settings.rest_base.rstrip('/')}{path}"
        if not (self.settings.is_simulator and addresses.is_loopback(url)):
            raise NotAuthorised("Only the simulator on this computer has controls.")
        outgoing = Outgoing(method, url, text, self._secret(), endpoint.label)
        reply, exchange = self._transport.send(outgoing)
        return verdicts.judge(endpoint, reply, exchange).body

    def abort(self) -> None:
        """End all calls at once; the client is of no use afterwards."""
        self._transport.abort()

    def _ask_for_token(self) -> Token:
        body = tokens.request_body(self.settings, self._secret())
        reply, exchange = self._transport.send(
            Outgoing(
                endpoints.TOKEN.method,
                self.settings.auth_base.rstrip("/") + endpoints.TOKEN.path,
                wire.dumps(body, indent=None),
                label=endpoints.TOKEN.label,
            )
        )
        answer = verdicts.judge(endpoints.TOKEN, reply, exchange)
        token = tokens.token_in(answer, self.settings)
        self._handed_out = (*self._handed_out[-7:], token.value)
        return token

    def _secrets(self) -> Iterator[str]:
        yield self._secret()
        yield from self._handed_out
