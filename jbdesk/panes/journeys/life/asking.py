"""What is asked before an act: its words, its fields, and what must be typed."""

from collections.abc import Callable

from jbdesk.model.data_extension import Typed
from jbdesk.model.fields import Choice, Field, Kind
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys import journey_acts as acts
from jbdesk.model.journeys import journey_pause
from jbdesk.model.journeys.journey_acts import Act
from jbdesk.model.journeys.journey_effects import Life
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.texts import service_time
from jbdesk.model.texts.words import counted
from jbdesk.panes.journeys.question import Question
from jbdesk.widgets import field_spec
from jbdesk.widgets.field_spec import FieldSpec

AT = "at"
WHICH, ALL = "which", "all"
_ONE = "one"
_NAME = "name"
_AT_ONCE = (acts.NEW_VERSION, acts.VALIDATE, acts.RESUME)  # nothing is lost by them
_USUAL = {
    WHICH: _ONE,
    "days": str(journey_pause.LONGEST),
    **dict.fromkeys(
        ("resumes", "keeps_arrivals", "extends_waits", "takes_events"), "no"
    ),
}
_KEPT = "What the service has now is kept on this computer as a restore point."
_UNSAVED = "What is unsaved here of this journey is not part of it; save it first."
_GUESSED = (
    "How the service is told a date is documented nowhere: jbdesk guesses. If it does"
    " not understand, it publishes at once; jbdesk looks, and says so."
)


def question(
    act: Act, life: Life, done: Callable[[JsonObject], object], is_unsaved: bool
) -> Question | None:
    """Give what is to be asked; None where the act is done at once."""
    is_open = bool(acts.together(act, life))  # which versions
    if act in _AT_ONCE and not is_open:
        return None
    name = life.row.name or life.row.key
    verb = act.label.removesuffix("…")
    begun = "Delete" if act in (acts.DELETE_VERSION, acts.DELETE_ALL) else verb
    about = "all versions" if act is acts.DELETE_ALL else f"version {life.row.version}"
    about = "" if is_open else about
    return Question(
        title=f"{', '.join(filter(None, (f'{begun} “{name}”', about)))}?",
        text=_text(act, life, is_open=is_open),
        button=f"{begun} {about}".strip(),
        done=done,
        specs=_specs(act, life),
        values=_USUAL,
        caution=_caution(act, is_unsaved=is_unsaved),
        is_final=act.is_final,
    )


def _text(act: Act, life: Life, *, is_open: bool) -> str:
    """What it would do; of several versions each choice tells its own numbers."""
    if act is acts.SCHEDULE:
        return f"{act.effect(life)} {_GUESSED}"
    return "" if is_open else act.effect(life)


def _caution(act: Act, *, is_unsaved: bool) -> str:
    if act.is_final:
        return _KEPT
    starts = act in (acts.PUBLISH, acts.SCHEDULE)
    return _UNSAVED if starts and is_unsaved else ""


def _specs(act: Act, life: Life) -> tuple[FieldSpec, ...]:
    several = acts.together(act, life)
    which = (_which(life.row, several),) if several else ()
    if act is acts.PAUSE and not life.row.is_transactional:
        fields = (*which, *journey_pause.FIELDS)
        return tuple(field_spec.of_catalogue(each) for each in fields)
    if act is acts.RESUME:
        return tuple(field_spec.of_catalogue(each) for each in which)
    if act is acts.SCHEDULE:
        return (_moment(),)
    if name := acts.to_type(act, life):
        return (_typed(name),)
    return ()


def _which(row: JourneyRow, several: tuple[JourneyRow, ...]) -> Field:
    """One version or all that it can be done to, with who is inside."""
    numbers = ", ".join(f"{each.version}" for each in sorted(several, key=_version))
    return Field(
        WHICH,
        "Which versions",
        ((WHICH,),),
        Kind.CHOICE,
        choices=(
            Choice(_ONE, f"Version {row.version}: {_inside((row,))}"),
            Choice(ALL, f"Versions {numbers}: {_inside(several)}"),
        ),
    )


def _version(row: JourneyRow) -> int:
    return row.version


def _inside(rows: tuple[JourneyRow, ...]) -> str:
    counts = [each.inside for each in rows]
    if None in counts:
        return "whoever is inside"
    inside = sum(each or 0 for each in counts)
    return f"{counted(inside, 'contact')} inside" if inside else "nobody inside"


def _moment() -> FieldSpec:
    def check(text: Typed) -> str:
        found = service_time.moment(text)
        if found is None or not service_time.has_time(str(text)):
            return "Write date and time, as in 2026-03-31 09:00."
        return ""

    return FieldSpec(
        AT,
        "Begins at",
        kind="date",
        suffix="service time, UTC-6",
        is_required=True,
        check=check,
    )


def _typed(name: str) -> FieldSpec:
    def check(text: Typed) -> str:
        is_same = isinstance(text, str) and text.strip() == name.strip()
        return "" if is_same else f"Type the journey's name as it is: “{name}”."

    return FieldSpec(
        _NAME,
        "Name of the journey, to be sure",
        is_required=True,
        placeholder=name,
        check=check,
    )
