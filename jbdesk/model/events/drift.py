"""Drift: where a data extension and the schema of its event definition differ.

The data extension counts when an event is fired; the schema is what the definition
was made with, and what Journey Builder goes on to show.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jbdesk.model.data_extension import DataExtension, DataExtensionField, type_label
from jbdesk.model.event_definition import EventDefinition

_WITH_LENGTH = frozenset(("Text", "EmailAddress", "Phone", "Locale"))


@dataclass(frozen=True)
class Difference:
    """One thing that differs, and what it means for whoever fires."""

    what: str  # "only in the schema", "length 50 in the schema"
    meaning: str
    in_schema: str  # the same for a column that is headed so: "length 50"


@dataclass(frozen=True)
class FieldPair:
    """A field as it lives in the data extension, beside the schema's own."""

    live: DataExtensionField | None
    own: DataExtensionField | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def shown(self) -> DataExtensionField:
        """The live one; the schema's where the data extension has none."""
        found = self.live or self.own
        assert found is not None
        return found

    @property
    def has_drifted(self) -> bool:
        return bool(self.differences)

    @property
    def told(self) -> str:
        """What differs, as one line."""
        return ", ".join(each.what for each in self.differences)

    @property
    def in_schema(self) -> str:
        """What differs, for a column that is headed “In the schema”."""
        return ", ".join(each.in_schema for each in self.differences)

    @property
    def meaning(self) -> str:
        return " ".join(each.meaning for each in self.differences)


def own_fields(definition: EventDefinition) -> tuple[DataExtensionField, ...]:
    """Give the fields of the definition's own schema; () where it has none."""
    schema = definition.body.get("schema")
    return DataExtension(schema).fields if isinstance(schema, dict) else ()


def compare(
    live: Iterable[DataExtensionField], own: Iterable[DataExtensionField]
) -> tuple[FieldPair, ...]:
    """Pair the fields by name; without a schema nothing can have drifted."""
    known = {each.name.casefold(): each for each in own}
    fields = tuple(live)
    if not known:
        return tuple(FieldPair(each) for each in fields)
    pairs = []
    for field in fields:
        schema = known.pop(field.name.casefold(), None)
        found = _of_both(field, schema) if schema else (_only_live(field),)
        pairs.append(FieldPair(field, schema, found))
    left = (FieldPair(None, each, (_only_own(each),)) for each in known.values())
    return (*pairs, *left)


def _only_live(field: DataExtensionField) -> Difference:
    if field.must_be_typed:
        meaning = "An event without it is refused, though the schema does not name it."
    else:
        meaning = "Events may carry it, though the schema does not name it."
    return Difference("not in the schema", meaning, "missing")


def _only_own(field: DataExtensionField) -> Difference:
    meaning = f"An event that carries “{field.name}” is refused."
    return Difference("only in the schema", meaning, "only there")


def _of_both(
    live: DataExtensionField, own: DataExtensionField
) -> tuple[Difference, ...]:
    found = (
        _name(live, own),
        _kind(live, own),
        _required(live, own),
        _key(live, own),
    )
    return tuple(each for each in found if each is not None)


def _name(live: DataExtensionField, own: DataExtensionField) -> Difference | None:
    if live.name == own.name:
        return None
    meaning = "Events are taken with either; expressions name it as the schema does."
    return _said(f"“{own.name}”", meaning)


def _kind(live: DataExtensionField, own: DataExtensionField) -> Difference | None:
    if live.type != own.type:
        meaning = f"A value that does not fit “{type_label(live)}” is refused."
        return _said(type_label(own), meaning)
    is_bounded = live.type in _WITH_LENGTH and live.length and own.length
    if not is_bounded or live.length == own.length:
        return None
    told = f"length {own.length}"
    if (live.length or 0) < (own.length or 0):
        return _said(told, f"More than {live.length} characters are refused.")
    return _said(told, f"Up to {live.length} characters are taken.")


def _required(live: DataExtensionField, own: DataExtensionField) -> Difference | None:
    if live.is_required == own.is_required:
        return None
    if live.is_required:
        meaning = "An event without it is refused."
        return _said("not required", meaning)
    return _said("required", "An event may leave it out.")


def _key(live: DataExtensionField, own: DataExtensionField) -> Difference | None:
    if live.is_primary_key == own.is_primary_key:
        return None
    if live.is_primary_key:
        meaning = "Events with the same value share one row."
        return _said("no primary key", meaning)
    meaning = "Each event writes a row, also with the same value."
    return _said("primary key", meaning)


def _said(in_schema: str, meaning: str) -> Difference:
    return Difference(f"{in_schema} in the schema", meaning, in_schema)


def summary(pairs: Iterable[FieldPair]) -> str:
    """Tell how much has drifted, and what that means, field by field; "" for none."""
    drifted = [each for each in pairs if each.has_drifted]
    if not drifted:
        return ""
    lines = [f"{each.shown.name}: {each.told}. {each.meaning}" for each in drifted[:4]]
    if more := len(drifted) - len(lines):
        lines.append(f"And {more} more, told in the table.")
    return "\n".join(lines)
