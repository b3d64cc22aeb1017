"""How a version is paused: for how long, and what becomes of waits and arrivals."""

from dataclasses import dataclass

from jbdesk.model.fields import Choice, Field, Kind
from jbdesk.model.journey import JsonObject
from jbdesk.model.texts.words import counted

LONGEST = 14  # days
# The names that the service gives to the parts of a pause.
_DAYS, _ACTION = "PausedDays", "GuardrailAction"
_WAITS, _ARRIVALS = "ExtendWaitEndDates", "RetainContactInjectionWhileJourneyPaused"
_EVENTS = "ProcessWaitUntilEvents"


@dataclass(frozen=True)
class PauseOptions:
    """What is asked before a pause; the defaults are the service's."""

    days: int = LONGEST
    resumes: bool = False  # at the end of the days, else it is stopped
    extends_waits: bool = False
    keeps_arrivals: bool = False
    takes_events: bool = False

    @property
    def body(self) -> JsonObject:
        """As the service takes them."""
        return {
            _DAYS: self.days,
            _ACTION: "Resume" if self.resumes else "Stop",
            _WAITS: self.extends_waits,
            _ARRIVALS: self.keeps_arrivals,
            _EVENTS: self.takes_events,
        }

    @property
    def words(self) -> str:
        """What it comes to, in a sentence or two."""
        end = "goes on by itself" if self.resumes else "is stopped and ejects all"
        arrivals = "waits and enters then" if self.keeps_arrivals else "is turned away"
        return (
            f"After {counted(self.days, 'day')} it {end}."
            f" Who arrives meanwhile {arrivals}."
        )


FIELDS = (
    Field(
        "days",
        "For how long",
        (("days",),),
        Kind.NUMBER,
        required=True,
        minimum=1,
        maximum=LONGEST,
        unit="days",
    ),
    Field(
        "resumes",
        "After that",
        (("resumes",),),
        Kind.CHOICE,
        choices=(
            Choice("no", "Stop it: who is inside is ejected"),
            Choice("yes", "Resume it"),
        ),
    ),
    Field(
        "keeps_arrivals",
        "Who arrives meanwhile",
        (("keeps_arrivals",),),
        Kind.CHOICE,
        choices=(
            Choice("no", "Is turned away"),
            Choice("yes", "Waits, and enters when it goes on"),
        ),
    ),
    Field(
        "extends_waits",
        "Waits",
        (("extends_waits",),),
        Kind.CHOICE,
        choices=(
            Choice("no", "Go on meanwhile"),
            Choice("yes", "Are longer by the pause"),
        ),
    ),
    Field(
        "takes_events",
        "Events that somebody waits for",
        (("takes_events",),),
        Kind.CHOICE,
        choices=(Choice("no", "Are missed"), Choice("yes", "Count")),
    ),
)


def options_in(values: JsonObject) -> PauseOptions:
    """The options of a form that was found right."""
    return PauseOptions(
        int(values["days"]),
        *(
            values[name] == "yes"
            for name in ("resumes", "extends_waits", "keeps_arrivals", "takes_events")
        ),
    )
