"""What a person does to a journey: add, remove, connect; each one edit.

Canvas, palette and outline all go through here, so that they do the same.
"""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from jbdesk.editor.document import Document
from jbdesk.editor.geometry import (
    ENTRY,
    ENTRY_PATH,
    PathKey,
    end_card,
    end_of,
    is_header,
)
from jbdesk.editor.labels import outcome_name
from jbdesk.editor.selection import Selection
from jbdesk.model import catalogue, edits
from jbdesk.model.journey import Journey
from jbdesk.model.journeys.journey_ends import End
from jbdesk.model.types.activity_type import ActivityType


class Operations(QObject):
    """Edits of the open journey, and what is selected after each."""

    branch_asked = Signal(str)  # this split is to go: which branch stays?

    def __init__(self, document: Document, selection: Selection) -> None:
        super().__init__(document)
        self.document = document
        self.selection = selection

    def place_after(self, ref: str | None) -> PathKey:
        """Give the path on which an activity added "after" this one goes."""
        journey = self.document.journey
        if is_header(ref):
            return ENTRY_PATH
        if ref is None or ref not in journey:
            ref = end_of_branch(journey, journey.start)
            if ref is None:
                return ENTRY_PATH
        outcomes = journey[ref].outcomes
        ended = (n for n, outcome in enumerate(outcomes) if outcome.next is None)
        return ref, next(ended, 0)

    def place_of_selection(self) -> PathKey:
        """Give the selected path, or the one after the selected activity."""
        if self.selection.path is not None:
            return self.selection.path
        chosen = self.selection.refs
        return self.place_after(chosen[-1] if chosen else None)

    def add(self, row: ActivityType, path: PathKey | None = None) -> bool:
        """Add an activity on a path, by default after the selection."""
        ref, outcome = path if path is not None else self.place_of_selection()
        journey = self.document.journey
        activity = catalogue.new_activity(row, journey)
        done = self.document.attempt(
            f"Add {row.label}",
            edits.insert,
            activity,
            source=None if ref == ENTRY else ref,
            outcome=outcome,
        )
        if done and activity.key in self.document.journey:
            self.selection.choose(activity.key)
        return done

    def remove_selected(self) -> bool:
        if self.selection.path is not None:
            return self.disconnect_path(self.selection.path)
        if (found := end_of(self.selection.only)) is not None:
            return self.remove_end(*found)
        return self.remove(self.selection.activities)

    def remove(self, refs: Iterable[str]) -> bool:
        """Remove activities; a split with several branches asks which stays."""
        going = tuple(refs)
        journey = self.document.journey
        if not going or not self.document.is_editable:
            return False
        if len(going) == 1 and len(branches(journey, going[0])) > 1:
            self.branch_asked.emit(going[0])
            return False
        name = catalogue.title(journey[going[0]]) if len(going) == 1 else ""
        text = f"Remove {name}" if name else f"Remove {len(going)} activities"
        after = before(journey, going[0])
        done = self.document.attempt(text, edits.remove, going)
        return self._removed(after) if done else False

    def remove_keeping(self, ref: str, outcome: int) -> bool:
        journey = self.document.journey
        text = f"Remove {catalogue.title(journey[ref])}"
        after = before(journey, ref)
        done = self.document.attempt(text, edits.remove, (ref,), keep=outcome)
        return self._removed(after) if done else False

    def remove_branch(self, ref: str) -> bool:
        journey = self.document.journey
        text = f"Remove {catalogue.title(journey[ref])} and its branches"
        after = before(journey, ref)
        done = self.document.attempt(text, edits.remove_branch, ref)
        return self._removed(after) if done else False

    def _removed(self, after: str) -> bool:
        if after == ENTRY or after in self.document.journey:
            self.selection.choose(after)
        return True

    def add_end(self, end: End) -> bool:
        """Give the journey a goal or exit criteria, and show the form of it."""
        done = self.document.attempt(f"Add {end.label.lower()}", edits.add_end, end)
        if done:
            last = len(end.of(self.document.journey)) - 1
            self.selection.choose(end_card(end.kind, last))
        return done

    def remove_end(self, end: End, at: int = 0) -> bool:
        """Take one out; what comes behind it is selected then, or what stays."""
        text = f"Remove {end.label.lower()}"
        done = self.document.attempt(text, edits.remove_end, end, at)
        if done:
            left = len(end.of(self.document.journey))
            self.selection.choose(
                end_card(end.kind, min(at, left - 1)) if left else ENTRY
            )
        return done

    def moved_with(self, ref: str, *, alone: bool = False) -> tuple[str, ...]:
        """What moves when this activity is: its branch, or all that is selected."""
        chosen = self.selection.activities
        if alone:
            return (ref,)
        if ref in chosen and len(chosen) > 1:
            return chosen
        return edits.branch(self.document.journey, ref)

    def why_not_move(self, refs: Iterable[str], path: PathKey) -> str:
        """The reason why these can't be moved onto a path; "" where they can."""
        source = None if path[0] == ENTRY else path[0]
        journey = self.document.journey
        return edits.can_move(journey, refs, source=source, outcome=path[1])

    def move(self, refs: tuple[str, ...], path: PathKey) -> bool:
        """Move activities onto a path."""
        journey = self.document.journey
        what = catalogue.title(journey[refs[0]]) if len(refs) == 1 else ""
        done = self.document.attempt(
            f"Move {what or f'{len(refs)} activities'}",
            edits.move,
            refs,
            source=None if path[0] == ENTRY else path[0],
            outcome=path[1],
        )
        if done:
            self.selection.choose_all(refs if len(refs) == 1 else (refs[0],))
        return done

    def connect_path(self, path: PathKey, target: str) -> bool:
        """Lead a path to an activity."""
        journey = self.document.journey
        ref, outcome = path
        return self.document.attempt(
            f"Connect {catalogue.title(journey[ref])} to "
            f"{catalogue.title(journey[target])}",
            edits.connect,
            source=ref,
            outcome=outcome,
            target=target,
        )

    def disconnect_path(self, path: PathKey) -> bool:
        """End a path: contacts leave the journey there."""
        ref, outcome = path
        if ref == ENTRY:
            return False
        name = outcome_name(self.document.journey[ref], outcome)
        return self.document.attempt(
            f"End path {name}", edits.disconnect, source=ref, outcome=outcome
        )

    def rename(self, ref: str, name: str) -> bool:
        if name == self.document.journey[ref].name:
            return True
        before_it = catalogue.title(self.document.journey[ref])
        return self.document.attempt(f"Rename {before_it}", edits.rename, ref, name)

    def rename_key(self, ref: str, key: str) -> bool:
        """Call an activity by another key, wherever the journey names it."""
        if key == self.document.journey[ref].key:
            return True
        done = self.document.attempt("Change key", edits.rename_key, ref, key)
        if done:
            self.selection.choose(key)
        return done


