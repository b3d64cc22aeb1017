"""What an edit changed: the value before, the value after, and where they differ."""

from dataclasses import dataclass
from functools import cached_property

from jbdesk.model.journey import Journey


@dataclass(frozen=True, eq=False)
class Change:
    """One step from one journey to the next; undo is a step too."""

    old: Journey
    new: Journey

    @cached_property
    def refs(self) -> frozenset[str]:
        """The activities that came, went, or have another body."""
        before, after = self.old.by_ref, self.new.by_ref
        gone = before.keys() - after.keys()
        return frozenset(gone).union(
            ref
            for ref, activity in after.items()
            if ref not in before or before[ref].body is not activity.body
        )

    @cached_property
    def came(self) -> tuple[str, ...]:
        """The activities that were not there before, in the order of the journey."""
        return tuple(ref for ref in self.new.by_ref if ref not in self.old)

    @cached_property
    def is_of_header(self) -> bool:
        """Whether anything but the activities changed."""
        before, after = self.old.body, self.new.body
        return any(
            before.get(key) is not after.get(key)
            for key in before.keys() | after.keys()
            if key != "activities"
        )
