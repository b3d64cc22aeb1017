"""The shape of a row of the activity catalogue.

The rows stand in `catalogue_*`; `catalogue` gathers them and looks them up.
Palette, inspector, checks, canvas summary, new bodies, the walk and the
simulator all derive from these rows and hold no list of types of their own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from jbdesk.model import lens
from jbdesk.model.fields import Field, Mark
from jbdesk.model.journey import Activity, JsonObject


class Group(StrEnum):
    """The palette's sections, in their order; the value is the heading."""

    MESSAGE = "Messages"
    FLOW = "Flow control"
    DATA = "Customer updates"
    CUSTOM = "Custom"


class Behaviour(StrEnum):
    """What happens to a contact; the walk has one function for each."""

    PASS = "pass"  # noqa: S105 - goes on at once by the first outcome
    WAIT = "wait"  # goes on by the only outcome when the wait is over
    CRITERIA = "criteria"  # the first outcome whose filter is met, else the remainder
    RANDOM = "random"  # by weight
    ENGAGEMENT = "engagement"  # yes or no, by what was done with a message
    BRANCH = "branch"  # by a result stated from outside
    EVENT = "event"  # yes when the event comes in time, else no
    SEND_TIME = "send time"  # goes on at the best hour within a window


HOLDS = frozenset({Behaviour.WAIT, Behaviour.EVENT, Behaviour.SEND_TIME})
"""Where contacts spend time; exit criteria are looked at when they leave."""


class Effect(StrEnum):
    """What an activity does besides moving the contact on."""

    NONE = "none"
    SEND = "send"  # a message goes to the outbox
    UPDATE = "update"  # rows of data extensions change
    CALL = "call"  # a URL is called


@dataclass(frozen=True)
class Outcomes:
    """How many ways out an activity has, and who decides their number."""

    new: tuple[JsonObject, ...]  # the outcomes of a new body, without next
    minimum: int = 1
    maximum: int | None = 1  # None: as many as wanted
    fields: tuple[Field, ...] = ()  # what can be set on each outcome
    has_remainder: bool = False  # the last one takes everybody else

    @property
    def is_free(self) -> bool:
        return self.maximum is None or self.maximum > self.minimum


ONE_WAY = Outcomes(new=({"arguments": {}, "metaData": {"invalid": False}},))


@dataclass(frozen=True)
class ActivityType:
    """One row: everything jbdesk knows about a kind of activity."""

    type: str  # as written in a new body
    label: str
    group: Group
    icon: str  # a name in resources/icons
    key_prefix: str
    behaviour: Behaviour
    outcomes: Outcomes
    summary: Callable[[Activity], str]
    fields: tuple[Field, ...] = ()
    effect: Effect = Effect.NONE
    aliases: tuple[str, ...] = ()  # other spellings and older names of the type
    new_body: JsonObject = field(default_factory=dict)  # arguments, metaData, …
    out_arguments: tuple[str, ...] = ()
    references: tuple[lens.Path, ...] = ()  # where it names other activities by key
    finish: str = ""  # the row that is put in with it, where all its paths meet
    matches: Callable[[Activity], bool] = lambda _: True  # among rows of one type
    is_filled: Callable[[Activity], bool] | None = None  # None: all required fields
    settle: Callable[[JsonObject, JsonObject], JsonObject] = lambda _, body: body
    """What else follows from an edit, given the body before and after it."""
    help: str = ""
    mark: Mark = Mark.OBSERVED
    is_locked: bool = False  # shown and kept, not edited by a form
    is_in_palette: bool = True
    may_close_a_loop: bool = False

    @property
    def name(self) -> str:
        """The row's own name: several rows can share a type."""
        return self.key_prefix

    @property
    def about(self) -> str:
        """What it does, and how far jbdesk's knowledge of it goes."""
        return " ".join(filter(None, (self.help, self.mark.caution)))


def by_name_only(name: str, label: str, group: Group, icon: str) -> ActivityType:
    """A row for a type of which nothing but the name is known: locked."""
    return ActivityType(
        name,
        label,
        group,
        icon,
        name,
        Behaviour.PASS,
        ONE_WAY,
        lambda _: "",
        is_filled=lambda _: True,
        is_locked=True,
        is_in_palette=False,
        help="Only the name of this type is known; it is kept exactly as it is.",
        mark=Mark.INFERRED,
    )
