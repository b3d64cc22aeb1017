"""Would it enter? What each listening journey would do with an event, beforehand.

A pure judgement of what was read: the versions that name the event definition,
and where the contact is. What was not read, or can't be, is "not known".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from jbdesk.model import criteria, lens, walk
from jbdesk.model.facts import Facts
from jbdesk.model.filters.criteria_tree import Condition, Group, key_parts
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.journeys.journey_row import JourneyRow
from jbdesk.model.problem import Failure

MOST_JOURNEYS = 10  # that one event is offered to, as documented
_INSIDE_TO_DO = "Eject the contact, or choose another contact key."


class Chance(StrEnum):
    """How likely it is that the contact enters, the best first."""

    YES = "yes"
    DOUBT = "doubt"
    UNKNOWN = "not known"
    NO = "no"


@dataclass(frozen=True)
class Stay:
    """Where the contact is in a journey, or that it was there."""

    is_inside: bool
    where: str = ""  # "waits at “3 days” since 1 March"


@dataclass(frozen=True)
class Offer:
    """What is to be sent, and what is known of the contact."""

    event_key: str
    contact_key: str
    data: JsonObject
    stays: dict[str, Stay] | None = None  # by journey key; None: not known


@dataclass(frozen=True)
class Outlook:
    """What one journey would do, why, and what could be done."""

    chance: Chance
    title: str
    text: str = ""
    to_do: str = ""
    journey_key: str = ""
    version: int | None = None
    is_of_contact: bool = False  # tells of the contact, whatever a journey does


def outlooks(rows: Iterable[JourneyRow], offer: Offer) -> tuple[Outlook, ...]:
    """Judge every journey that names the event definition, best chance first."""
    asked = _asked(rows)
    if not asked:
        title = f"No journey listens to “{offer.event_key}”"
        text = "The event would be accepted, and nobody would enter."
        to_do = "Choose this event definition as the entry source of a journey."
        return (Outlook(Chance.NO, title, text, to_do),)
    running = sum(_is_running(each) for each in asked)
    found = [_outlook(each, offer, running) for each in asked]
    order = list(Chance)
    return tuple(sorted(found, key=lambda each: order.index(each.chance)))


def _asked(rows: Iterable[JourneyRow]) -> list[JourneyRow]:
    """Of each journey the version that is asked: running, paused, or the latest."""
    found: dict[str, JourneyRow] = {}
    for each in rows:
        before = found.get(each.key)
        if before is None or _turn(each) > _turn(before):
            found[each.key] = each
    return list(found.values())


def _turn(row: JourneyRow) -> tuple[int, int]:
    ranks = {"published": 2, "paused": 1}
    return ranks.get(row.status.lower(), 0), row.version


def _is_running(row: JourneyRow) -> bool:
    return row.status.lower() == "published"


def _outlook(row: JourneyRow, offer: Offer, running: int) -> Outlook:
    name = f"“{row.name}” version {row.version}"
    for check in (_by_status, _by_filter, _by_entry_mode):
        found = check(row, offer)
        if found is not None and found.chance is not Chance.YES:
            return _named(found, row)
    texts = [
        found.text for c in (_by_filter, _by_entry_mode) if (found := c(row, offer))
    ]
    told = Outlook(Chance.YES, f"Would enter {name}", " ".join(filter(None, texts)))
    for doubt in (_by_spelling(row, offer), _by_limit(running)):
        if doubt:
            title = f"May enter {name}"
            told = Outlook(Chance.DOUBT, title, doubt, told.to_do)
    return _named(told, row)


def _named(found: Outlook, row: JourneyRow) -> Outlook:
    return replace(found, journey_key=row.key, version=row.version)


_STATUSES: dict[str, tuple[Chance, str, str]] = {
    "draft": (Chance.NO, "is a draft", "Publish the journey."),
    "stopped": (Chance.NO, "is stopped", "Publish a new version of the journey."),
    "deleted": (Chance.NO, "is deleted", "Choose another event definition."),
    "unpublished": (
        Chance.NO,
        "is finishing: those inside go on, and nobody enters",
        "Publish a new version of the journey.",
    ),
    "paused": (
        Chance.DOUBT,
        "is paused: it keeps contacts for later only if it was paused so",
        "Resume the journey.",
    ),
    "scheduledtopublish": (
        Chance.NO,
        "is scheduled and does not run yet",
        "Wait until it runs.",
    ),
}


def _by_status(row: JourneyRow, _offer: Offer) -> Outlook | None:
    if _is_running(row):
        return None
    unknown = Chance.UNKNOWN, f"has the status {row.status}", "Look at the journey."
    chance, why, to_do = _STATUSES.get(row.status.lower(), unknown)
    titles = {Chance.NO: "Would not enter", Chance.DOUBT: "May not enter"}
    title = f"{titles.get(chance, 'Not known of')} “{row.name}”"
    return Outlook(chance, title, f"Version {row.version} {why}.", to_do)


def _by_filter(row: JourneyRow, offer: Offer) -> Outlook | None:
    trigger = Journey(row.body).trigger
    xml = trigger.criteria if trigger else ""
    if not xml.strip():
        return None
    facts = Facts(offer.contact_key, offer.event_key, offer.data)
    facts = replace(facts, event_key=trigger.event_definition_key if trigger else "")
    met, reason = judged(xml, facts)
    if met is True:
        return Outlook(Chance.YES, "", f"Its filter is met: {reason}.")
    if met is None:
        title = f"Not known whether “{row.name}” admits it"
        text = f"Its filter looks at more than the event: {reason}."
        to_do = "Look at the contact's own attributes."
        return Outlook(Chance.UNKNOWN, title, text, to_do)
    title = f"Would not enter “{row.name}”: filter not met"
    to_do = "Change the data so that it meets the filter, or change the filter."
    return Outlook(Chance.NO, title, f"{reason}.", to_do)


def judged(xml: str, facts: Facts) -> tuple[bool | None, str]:
    """Judge by a filter as far as the event tells; None where it does not."""
    try:
        root = criteria.parse(xml).root
    except Failure as failure:
        return None, str(failure).rstrip(".")
    open_ones = [e for e in criteria.conditions(root) if not _is_told(e, facts)]
    met = _met(root, facts)
    if met is None:
        told = criteria.describe(criteria.write(criteria.criteria(open_ones[0])))
        return None, told
    whole = criteria.evaluate(xml, facts)
    if whole.met is met:
        return met, whole.reason
    return met, criteria.describe(xml)


def _met(part: Group | Condition, facts: Facts) -> bool | None:
    if isinstance(part, Condition):
        if not _is_told(part, facts):
            return None
        xml = criteria.write(criteria.criteria(part))
        return criteria.evaluate(xml, facts).met
    found = [_met(each, facts) for each in part.parts]
    decisive = part.operator == "OR"
    if decisive in found:
        return decisive
    return None if None in found else not decisive or not found


def _is_told(part: Condition, facts: Facts) -> bool:
    """Whether the event, or the contact key, says what a condition looks at."""
    names = [part.key, *(part.values if part.is_reference else ())]
    return all(_is_of_event(each, facts) for each in names)


def _is_of_event(name: str, facts: Facts) -> bool:
    root, *rest = key_parts(name)
    if root.casefold() == "event" and rest:
        return rest[0].casefold() == facts.event_key.casefold()
    return criteria.fact(name, facts) is not lens.ABSENT


def _by_entry_mode(row: JourneyRow, offer: Offer) -> Outlook | None:
    if row.entry_mode.lower() == "multipleentries":
        return None
    if offer.stays is None:
        title = f"Not known whether “{row.name}” admits it again"
        text = "Where the contact is could not be read."
        return Outlook(Chance.UNKNOWN, title, text, "Fire, and look what became of it.")
    stay = offer.stays.get(row.key)
    refused = walk.entry_refusal(
        row.entry_mode,
        is_inside=stay is not None and stay.is_inside,
        was_inside=stay is not None,
    )
    if refused.admitted:
        return Outlook(Chance.YES, "", _outside(row, stay))
    if stay is not None and stay.is_inside:
        title = f"Would not enter “{row.name}”: already inside"
        where = f"“{offer.contact_key}” {stay.where}. " if stay.where else ""
        return Outlook(Chance.NO, title, f"{where}{refused.reason}", _INSIDE_TO_DO)
    title = f"Would not enter “{row.name}”: was inside before"
    to_do = "Choose another contact key, or let the journey admit contacts again."
    return Outlook(Chance.NO, title, refused.reason, to_do)


def _outside(row: JourneyRow, stay: Stay | None) -> str:
    if row.entry_mode.lower() == "onceanddone":
        return "No entry in the last 30 days; older ones are not known."
    return "The contact is not inside." if stay is None else "The contact has left it."


def _by_spelling(row: JourneyRow, offer: Offer) -> str:
    if row.event_definition_key == offer.event_key:
        return ""
    return (
        f"The journey writes the key “{row.event_definition_key}”, with other capital"
        f" letters than “{offer.event_key}”."
    )


def _by_limit(running: int) -> str:
    if running <= MOST_JOURNEYS:
        return ""
    return (
        f"{running} running journeys listen, and the service offers an event to"
        f" {MOST_JOURNEYS} at most; which ones is not known."
    )


def overall(found: Sequence[Outlook]) -> Chance:
    """The best chance a journey gives; not known where none was judged."""
    order = list(Chance)
    judged_ones = [each for each in found if not each.is_of_contact]
    chances = [order.index(each.chance) for each in judged_ones]
    return order[min(chances)] if chances else Chance.UNKNOWN
