"""The edits of one journey: what undo goes back through, step by step."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from jbdesk.model.journey import Journey


@dataclass(frozen=True, eq=False)
class Step:
    """One edit: its name, when it was made, and the journey on both sides of it."""

    text: str
    at: datetime
    before: Journey
    after: Journey


@dataclass(frozen=True, eq=False)
class EditHistory:
    """All steps, and how many of them stand (the rest was undone)."""

    steps: tuple[Step, ...] = ()
    index: int = 0
    base: Journey | None = None  # as the service or the file had it, if that is known

    @property
    def current(self) -> Journey | None:
        """The journey where the history stands; None where there is no step."""
        if not self.steps:
            return None
        if self.index == 0:
            return self.steps[0].before
        return self.steps[self.index - 1].after

    def with_same(self, journey: Journey) -> "EditHistory":
        """The same steps with this very journey wherever an equal one stood."""

        @cache  # the journey behind a step is the one before the next
        def same(each: Journey) -> Journey:
            return journey if each.body == journey.body else each

        steps = tuple(
            Step(each.text, each.at, same(each.before), same(each.after))
            for each in self.steps
        )
        base = None if self.base is None else same(self.base)
        return EditHistory(steps, self.index, base)