def place_told(journey: Journey, path: PathKey) -> str:
    """Tell where an activity on this path goes: “after …”, or “on …” of several."""
    ref, outcome = path
    if ref == ENTRY:
        return "after the entry"
    activity = journey[ref]
    if len(activity.outcomes) > 1:
        return f"on “{outcome_name(activity, outcome)}”"
    return f"after “{catalogue.title(activity)}”"


def branches(journey: Journey, ref: str) -> tuple[int, ...]:
    """Give the outcomes of an activity that lead to different activities."""
    seen: dict[str, int] = {}
    for position, outcome in enumerate(journey[ref].outcomes):
        if outcome.next in journey and outcome.next is not None:
            seen.setdefault(outcome.next, position)
    return tuple(seen.values())


def before(journey: Journey, ref: str) -> str:
    """Tell what leads to an activity; the entry where nothing does."""
    arrivals = journey.arrivals.get(ref, ())
    return arrivals[0][0] if arrivals else ENTRY


def end_of_branch(journey: Journey, ref: str | None) -> str | None:
    """Give the last activity along the first outcomes."""
    seen: set[str] = set()
    while ref is not None and ref not in seen:
        seen.add(ref)
        following = next(
            (
                outcome.next
                for outcome in journey[ref].outcomes
                if outcome.next is not None and outcome.next in journey
            ),
            None,
        )
        if following is None:
            break
        ref = following
    return ref
