"""A journey as an immutable value that keeps its JSON whole.

    Journey ── activities: Activity ── outcomes: Outcome ── next: key or None
        └── triggers: Trigger (the entry source, 0 or 1)

Nothing here copies a field out of the JSON: properties look, and the functions
`with_body` and `with_activities` give a changed copy. An activity is addressed
by its `ref`: the key, or, where a key is repeated, the key with its number
("WAIT-1 (2)"); a path is addressed by (ref, position of the outcome).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jbdesk.model import lens

JsonObject = dict[str, Any]

NEVER = "0001-01-01T00:00:00"  # the service's word for "no date yet"


def _objects(value: Any) -> tuple[JsonObject, ...]:
    if not isinstance(value, list):
        return ()
    return tuple(each for each in value if isinstance(each, dict))


@dataclass(frozen=True, eq=False)
class Outcome:
    """One way out of an activity: a key, where it leads, its own arguments."""

    body: JsonObject

    @property
    def key(self) -> str:
        return lens.text(self.body, "key")

    @property
    def next(self) -> str | None:  # None: the contact leaves the journey here
        found = self.body.get("next")
        return found if isinstance(found, str) and found else None

    @property
    def label(self) -> str:
        for name in ("label", "pathName", "name"):
            if found := lens.text(self.body, "metaData", name):
                return found
        return ""


@dataclass(frozen=True, eq=False)
class Activity:
    """One step of a journey with its JSON as the service wrote it."""

    body: JsonObject

    @property
    def key(self) -> str:
        found = self.body.get("key")  # asked more often than anything else
        return found if isinstance(found, str) else ""

    @property
    def name(self) -> str:
        return lens.text(self.body, "name")

    @property
    def type(self) -> str:
        """As written; types compare case-insensitively (catalogue.of does)."""
        return lens.text(self.body, "type")

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(Outcome(each) for each in _objects(self.body.get("outcomes")))

    @cached_property
    def targets(self) -> tuple[str | None, ...]:
        """Where its paths lead, by outcome; an edit elsewhere leaves it known."""
        return tuple(each.next for each in self.outcomes)

    def with_body(self, body: JsonObject) -> "Activity":
        return self if body is self.body else Activity(body)

    def with_outcome(self, position: int, body: JsonObject) -> "Activity":
        # What is no object among the outcomes has no position, but keeps its place.
        given = enumerate(self.body["outcomes"])
        places = [place for place, each in given if isinstance(each, dict)]
        return Activity(lens.write(self.body, ("outcomes", places[position]), body))


@dataclass(frozen=True, eq=False)
class Trigger:
    """The entry source: which event definition admits contacts."""

    body: JsonObject

    @property
    def type(self) -> str:
        return lens.text(self.body, "type")

    @property
    def name(self) -> str:
        return lens.text(self.body, "name")

    @property
    def event_definition_key_path(self) -> lens.Path:
        """Real journeys keep the key in metaData, documented ones on top."""
        if "eventDefinitionKey" in self.body:
            return ("eventDefinitionKey",)
        return ("metaData", "eventDefinitionKey")

    @property
    def event_definition_key(self) -> str:
        found = lens.read(self.body, self.event_definition_key_path, "")
        return found if isinstance(found, str) else ""

    @property
    def criteria(self) -> str:
        """The entry filter as FilterDefinition XML; "" admits everybody."""
        return lens.text(self.body, "configurationArguments", "criteria")


@dataclass(frozen=True)
class Stamp:
    """What only the server writes; kept beside the journey, outside undo."""

    id: str = ""
    version: int = 1
    definition_id: str = ""
    status: str = "Draft"
    modified_date: str = ""

    @property
    def is_saved(self) -> bool:
        return bool(self.id)

    @property
    def is_draft(self) -> bool:
        return self.status.lower() == "draft"


@dataclass(frozen=True, eq=False)
class Journey:
    """A whole journey; `body` is its JSON, activities included."""

    body: JsonObject

    @property
    def key(self) -> str:
        return lens.text(self.body, "key")

    @property
    def name(self) -> str:
        return lens.text(self.body, "name")

    @property
    def entry_mode(self) -> str:
        return lens.text(self.body, "entryMode") or "NotSet"

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        return tuple(Activity(each) for each in _objects(self.body.get("activities")))

    @cached_property
    def triggers(self) -> tuple[Trigger, ...]:
        return tuple(Trigger(each) for each in _objects(self.body.get("triggers")))

    @property
    def trigger(self) -> Trigger | None:
        return self.triggers[0] if self.triggers else None

    @cached_property
    def goals(self) -> tuple[JsonObject, ...]:
        return _objects(self.body.get("goals"))

    @cached_property
    def exits(self) -> tuple[JsonObject, ...]:
        return _objects(self.body.get("exits"))

    @cached_property
    def by_ref(self) -> dict[str, Activity]:
        """Every activity under its address, in the order of the file."""
        named: dict[str, Activity] = {}
        repeats: Counter[str] = Counter()
        for activity in self.activities:
            ref = activity.key
            while ref in named:
                repeats[activity.key] += 1
                ref = f"{activity.key} ({repeats[activity.key] + 1})"
            named[ref] = activity
        return named

    def __getitem__(self, ref: str) -> Activity:
        return self.by_ref[ref]

    def __contains__(self, ref: object) -> bool:
        return ref in self.by_ref

    def paths(self) -> Iterator[tuple[str, int, str | None]]:
        """Every path as (ref, position of the outcome, target ref or None).

        A target that names no activity is given as None here; the rules report it.
        """
        known = self.by_ref
        for ref, activity in known.items():
            for position, target in enumerate(activity.targets):
                yield ref, position, target if target in known else None

    @cached_property
    def arrivals(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """For each ref the paths (ref, position) that lead to it."""
        found: dict[str, list[tuple[str, int]]] = {ref: [] for ref in self.by_ref}
        for ref, position, target in self.paths():
            if target is not None:
                found[target].append((ref, position))
        return {ref: tuple(paths) for ref, paths in found.items()}

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Where contacts can start: nothing leads there; else the first one."""
        free = tuple(ref for ref, paths in self.arrivals.items() if not paths)
        return free or tuple(self.by_ref)[:1]

    @property
    def start(self) -> str | None:
        """The activity that admitted contacts begin with.

        By convention the first in the file that nothing leads to.
        """
        return self.roots[0] if self.roots else None

    def with_body(self, body: JsonObject) -> "Journey":
        if body is self.body:
            return self
        changed = Journey(body)
        if body.get("activities") is self.body.get("activities"):
            changed.__dict__["activities"] = self.activities
        return changed

    def with_activities(self, activities: list[Activity]) -> "Journey":
        bodies = [activity.body for activity in activities]
        changed = Journey({**self.body, "activities": bodies})
        # What did not change keeps its identity, so views find what did.
        changed.__dict__["activities"] = tuple(activities)
        return changed

    def with_activity(self, ref: str, changed: Activity) -> "Journey":
        return self.with_activities([*{**self.by_ref, ref: changed}.values()])
