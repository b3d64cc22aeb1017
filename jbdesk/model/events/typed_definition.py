"""What stands in the form of an event definition, right or wrong, to be kept."""

from dataclasses import asdict, dataclass, field
from typing import Any

from jbdesk.model.events import schema_draft
from jbdesk.model.events.schema_draft import BY_NAME, FieldDraft
from jbdesk.model.journey import JsonObject


@dataclass(frozen=True)
class TypedDefinition:
    """The values of the form that somebody typed, and the rows of its table."""

    values: dict[str, str] = field(default_factory=dict)
    fields: tuple[FieldDraft, ...] = schema_draft.FIRST
    extension: tuple[str, str] = ("", "")  # id and name of the one that was chosen


def body_of(typed: TypedDefinition) -> JsonObject:
    return asdict(typed)


def read(body: Any) -> TypedDefinition | None:
    """Read what was kept; None where it is of no use."""
    try:
        id_, name = body["extension"]
        values = {str(key): str(value) for key, value in body["values"].items()}
        fields = tuple(FieldDraft(**each) for each in body["fields"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    if any(each.type not in BY_NAME for each in fields):
        return None
    return TypedDefinition(values, fields, (str(id_), str(name)))
