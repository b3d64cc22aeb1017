"""One answer of the tenant, and how we know that the service gives it."""

from dataclasses import dataclass

from jbdesk.model.fields import Mark

DOCUMENTED, OBSERVED, INFERRED = Mark.DOCUMENTED, Mark.OBSERVED, Mark.INFERRED


@dataclass(frozen=True)
class Told:
    """One answer: its mark, its status, the case, and what of it is less sure."""

    mark: Mark
    status: int
    case: str
    note: str = ""
