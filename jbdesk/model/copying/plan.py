"""The plan of a copy: each thing the journey refers to, and what becomes of it.

A row is matched by key, else by name; what several have the name of, a person
chooses. What is missing is created where the service allows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from jbdesk.model import lens
from jbdesk.model.copying.reference import BY_HAND, Kind, Reference
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.problem import Failure
from jbdesk.model.types import trigger_types

_NO_CALL = "The service has no call that makes it."
_NO_CONTENT = "What it says is not copied."


class Match(StrEnum):
    """How a thing was found in the other business unit; the value is for people."""

    KEY = "matched by key"
    NAME = "matched by name"
    AMBIGUOUS = "several of that name"
    MISSING = "missing"
    UNSEEN = "can’t be looked up"  # noqa: RUF001 - typographic


class How(StrEnum):
    """What becomes of a reference in the copy."""

    USE = "use"  # another thing of the target, by its id
    CREATE = "create"
    EMPTY = "empty"  # to be chosen in the copy
    KEEP = "keep"  # the same id, as for what business units share


@dataclass(frozen=True, eq=False)
class Thing:
    """One thing of a business unit, with its JSON as it was read."""

    id: str
    key: str = ""
    name: str = ""
    body: JsonObject = field(default_factory=dict)
    fields: tuple[JsonObject, ...] = ()

    @property
    def data_extension_id(self) -> str:
        return lens.text(self.body, "dataExtensionId")


@dataclass(frozen=True)
class Choice:
    """What is to become of a reference."""

    how: How
    id: str = ""  # of the thing that is used, or as a person typed it


@dataclass(frozen=True, eq=False)
class Row:
    """One reference with what was found for it on both sides."""

    reference: Reference
    match: Match
    source: Thing | None = None
    candidates: tuple[Thing, ...] = ()  # of the target
    choice: Choice | None = None  # None: a person has to choose
    why_unseen: str = ""

    @property
    def ref(self) -> str:
        return self.reference.ref

    @property
    def title(self) -> str:
        return self.source.name if self.source else self.reference.title

    @property
    def used(self) -> Thing | None:
        """The thing of the target that takes the place; None where none does."""
        if self.choice is None or self.choice.how is not How.USE:
            return None
        return next((e for e in self.candidates if e.id == self.choice.id), None)

    @property
    def is_created(self) -> bool:
        return self.choice is not None and self.choice.how is How.CREATE

    @property
    def by_hand(self) -> str:
        """What a person does there, where jbdesk can't."""
        return BY_HAND[self.reference.kind]

    @property
    def why_not_created(self) -> str:
        """Why jbdesk can't make it there; "" where it can."""
        kind = self.reference.kind
        if kind not in (Kind.EVENT, Kind.DATA_EXTENSION):
            is_content = kind in (Kind.EMAIL, Kind.MESSAGE)
            return _NO_CONTENT if is_content else _NO_CALL
        if self.source is None:
            return "It could not be read where the journey comes from."
        if kind is Kind.DATA_EXTENSION:
            return "" if self.source.fields else "Its fields could not be read."
        type_ = lens.text(self.source.body, "type")
        if not trigger_types.named(type_).can_be_fired:
            return f"An entry source “{type_}” is made in Journey Builder alone."
        return ""

    @property
    def _is_free(self) -> bool:
        """Whether another one can stand beside what is there."""
        is_alone = self.reference.kind is Kind.EVENT and self.match is not Match.KEY
        return is_alone or self.match is Match.MISSING

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be chosen, the likely one first."""
        if self.reference.kind is Kind.ATTRIBUTES:
            return (Choice(How.KEEP),)
        found = [Choice(How.USE, each.id) for each in self.candidates]
        if not self.why_not_created and self._is_free:
            found.append(Choice(How.CREATE))
        return (*found, Choice(How.EMPTY), Choice(How.KEEP))


@dataclass(frozen=True, eq=False)
class Plan:
    """What a copy would do, as far as it was decided."""

    journey: Journey
    key: str  # of the copy
    name: str
    rows: tuple[Row, ...]
    taken: frozenset[str] = frozenset()  # keys of journeys that are there, folded

    def row(self, ref: str) -> Row:
        return next(each for each in self.rows if each.ref == ref)

    def is_needed(self, row: Row) -> bool:
        """Whether the copy itself, or an event that is created, names it."""
        return bool(row.reference.places) or any(
            each.is_created
            and each.source is not None
            and self.find(Kind.DATA_EXTENSION, each.source.data_extension_id) is row
            for each in self.rows
            if each.reference.kind is Kind.EVENT
        )

    def find(self, kind: Kind, id_or_key: str) -> Row | None:
        """Give the row of the thing with that id or key."""
        wanted = id_or_key.casefold()
        return next(
            (
                each
                for each in self.rows
                if each.reference.kind is kind
                and wanted
                and wanted in (each.reference.id.casefold(), _key(each).casefold())
            ),
            None,
        )


def _key(row: Row) -> str:
    return row.source.key if row.source and row.source.key else row.reference.key


def matched(reference: Reference, source: Thing | None, there: Iterable[Thing]) -> Row:
    """Find a reference among the things of the target, and choose what is plain."""
    key = (source.key if source else "") or reference.key
    name = (source.name if source else "") or reference.name
    things = tuple(there)
    by_key = tuple(e for e in things if key and e.key.casefold() == key.casefold())
    if by_key:
        return _chosen(Row(reference, Match.KEY, source, by_key[:1]))
    by_name = tuple(e for e in things if name and e.name.casefold() == name.casefold())
    if len(by_name) > 1:
        return Row(reference, Match.AMBIGUOUS, source, by_name)
    match = Match.NAME if by_name else Match.MISSING
    return _chosen(Row(reference, match, source, by_name))


def unseen(reference: Reference, why: str = "") -> Row:
    """Take what can't be looked up: it is emptied unless a person knows better."""
    return _chosen(Row(reference, Match.UNSEEN, why_unseen=why))


