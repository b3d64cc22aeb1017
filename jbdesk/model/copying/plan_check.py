"""What is wrong with a plan: what stops the copy, and what is to be known."""

from collections.abc import Iterator

from jbdesk.model import data_extension
from jbdesk.model.copying.plan import How, Match, Plan, Row, same_fields
from jbdesk.model.copying.reference import Kind
from jbdesk.model.problem import Problem, Severity, Where
from jbdesk.model.texts.words import counted

LONGEST_KEY = 200
_REFUSED = "&<>\"'/\\"


def problems(plan: Plan) -> tuple[Problem, ...]:
    """Give what stops the copy first, then what is to be known."""
    found = [*_of_header(plan)]
    for row in filter(plan.is_needed, plan.rows):
        found += _of_row(plan, row)
    return tuple(sorted(found, key=lambda each: each.severity is Severity.WARNING))


def stops(plan: Plan) -> bool:
    """Whether nothing may be written yet."""
    return any(each.severity is not Severity.WARNING for each in problems(plan))


def _of_header(plan: Plan) -> Iterator[Problem]:
    if not plan.key.strip():
        yield Problem("The copy needs a key.", where=Where("form", field="key"))
    elif plan.key.casefold() in plan.taken:
        yield Problem(
            f"A journey with the key “{plan.key}” is there already. Choose another"
            " key: with this one the copy would be a new version of that journey.",
            where=Where("form", field="key"),
        )
    elif len(plan.key) > LONGEST_KEY:
        told = f"The key has {len(plan.key)} characters; {LONGEST_KEY} are allowed."
        yield Problem(told, where=Where("form", field="key"))
    if not plan.name.strip():
        yield Problem("The copy needs a name.", where=Where("form", field="name"))
    elif any(each in plan.name for each in _REFUSED):
        told = f"The name may not hold any of {' '.join(_REFUSED)}"
        yield Problem(f"{told}.", where=Where("form", field="name"))


def _of_row(plan: Plan, row: Row) -> Iterator[Problem]:
    where = Where("form", field=row.ref)
    if row.choice is None:
        number = counted(len(row.candidates), row.reference.kind.value)
        told = f"There are {number} named “{row.title}”. Choose one of them."
        yield Problem(told, where=where)
    elif row.choice.how is How.EMPTY:
        told = f"{_named(row)} stays empty in the copy. {row.by_hand}"
        yield Problem(told, Severity.WARNING, where)
    elif row.reference.kind is Kind.ATTRIBUTES:
        told = f"{_named(row)} is named by conditions or bindings. {row.by_hand}"
        yield Problem(told, Severity.WARNING, where)
    elif row.choice.how is How.KEEP:
        told = (
            f"{_named(row)} keeps its id. That is right only for what both business"
            " units share."
        )
        yield Problem(told, Severity.WARNING, where)
    elif row.is_created:
        yield from _of_created(plan, row, where)
    else:
        yield from _of_used(row, where)


def _of_created(plan: Plan, row: Row, where: Where) -> Iterator[Problem]:
    if row.reference.kind is not Kind.EVENT or row.source is None:
        return
    own = plan.find(Kind.DATA_EXTENSION, row.source.data_extension_id)
    is_there = own is not None and (own.used is not None or own.is_created)
    if not is_there:
        told = (
            f"{_named(row)} needs its data extension in the other business unit."
            " Create or choose that first."
        )
        yield Problem(told, where=where)


def _of_used(row: Row, where: Where) -> Iterator[Problem]:
    used = row.used
    if used is None:
        typed = row.choice.id if row.choice else ""
        told = f"{_named(row)} is replaced by “{typed}”, as you typed it."
        yield Problem(told, Severity.WARNING, where)
        return
    if row.source is None or not row.source.fields:
        return
    missing = same_fields(
        map(data_extension.from_body, row.source.fields),
        map(data_extension.from_body, used.fields),
    )
    needed = {each.casefold() for each in row.reference.used}
    ids = {str(each.get("id", "")).casefold() for each in row.source.fields}
    for told in missing:
        name = told.partition("”")[0].removeprefix("“")
        is_needed = _is_used(row, name, needed & ids, needed - ids)
        severity = Severity.ERROR if is_needed else Severity.WARNING
        text = f"{_named(row)}: the field {told}."
        if is_needed and severity is Severity.ERROR:
            text += " The journey uses it: add it there, then plan again."
        yield Problem(text, severity, where)


def _is_used(row: Row, name: str, ids: set[str], names: set[str]) -> bool:
    assert row.source is not None
    own = next((e for e in row.source.fields if e.get("name") == name), {})
    return name.casefold() in names or str(own.get("id", "")).casefold() in ids


def _named(row: Row) -> str:
    kind = row.reference.kind.value
    return f"{kind[0].upper()}{kind[1:]} “{row.title}”"


def summary(plan: Plan) -> str:
    """Count the rows: “3 matched by key, 1 will be created, 2 by hand”."""
    rows = tuple(filter(plan.is_needed, plan.rows))
    created = sum(each.is_created for each in rows)
    counts = [
        (sum(e.match is m and not e.is_created for e in rows), m.value)
        for m in (Match.KEY, Match.NAME, Match.AMBIGUOUS)
    ]
    counts.append((created, "will be created"))
    by_hand = sum(
        e.choice is not None and e.choice.how in (How.EMPTY, How.KEEP) for e in rows
    )
    counts.append((by_hand, "by hand"))
    told = ", ".join(f"{number} {words}" for number, words in counts if number)
    return told or "It refers to nothing outside itself"
