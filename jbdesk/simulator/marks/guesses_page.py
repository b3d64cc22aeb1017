"""The guesses as a page to read: made of the one table of answers."""

from collections import Counter
from collections.abc import Iterable

from jbdesk.model.fields import Mark
from jbdesk.simulator.marks import answers
from jbdesk.simulator.marks.told import Told

_HEAD = """\
# What the simulator guesses

Written by `jbdesk simulator --guesses` of the table in `jbdesk/simulator/marks`.

Each answer of the simulator has a mark. *Documented*: Salesforce's documentation says
so. *Observed*: a recorded answer, or a program that works with the service, shows it.
*Inferred*: neither says, and the simulator does what the service most likely does.
Whoever tests an integration here should try what is inferred on a real tenant too.
"""
_GUESSED = """
## Inferred

The call, the status it answers with, and the case.
"""
_PARTLY = """
## Documented or observed, but not in every part
"""


def page() -> str:
    """Give the page as Markdown."""
    every = list(answers.all_told())
    counts = Counter(told.mark for _, told in every)
    numbers = ", ".join(f"{counts[mark]} {mark.value}" for mark in Mark)
    guessed = [row for row in every if row[1].mark == Mark.INFERRED]
    partly = [e for e in every if e[1].mark != Mark.INFERRED and e[1].note]
    return "".join(
        (
            _HEAD,
            f"\n{len(every)} answers: {numbers}.\n",
            _GUESSED,
            *_lines(guessed),
            _PARTLY,
            *_lines(partly),
        )
    )


def _lines(rows: Iterable[tuple[str, Told]]) -> list[str]:
    """Give a heading for each call, and under it a line for each case."""
    by_route: dict[str, list[Told]] = {}
    for route, told in rows:
        by_route.setdefault(route, []).append(told)
    lines = []
    for route in sorted(by_route, key=lambda each: each.partition(" ")[::-1]):
        lines.append(f"\n`{route}`\n\n")
        lines += [_line(told) for told in by_route[route]]
    return lines


def _line(told: Told) -> str:
    note = f" {told.note}" if told.note else ""
    return f"* {told.status}: {told.case}.{note}\n"
