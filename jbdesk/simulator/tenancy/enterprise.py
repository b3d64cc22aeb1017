"""Who there is: enterprises with their business units and installed packages.

An enterprise is one Marketing Cloud. A package belongs to the business unit in
which it was made, and opens those that it is enabled for.
"""

import secrets
import string
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Self

from jbdesk.model.journey import JsonObject

CREDENTIAL_LENGTH = 24
SECRETS = ("client_id", "client_secret")
KINDS = ("", "server", "web", "public", "legacy")
_LETTERS = string.ascii_lowercase + string.digits


def credential() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(CREDENTIAL_LENGTH))


@dataclass(frozen=True)
class BusinessUnit:
    """A business unit: its MID, and the folder of a seed that it began with."""

    account_id: int
    name: str
    seed: str | None = None  # None: it began empty


@dataclass(frozen=True)
class Package:
    """An installed package: what a client signs in with, and what that opens."""

    name: str
    account_id: int  # where it was made, and what it opens unless asked
    scopes: tuple[str, ...]
    business_units: tuple[int, ...]  # which it is enabled for
    user_id: int
    user_name: str
    client_id: str = ""
    client_secret: str = ""
    kind: str = ""  # of KINDS; "": signs in every way, as older homes have it

    def described(self) -> JsonObject:
        return asdict(self)

    def without(self, account_id: int) -> Self:
        """Give it enabled for one business unit less."""
        kept = tuple(each for each in self.business_units if each != account_id)
        own = self.account_id if self.account_id != account_id else (*kept, 0)[0]
        return replace(self, business_units=kept, account_id=own)

    def signed_in_with(self, client_id: str = "", client_secret: str = "") -> Self:
        """Give it with these credentials, or with new ones."""
        return replace(
            self,
            client_id=client_id or credential(),
            client_secret=client_secret or credential(),
        )


@dataclass(frozen=True)
class Enterprise:
    """One Marketing Cloud: business units that share packages and an address."""

    enterprise_id: int
    name: str
    business_units: tuple[BusinessUnit, ...]
    packages: tuple[Package, ...]

    @classmethod
    def read(cls, described: JsonObject) -> Self:
        """Read what `described` gave; raises what a wrong description raises."""
        packages = (
            Package(
                **{
                    **_texts_of(Package, each),
                    "scopes": tuple(each["scopes"]),
                    "business_units": tuple(each["business_units"]),
                }
            )
            for each in described["packages"]
        )
        units = (
            BusinessUnit(**_texts_of(BusinessUnit, each))
            for each in described["business_units"]
        )
        return cls(
            described["enterprise_id"], described["name"], tuple(units), tuple(packages)
        )

    @classmethod
    def read_single(cls, note: JsonObject, credentials: JsonObject) -> Self:
        """Read a tenant of one unit and one package, as older homes hold it."""
        mid = note["account_id"]
        package = Package(
            name=note["user_name"],
            account_id=mid,
            scopes=tuple(note["scopes"]),
            business_units=(mid,),
            user_id=note["user_id"],
            user_name=note["user_name"],
            **credentials,
        )
        unit = BusinessUnit(mid, note["name"])
        return cls(note["enterprise_id"], note["name"], (unit,), (package,))

    def described(self) -> JsonObject:
        return asdict(self)

    def without_secrets(self) -> JsonObject:
        """Describe it for others: nobody can sign in with that."""
        told = self.described()
        for package in told["packages"]:
            for name in SECRETS:
                del package[name]
        return told

    def with_credentials(self, known: Iterable[Package]) -> Self:
        """Give each package the credentials it had before, by its name, or new ones."""
        before = {each.name: (each.client_id, each.client_secret) for each in known}
        made = (
            each.signed_in_with(*before.get(each.name, ())) for each in self.packages
        )
        return replace(self, packages=tuple(made))

    def package(self, client_id: object) -> Package | None:
        """Give the package with that client ID."""
        return next((e for e in self.packages if e.client_id == client_id), None)

    def without(self, account_id: int) -> Self:
        """Give it without a business unit, and without packages that had no other."""
        kept = tuple(e for e in self.business_units if e.account_id != account_id)
        left = (each.without(account_id) for each in self.packages)
        packages = tuple(each for each in left if each.business_units)
        return replace(self, business_units=kept, packages=packages)

    def unit(self, account_id: int) -> BusinessUnit | None:
        return next(
            (each for each in self.business_units if each.account_id == account_id),
            None,
        )


def _texts_of(kind: type, described: JsonObject) -> dict[str, Any]:
    names = {each.name for each in fields(kind)}
    return {name: value for name, value in described.items() if name in names}
