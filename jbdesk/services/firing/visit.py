"""Reads out of journey history what one firing did in one version of a journey."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from jbdesk.api.history import HistoryRow
from jbdesk.model import catalogue
from jbdesk.model.facts import Facts
from jbdesk.model.firing.trace import TraceStep
from jbdesk.model.journey import Activity, Journey
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.types.activity_type import Behaviour
from jbdesk.model.walking import statuses, walk_waits

HERE = "Here now"  # the status of the step that the contact has not left
CLOCKS_APART = timedelta(seconds=5)


@dataclass(frozen=True, eq=False)
class Listener:
    """A version of a journey whose entry source names the event definition."""

    row: JourneyRow

    @property
    def is_running(self) -> bool:
        return self.row.status.lower() == "published"

    @property
    def title(self) -> str:
        return f"“{self.row.name}”"

    @property
    def definition_id(self) -> str:
        return self.row.definition_id.lower()

    @cached_property
    def journey(self) -> Journey:
        return Journey(self.row.body)

    @cached_property
    def refs(self) -> dict[str, str]:
        """Give the refs by the ids that history names activities with."""
        named = self.journey.by_ref.items()
        return {str(each.body.get("id", "")).lower(): ref for ref, each in named}

    def ref_of(self, row: HistoryRow) -> str:
        if row.activity_id in self.refs:
            return self.refs[row.activity_id]
        named = self.journey.by_ref.items()
        return next((r for r, each in named if each.name == row.activity_name), "")

    def is_entry(self, row: HistoryRow) -> bool:
        """Whether the row tells that a contact was admitted, or was not."""
        trigger = self.journey.trigger
        if statuses.status(row.status).is_entry or trigger is None:
            return statuses.status(row.status).is_entry
        trigger_id = str(trigger.body.get("id", "")).lower()
        is_same = bool(trigger_id) and row.activity_id == trigger_id
        return is_same or (
            bool(row.activity_type)
            and row.activity_type.lower() == trigger.type.lower()
            and not self.ref_of(row)
        )


def nobody_listens(event_key: str, listeners: Sequence[Listener]) -> str:
    """Say so, and how the journeys stand that would."""
    others = " ".join(
        f"Journey {each.title} is {each.row.status_word.lower()}." for each in listeners
    )
    return f"No running journey listens to “{event_key}”. {others}".strip()


@dataclass(frozen=True, eq=False)
class Visit:
    """What history tells of one offer of the contact, the oldest row first."""

    listener: Listener
    rows: tuple[HistoryRow, ...]
    rivals: int = 0  # other entries that could be meant as well

    @property
    def refusal(self) -> str:
        """Tell why the contact was turned away; "" where it was not."""
        first = self.rows[0]
        known = statuses.status(first.status)
        if not known.is_entry:
            return ""
        said = "" if first.message.rstrip(".") in known.text else first.message
        return " ".join(part for part in (known.text, said, known.to_do) if part)

    @property
    def at(self) -> datetime | None:
        return self.rows[0].at

    def steps(
        self, *, is_inside: bool, facts: Facts | None = None
    ) -> tuple[TraceStep, ...]:
        """Give the path so far; where the contact is now stands last.

        With facts it is told until when a wait holds the contact.
        """
        made = list(self._steps())
        here = self._next_ref()
        if is_inside and here:
            activity = self.listener.journey[here]
            at = self.rows[-1].until or self.rows[-1].at
            title = catalogue.title(activity)
            due = _due(activity, facts, at) if facts and at else None
            made.append(TraceStep(here, activity.key, title, HERE, at, due=due))
        return tuple(made)

    def _steps(self) -> Iterator[TraceStep]:
        for row in self.rows:
            if self.listener.is_entry(row):
                continue
            ref = self.listener.ref_of(row)
            name, key = row.activity_name, ref
            if ref:
                activity = self.listener.journey[ref]
                name, key = catalogue.title(activity), activity.key
            yield TraceStep(ref, key, name, row.status, row.since, row.until or row.at)

    def _next_ref(self) -> str:
        """Give where the last row leads; "" where nothing tells it."""
        last = self.rows[-1]
        if last.next_activity_id:
            return self.listener.refs.get(last.next_activity_id, "")
        if self.listener.is_entry(last):
            return self.listener.journey.start or ""
        ref = self.listener.ref_of(last)
        outcomes = self.listener.journey[ref].outcomes if ref else ()
        targets = {each.next for each in outcomes}
        only = next(iter(targets)) if len(targets) == 1 else None
        return only if only in self.listener.journey and only else ""

    def ending(self) -> str:
        """Tell why a contact that is not inside any more has left."""
        last = self.rows[-1]
        if last.status.lower() != statuses.COMPLETE.lower():
            return statuses.status(last.status).text
        if last.next_activity_id and self._next_ref():
            name = catalogue.title(self.listener.journey[self._next_ref()])
            return (
                f"The contact left in “{name}”: the journey was stopped, "
                f"or the contact was taken out."
            )
        return "The contact reached the end of its path."


def _due(activity: Activity, facts: Facts, at: datetime) -> datetime | None:
    """Tell when a wait that was reached lets go; None where it can't be told."""
    if catalogue.of(activity).behaviour is not Behaviour.WAIT:
        return None
    leaves = walk_waits.wait(activity, facts.at(at), at).leaves
    return leaves if leaves is not None and leaves > at else None


def find(
    listener: Listener,
    rows: Sequence[HistoryRow],
    since: datetime | None,
    known: str = "",
) -> Visit | None:
    """Give the visit a firing led to; None where history does not tell it yet.

    With `since` it is the first entry from then on, without it the latest one;
    `known` is the identity of a visit that was found before.
    """
    # Rows come newest first; those of one moment keep that order when turned.
    own = [e for e in reversed(rows) if e.definition_id == listener.definition_id]
    own.sort(key=_moment)
    entries = [each for each in own if listener.is_entry(each)] or own
    later = entries if since is None else _from(entries, since)
    rivals = max(0, len(later) - 1) if since is not None else 0
    if known:
        entries = [each for each in entries if identity(each) == known] or entries
    elif since is not None:
        entries = later[:1]
    if not entries:
        return None
    first = entries[-1]
    if statuses.status(first.status).is_entry:
        return Visit(listener, (first,), rivals)
    same = [each for each in own if each.visit == first.visit]
    return Visit(listener, tuple(same), rivals)


def _from(entries: Sequence[HistoryRow], since: datetime) -> list[HistoryRow]:
    return [each for each in entries if _moment(each) >= since.timestamp()]


def identity(row: HistoryRow) -> str:
    return str(row.body.get("id") or f"{row.visit} {row.body.get('transactionTime')}")


def _moment(row: HistoryRow) -> float:
    return row.at.timestamp() if row.at else 0.0
