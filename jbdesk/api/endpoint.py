"""What an endpoint is: how it is called, and what the service wants for it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Endpoint:
    """One door of the service."""

    name: str
    label: str  # what a person reads in the list of requests
    method: str
    path: str
    scopes: tuple[str, ...] = ()
    is_write: bool = False
    is_auth: bool = False  # on the authentication host, not the REST host
