"""The connection that a command uses: one kept by jbdesk, or one spelled out."""

import argparse
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace

from jbdesk import paths
from jbdesk.model.exchange import Exchange
from jbdesk.model.package import PackageSettings, Subdomain, is_loopback
from jbdesk.model.packages import kinds
from jbdesk.model.problem import Failure
from jbdesk.services.connections.connection import Connection, connect
from jbdesk.services.connections.connections import Connections
from jbdesk.services.connections.sealed_file import SealedFile
from jbdesk.services.connections.sign_ins import SignIns
from jbdesk.services.connections.vault import Vault
from jbdesk.services.exchanges.exchange_store import ExchangeStore
from jbdesk.services.work import Work

SECRET = "JBDESK_CLIENT_SECRET"  # noqa: S105 - the name of a variable
PASSPHRASE = "JBDESK_PASSPHRASE"  # noqa: S105 - the name of a variable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Ask which connection; its secret never stands on the command line."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--connection", metavar="NAME", help="a connection that jbdesk keeps"
    )
    which.add_argument(
        "--auth-url",
        metavar="URL",
        help="the authentication base URI, or a simulator's; with --client-id, and"
        f" the client secret in {SECRET}",
    )
    parser.add_argument("--client-id", metavar="ID", default="", help="of --auth-url")
    parser.add_argument(
        "--account-id", metavar="MID", default="", help="the business unit's MID"
    )
    parser.add_argument("--home", metavar="DIR", help="the folder that holds all of it")


def is_wanted(arguments: argparse.Namespace) -> bool:
    return bool(arguments.connection or arguments.auth_url)


@asynccontextmanager
async def opened(
    arguments: argparse.Namespace, workers: int = 8
) -> AsyncIterator[Connection]:
    """Give the connection that is asked for; nothing is sent before its first use."""
    vault = Vault(sealed=SealedFile(paths.home(arguments.home)))
    settings, secret = await _found(arguments, vault)
    sign_ins = SignIns(vault)
    refresh = await sign_ins.load(settings)
    if not sign_ins.is_ready(settings):
        raise Failure(
            f"Nobody is signed in to “{settings.name}”. Sign in in the window."
        )
    work = Work(workers)
    with _journal(arguments, secret) as journal:
        connection = connect(settings, secret, work, journal, refresh)
        try:
            yield connection
        finally:
            connection.close()
            work.close()
            await sign_ins.idle()


@contextmanager
def _journal(
    arguments: argparse.Namespace, secret: str
) -> Iterator[Callable[[Exchange], None]]:
    """Give what keeps exchanges where the window finds them, too."""
    try:
        store = ExchangeStore(paths.home(arguments.home), lambda: (secret,))
    except Failure:  # a home that can't be written holds no command up
        yield lambda _: None
        return
    try:
        yield store.record
    finally:
        store.close()


async def _found(
    arguments: argparse.Namespace, vault: Vault
) -> tuple[PackageSettings, str]:
    secret = os.environ.get(SECRET, "")
    if arguments.auth_url:
        if not arguments.client_id:
            raise Failure("--auth-url needs --client-id beside it.")
        if not secret:
            raise Failure(f"Put the client secret into {SECRET}.")
        return _spelled_out(arguments), secret
    settings = _kept(arguments)
    if secret and not settings.signs_in:
        return settings, secret
    await vault.open()
    if vault.is_locked:
        await _unlock(vault)
    kept = secret or await vault.secret(settings.id) or ""
    if not kept and kinds.has_secret(settings.kind):
        raise Failure(
            f"No client secret is kept for “{settings.name}”. Put it into {SECRET}."
        )
    return settings, kept


async def _unlock(vault: Vault) -> None:
    passphrase = os.environ.get(PASSPHRASE, "")
    if not passphrase:
        raise Failure(
            f"The vault is locked. Put its passphrase into {PASSPHRASE}, or the"
            f" client secret into {SECRET}."
        )
    await vault.unlock(passphrase)


def _spelled_out(arguments: argparse.Namespace) -> PackageSettings:
    url = arguments.auth_url
    common = PackageSettings(
        url, client_id=arguments.client_id, account_id=arguments.account_id, id=url
    )
    if is_loopback(url):
        return replace(common, auth_url=url, rest_url=url)
    name = Subdomain.parse(url).text
    spelled = replace(common, name=name, subdomain=name, id=name)
    return _guarded(spelled, Connections(paths.home(arguments.home)).all())


def _guarded(
    spelled: PackageSettings, known: Iterable[PackageSettings]
) -> PackageSettings:
    """Let what is kept of the same business unit guard it here, too."""

    def place(of: PackageSettings) -> tuple[str, str, str]:
        return of.subdomain, of.client_id, of.account_id

    for each in known:
        if place(each) == place(spelled):
            return replace(spelled, colour=each.colour, allowed=each.allowed)
    return spelled


def _kept(arguments: argparse.Namespace) -> PackageSettings:
    known = [e for e in Connections(paths.home(arguments.home)).all() if e.subdomain]
    for each in known:
        if arguments.connection in (each.name, each.id):
            return each
    names = ", ".join(f"“{each.name}”" for each in known) or "none is kept"
    raise Failure(f"There is no connection “{arguments.connection}”; known: {names}.")
