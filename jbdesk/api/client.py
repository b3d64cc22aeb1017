"""The door to one tenant: signs, sends, judges; blocking, usable from any thread."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jbdesk.api import addresses, endpoints, masking, refreshing, tokens, verdicts
from jbdesk.api.endpoints import Endpoint
from jbdesk.api.errors import Forbidden, NotAuthorised, Refused
from jbdesk.api.refreshing import RefreshToken
from jbdesk.api.reply import Reply
from jbdesk.api.tokens import Token, Tokens
from jbdesk.api.transport import Limits, Outgoing, Transport
from jbdesk.api.verdicts import Answer
from jbdesk.model import lens, wire
from jbdesk.model.exchange import Exchange
from jbdesk.model.package import PackageSettings
from jbdesk.model.packages.authorization import Returned
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
        *,
        refresh: RefreshToken | None = None,
    ) -> None:
        self.settings = settings
        self._why_not = why_not
        self.tokens = Tokens(self._ask_for_token)
        self._secret = secret
        self._refresh = refresh or RefreshToken()  # only where a person signs in
        self._journal = journal
        self._limits = limits or Limits()
        self._transport = Transport(journal, self._secrets, self._limits)
        self._handed_out: tuple[str, ...] = ()  # tokens, to mask wherever they appear

    def __repr__(self) -> str:
        return f"Client({self.settings.name!r})"

    def twin(self) -> "Client":
        """Give a client with lines of its own that begins with the same token."""
        made = Client(
            self.settings,
            self._secret,
            self._journal,
            self._limits,
            self._why_not,
            refresh=self._refresh,
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
            base = self.settings.auth_base if endpoint.is_auth else token.rest_base
            url = addresses.address(base, endpoint.path, path, query)
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
        try:
            return verdicts.judge(endpoint, reply, exchange)
        except Forbidden as refused:
            raise verdicts.with_scopes(refused, endpoint, token.info.held) from refused

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

    def sign_in(self, returned: Returned, redirect_url: str, verifier: str) -> None:
        """Change the code that the browser brought for tokens, and keep them."""
        self._handed_out = (*self._handed_out, returned.code, verifier)
        place = (redirect_url, verifier)
        body = refreshing.code_body(self.settings, self._secret(), returned, place)
        answer = self._granted(body)
        self._refresh.take(answer)
        # Its token is of the package's own business unit, which may not be ours.
        if not self.settings.account_id:
            self.tokens.take(self._token_in(answer))

    def _ask_for_token(self) -> Token:
        if not self.settings.signs_in:
            body = tokens.request_body(self.settings, self._secret())
            return self._token_in(self._granted(body))
        with self._refresh.in_use() as kept:
            body = refreshing.refresh_body(self.settings, self._secret(), kept)
            try:
                answer = self._granted(body)
            except Refused as refused:
                if not refreshing.has_ended(refused, self.settings):
                    raise
                self._refresh.put("")
                raise refreshing.signed_out(refused) from refused
            self._refresh.take(answer)
            return self._token_in(answer)

    def is_legacy(self) -> bool:
        """Whether these credentials are of a legacy package; its token is let go."""
        body = {"clientId": self.settings.client_id, "clientSecret": self._secret()}
        try:
            answer = self._granted(body, endpoints.LEGACY_TOKEN)
        except Failure:
            return False
        return bool(lens.read(answer.body, ("accessToken",), ""))

    def _granted(self, body: Any, endpoint: Endpoint = endpoints.TOKEN) -> Answer:
        reply, exchange = self._transport.send(
            Outgoing(
                endpoint.method,
                self.settings.auth_base.rstrip("/") + endpoint.path,
                wire.dumps(body, indent=None),
                label=endpoint.label,
            )
        )
        return verdicts.judge(endpoint, reply, exchange)

    def _token_in(self, answer: Answer) -> Token:
        token = tokens.token_in(answer, self.settings)
        self._handed_out = (*self._handed_out[-7:], token.value)
        return token

    def _secrets(self) -> Iterator[str]:
        yield self._secret()
        yield from self._refresh.secrets
        yield from self._handed_out
