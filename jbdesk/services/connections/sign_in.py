"""Signs a person in: browser, answer, tokens; the refresh token is kept."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jbdesk.api import user_info
from jbdesk.api.client import Client
from jbdesk.model.package import Subdomain
from jbdesk.model.packages import authorization
from jbdesk.model.packages.authorization import Challenge, Returned
from jbdesk.model.problem import Failure, Problem, Where
from jbdesk.services.connections.connection import Connection
from jbdesk.services.connections.redirect import Redirect

MINUTES = 5  # as long as the service lets a code live
_WAITING = "Sign in and press Allow in the browser; jbdesk goes on by itself."
_BY_HAND = (
    "Sign in and press Allow in the browser. It ends at an address that can't be"
    " opened: copy that address and press “Paste address”."
)


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, and for which business unit."""

    name: str
    business_unit: str

    @property
    def told(self) -> str:
        name = f" as “{self.name}”" if self.name else ""
        unit = f", business unit {self.business_unit}" if self.business_unit else ""
        return f"Signed in{name}{unit}."


class SignIn:
    """One sign-in over a connection; `run` leads it from the browser to the tokens."""

    def __init__(self, connection: Connection, minutes: float = MINUTES) -> None:
        self._connection = connection
        self._settings = connection.settings
        self._seconds = minutes * 60
        self._challenge = Challenge()
        self._pasted: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.url = ""  # to open in the browser; "" before `run`

    async def run(
        self, open_url: Callable[[str], object], tell: Callable[[str], None]
    ) -> SignedIn:
        """Open the browser, wait for its answer, and change it for tokens."""
        with self._door() as door:
            redirect_url = door.url if door else self._settings.redirect_url
            self.url = authorization.address(
                self._settings, redirect_url, self._challenge
            )
            tell(_WAITING if door else _BY_HAND)
            open_url(self.url)
            answer = await self._answer(door)
        returned = self._checked(answer)
        self._check_tenant(returned)
        tell("Allowed; the tenant grants the token.")
        verifier = self._challenge.verifier
        await self._connection(_exchange, returned, redirect_url, verifier)
        try:
            return SignedIn(*await self._connection(user_info.read))
        except Failure:  # that is for a connection test to tell; the sign-in holds
            return SignedIn("", "")

    def paste(self, text: str) -> None:
        """Take the address at which the browser ended; raises Failure if it is not."""
        try:
            self._checked(text)
        except Failure as failure:
            if not failure.problems[0].code:
                raise
        if not self._pasted.done():
            self._pasted.set_result(text)

    @contextlib.contextmanager
    def _door(self) -> Iterator[Redirect | None]:
        if not authorization.can_listen(self._settings.redirect_url):
            yield None
            return
        with Redirect(self._settings.redirect_url, self._checked) as door:
            yield door

    async def _answer(self, door: Redirect | None) -> str:
        ways = [self._pasted]
        came = asyncio.ensure_future(door.answer()) if door else None
        if came is not None:
            ways.append(came)
        try:
            done, _ = await asyncio.wait(
                ways, timeout=self._seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            if came is not None:
                came.cancel()
        if not done:
            raise Failure(
                f"Nothing came back from the browser within {self._seconds / 60:g}"
                " minutes, so nobody is signed in. Press “Sign in” to begin again."
            )
        return done.pop().result()

    def _checked(self, answer: str) -> Returned:
        return authorization.returned(answer, self._challenge)

    def _check_tenant(self, returned: Returned) -> None:
        """Refuse to send the code to a tenant that is not the person's."""
        if self._settings.is_simulator or not returned.subdomain:
            return
        theirs = str(Subdomain.parse(returned.subdomain))
        if theirs != self._settings.subdomain:
            text = (
                f"You signed in at the tenant “{theirs}”, but this connection names"
                f" “{self._settings.subdomain}”. Put that subdomain here and sign in"
                " again."
            )
            raise Failure(Problem(text, where=Where("form", field="subdomain")))


def _exchange(
    client: Client, returned: Returned, redirect_url: str, verifier: str
) -> None:
    client.sign_in(returned, redirect_url, verifier)
