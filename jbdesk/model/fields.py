"""What can be set on an activity: a named lens with a kind, bounds and a source."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jbdesk.model import choices, lens
from jbdesk.model.journey import JsonObject


class Mark(StrEnum):
    """How we know a fact about the service."""

    DOCUMENTED = "documented"
    OBSERVED = "observed"
    INFERRED = "inferred"

    @property
    def caution(self) -> str:
        """What a person must know who relies on it; "" where it was seen."""
        return _CAUTIONS[self]


_CAUTIONS = {
    Mark.OBSERVED: "",
    Mark.DOCUMENTED: "Built from documentation, never seen in a real journey.",
    Mark.INFERRED: "Put together from hints, never seen in a real journey.",
}


class Kind(StrEnum):
    """What a field holds; each has one editor."""

    TEXT = "text"
    LONG_TEXT = "long text"
    NUMBER = "number"  # a whole number
    BOOLEAN = "boolean"
    CHOICE = "choice"
    DATE = "date"  # ISO date, no zone
    TIME = "time"  # HH:MM
    TIME_ZONE = "time zone"  # a Windows zone id
    CRITERIA = "criteria"  # FilterDefinition XML
    BINDING = "binding"  # {{…}}
    MESSAGE = "message"  # the ref of a message activity further up
    JSON = "json"  # any JSON value, edited as text


Choice = choices.Choice


@dataclass(frozen=True)
class Field:
    """A lens (name and paths) onto JSON, with what a form and a check must know.

    Several paths: the service has had several names for it. The first that is
    there is read and written; where none is there, `paths[0]` is written. A field
    without paths stands for something kept elsewhere (a split's filters).
    """

    name: str
    label: str
    paths: tuple[lens.Path, ...]
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""  # what the number counts, where no other field says so
    help: str = ""
    mark: Mark = Mark.OBSERVED

    def path_in(self, body: JsonObject) -> lens.Path:
        for path in self.paths:
            if lens.read(body, path) is not lens.ABSENT:
                return path
        return self.paths[0]

    def read(self, body: JsonObject, default: Any = None) -> Any:
        """The value as it stands (choices in the table's spelling), or the default."""
        if not self.paths:
            return default
        value = lens.read(body, self.path_in(body), default)
        for choice in self.choices:
            if _same(choice.value, value):
                return choice.value
        return value

    def write(self, body: JsonObject, value: Any) -> JsonObject:
        """The body with the value, in the type and spelling case that was stored."""
        path = self.path_in(body)
        stored = lens.read(body, path)
        if stored is not lens.ABSENT and self.read(body) == value:
            return body
        written: JsonObject = lens.write(body, path, _like(stored, value))
        return written


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.lower() == other.lower()
    return type(one) is type(other) and bool(one == other)


def _like(stored: Any, value: Any) -> Any:
    """The value in the type of what it replaces: "50" stays text."""
    if (
        isinstance(stored, str)
        and isinstance(value, int)
        and stored.strip("-").isdigit()
    ):
        return str(value)
    if isinstance(stored, str) and isinstance(value, str) and stored.islower():
        return value.lower() if value.isupper() else value
    return value


def number_in(value: Any) -> int | None:
    """A whole number that may be stored as text; None where it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.strip().lstrip("+-").isdecimal():
        try:
            return int(value)
        except ValueError:  # "+-1", or more digits than Python counts
            return None
    return None
