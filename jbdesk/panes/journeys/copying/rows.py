"""What stands in the plan of a copy, row by row, in a person's words."""

from jbdesk.model.copying.plan import Choice, How, Match, Plan, Row
from jbdesk.model.copying.reference import Kind
from jbdesk.model.copying.writes import Write
from jbdesk.services.copying.copies import Entry, State
from jbdesk.widgets.step_list import Step, StepState
from jbdesk.widgets.table import Column

TYPED = Choice(How.USE, "")  # another id, which a person types
_WORDS = {
    How.CREATE: "Create it there",
    How.EMPTY: "Leave it empty",
    How.KEEP: "Keep its id",
}
_STATES = {
    State.WAITING: StepState.WAITING,
    State.SENDING: StepState.UNKNOWN,
    State.UNKNOWN: StepState.UNKNOWN,
    State.REFUSED: StepState.FAILED,
    State.DONE: StepState.DONE,
    State.UNDONE: StepState.DONE,
    State.LEFT: StepState.ATTENTION,
}


def choice_words(row: Row, choice: Choice | None) -> str:
    """Say what a choice does."""
    if choice is None:
        return "Choose one"
    if row.reference.kind is Kind.ATTRIBUTES:
        return "Stays as it is named"
    if choice.how is not How.USE:
        return _WORDS[choice.how]
    if not choice.id:
        return "Use another id …"
    thing = next((each for each in row.candidates if each.id == choice.id), None)
    if thing is None:
        return f"Use the id {choice.id}"
    return f"Use “{thing.name}”, {thing.key}" if thing.key else f"Use “{thing.name}”"


def typed_choice(row: Row) -> tuple[Choice, ...]:
    """Offer to type an id, where the thing has one."""
    return () if row.reference.kind is Kind.ATTRIBUTES else (TYPED,)


def _kind(row: Row) -> str:
    kind = row.reference.kind.value
    return f"{kind[0].upper()}{kind[1:]}"


def _token(row: Row) -> str:
    if row.choice is None:
        return "bad"
    return "warn" if row.choice.how in (How.EMPTY, How.KEEP) else ""


def _match(row: Row) -> str:
    if row.match is Match.MISSING and row.why_not_created:
        return "missing, by hand"
    return row.match.value


COLUMNS = (
    Column("What", _kind, width=136),
    Column("Name", lambda row: row.title, width=150),
    Column("There", _match, width=128),
    Column(
        "In the copy",
        lambda row: row.used.name if row.used else choice_words(row, row.choice),
        is_stretched=True,
        token=_token,
    ),
    Column("Named by", lambda row: ", ".join(row.reference.where), is_stretched=True),
)


def needed(plan: Plan) -> tuple[Row, ...]:
    return tuple(filter(plan.is_needed, plan.rows))


def waiting_step(write: Write) -> Step:
    """Tell of a write that is planned."""
    return Step(StepState.WAITING, write.text, f"Key {_breakable(write.key)}")


def step_of(entry: Entry) -> Step:
    """Tell how one write stands."""
    if entry.state is State.WAITING:
        return waiting_step(entry.write)
    state = f"{entry.state.value[0].upper()}{entry.state.value[1:]}"
    text = f"{state}. {entry.note}" if entry.note else f"{state}."
    return Step(_STATES[entry.state], entry.write.text, text)


def _breakable(key: str) -> str:
    """Let a long key go on in the next line, after any hyphen."""
    return key.replace("-", "-\u200b")
