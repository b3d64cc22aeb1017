"""What is asked before an act: its words, its fields, and what must be typed."""

from collections.abc import Callable

from jbdesk.model.data_extension import Typed
from jbdesk.model.fields import Mark
from jbdesk.model.journey import JsonObject
from jbdesk.model.journeys import journey_acts as acts
from jbdesk.model.journeys import journey_pause
from jbdesk.model.journeys.journey_acts import Act, Life
from jbdesk.model.texts import service_time
from jbdesk.panes.journeys.question import Question
from jbdesk.widgets import field_spec
from jbdesk.widgets.field_spec import FieldSpec

AT = "at"
_NAME = "name"
_AT_ONCE = (acts.NEW_VERSION, acts.VALIDATE, acts.RESUME)  # nothing is lost by them
_USUAL = {
    "days": str(journey_pause.LONGEST),
    **dict.fromkeys(
        ("resumes", "keeps_arrivals", "extends_waits", "takes_events"), "no"
    ),
}
_KEPT = "What the service has now is kept on this computer as a restore point."
_UNSAVED = "What is unsaved here of this journey is not part of it; save it first."
_GUESSED = (
    f"{Mark.INFERRED.caution} Where the service does not know the date, it publishes"
    " at once; jbdesk then says so."
)


def question(
    act: Act, life: Life, done: Callable[[JsonObject], object], is_unsaved: bool
) -> Question | None:
    """Give what is to be asked; None where the act is done at once."""
    if act in _AT_ONCE:
        return None
    version, name = f"version {life.row.version}", life.row.name or life.row.key
    verb = act.label.removesuffix("…")
    is_all = act is acts.DELETE_ALL
    about = "all versions" if is_all else version
    begun = "Delete" if act in (acts.DELETE_VERSION, acts.DELETE_ALL) else verb
    return Question(
        title=f"{begun} “{name}”, {about}?",
        text=act.effect(life),
        button=f"{begun} {about}",
        done=done,
        specs=_specs(act, life),
        values=_USUAL if act is acts.PAUSE else {},
        caution=_caution(act, is_unsaved=is_unsaved),
        is_final=act.is_final,
    )


def _caution(act: Act, *, is_unsaved: bool) -> str:
    if act.is_final:
        return _KEPT
    starts = act in (acts.PUBLISH, acts.SCHEDULE)
    told = (
        _UNSAVED if starts and is_unsaved else "",
        _GUESSED if act is acts.SCHEDULE else "",
    )
    return " ".join(filter(None, told))


def _specs(act: Act, life: Life) -> tuple[FieldSpec, ...]:
    if act is acts.PAUSE and not life.row.is_transactional:
        return tuple(field_spec.of_catalogue(each) for each in journey_pause.FIELDS)
    if act is acts.SCHEDULE:
        return (_moment(),)
    if name := acts.to_type(act, life):
        return (_typed(name),)
    return ()


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
        suffix="the service's clock, UTC-6",
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
