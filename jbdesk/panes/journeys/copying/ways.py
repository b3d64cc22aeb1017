"""Where a copy can go: other business units, and copies that were begun before."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from jbdesk.model.package import COLOURS, PackageSettings
from jbdesk.services.copying.copies import Copy, State

Take = Callable[[PackageSettings, Copy], None]


@dataclass(frozen=True)
class Way:
    """One row to choose: another business unit, or a copy that was begun."""

    name: str
    about: str
    unit: str
    take: Callable[[], None]


def begun(
    copies: Iterable[Copy], known: Iterable[PackageSettings], take: Take
) -> Iterator[Way]:
    """Give the copies whose business unit can still be reached."""
    units = {each.id: each for each in known}
    for copy in copies:
        unit = units.get(copy.target_id)
        if unit is not None:
            at = f"{copy.at.astimezone():%Y-%m-%d %H:%M}"
            name = f"Copy of {at} to “{copy.target}”"
            yield Way(name, standing(copy), unit.account_id, partial(take, unit, copy))


def standing(copy: Copy) -> str:
    """Say how a copy stands, in a few words."""
    states = [each.state for each in copy.entries]
    done = states.count(State.DONE)
    if copy.is_whole:
        return "Written whole; it can be undone"
    if State.UNDONE in states or State.LEFT in states:
        left = len(states) - states.count(State.UNDONE)
        return f"Undone, {left} left there" if left else "Undone"
    return f"Begun: {done} of {len(states)} written"


def kind_of(settings: PackageSettings) -> str:
    return next((e.label for e in COLOURS if e.value == settings.colour), "")