def _chosen(row: Row) -> Row:
    return replace(row, choice=row.choices[0])


def planned(journey: Journey, rows: Iterable[Row], taken: Iterable[str]) -> Plan:
    """Begin a plan: the key is kept if it is free, else another is proposed."""
    folded = frozenset(each.casefold() for each in taken)
    key = free_key(journey.key, folded)
    name = journey.name if key == journey.key else f"{journey.name} copy".strip()
    return Plan(journey, key, name, tuple(rows), folded)


def free_key(key: str, taken: frozenset[str]) -> str:
    """Give the key, or the first like it that nobody has."""
    if key.casefold() not in taken:
        return key
    proposed = (f"{key}-copy{f'-{n}' if n > 1 else ''}" for n in range(1, 10_000))
    return next(each for each in proposed if each.casefold() not in taken)


def decided(plan: Plan, ref: str, choice: Choice) -> Plan:
    """Choose what becomes of one reference; raises Failure for what can't be."""
    row = plan.row(ref)
    if choice.how is How.CREATE and row.why_not_created:
        raise Failure(f"{row.why_not_created} {row.by_hand}")
    if choice.how is How.USE and not choice.id.strip():
        raise Failure("Type the id that it has in the other business unit.")
    changed = replace(row, choice=replace(choice, id=choice.id.strip()))
    rows = tuple(changed if each is row else each for each in plan.rows)
    return replace(plan, rows=rows)


def field_names(fields: Iterable[JsonObject]) -> dict[str, str]:
    """Give the ids of fields by their names, folded."""
    return {
        lens.text(each, "name").casefold(): lens.text(each, "id") for each in fields
    }


def same_fields(
    own: Iterable[DataExtensionField], there: Iterable[DataExtensionField]
) -> tuple[str, ...]:
    """Tell which fields are missing there or are of another type, in words."""
    known = {each.name.casefold(): each for each in there}
    told = []
    for each in own:
        other = known.get(each.name.casefold())
        if other is None:
            told.append(f"“{each.name}” is missing")
        elif other.type != each.type:
            told.append(f"“{each.name}” is {other.type} there, {each.type} here")
    return tuple(told)
