"""What can go wrong between jbdesk and the service, by what is known afterwards.

    Failure                    anything a person can be told
    └── ServiceFailure         a call failed; `exchange` shows it, secrets masked
        ├── Unreachable        provably never processed: nothing was sent
        ├── OutcomeUnknown     sent, and no answer that can be trusted
        └── Refused            the service said no (`status`, `code`)
            ├── NotAuthorised  401: the token or the credentials
            ├── Forbidden      403: a scope or a permission is missing
            ├── NotFound       404, or code 30003
            ├── Conflict       409: the thing is in another state by now
            └── Throttled      429, or 503 that says when (`retry_after`)

Only OutcomeUnknown leaves open whether a write took place, so only Unreachable
and Throttled may be sent again without asking.
"""

from jbdesk.model.exchange import Exchange
from jbdesk.model.problem import Failure, Problem


class ServiceFailure(Failure):
    """A call to the service that did not do what it should."""

    def __init__(
        self, *problems: Problem | str, exchange: Exchange | None = None
    ) -> None:
        super().__init__(*problems)
        self.exchange = exchange


class Unreachable(ServiceFailure):
    """Nothing was sent, so nothing happened."""


class OutcomeUnknown(ServiceFailure):
    """The request left; whether it took effect is not known."""


class Refused(ServiceFailure):
    """The service answered, and the answer is no."""

    def __init__(
        self,
        *problems: Problem | str,
        exchange: Exchange | None = None,
        status: int = 0,
        code: int | str | None = None,
    ) -> None:
        super().__init__(*problems, exchange=exchange)
        self.status = status
        self.code = code


class NotAuthorised(Refused):
    """The token or the credentials open nothing."""


class Forbidden(Refused):
    """The package or its user lacks a permission."""


class NotFound(Refused):
    """There is no such thing on the service."""


class Conflict(Refused):
    """The thing has another state than the call expects."""


class Throttled(Refused):
    """Too many calls; not processed."""

    retry_after: float | None = None  # seconds; None: the service didn't say
