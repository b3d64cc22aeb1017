"""Facts: everything that criteria, expressions and the walk look at.

Keys are looked up without regard to case, as the service does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from jbdesk.model import lens
from jbdesk.model.journey import JsonObject


@dataclass(frozen=True)
class Facts:
    """What is known of one contact at one moment.

    `engagement` states, for a message's key, what was done with it:
    {"EMAIL-1": {"opened": true, "clicked": ["https://…"], "bounced": false}};
    for an activity that asks somebody outside, its result {"REST-1": {"branch":
    "yes"}}; for a wait for an event, {"WAITUNTILAPI-1": {"happened": "2026-…"}}.
    """

    contact_key: str = ""
    event_key: str = ""
    event: JsonObject = field(default_factory=dict)
    attributes: JsonObject = field(default_factory=dict)  # {"Set": {"Attribute": …}}
    engagement: JsonObject = field(default_factory=dict)
    now: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    defaults: JsonObject = field(default_factory=dict)  # the journey's own
    outputs: JsonObject = field(default_factory=dict)  # {"ACTIVITY-1": {"out": …}}
    events: JsonObject = field(default_factory=dict)  # those that came later, by key

    def at(self, now: datetime) -> "Facts":
        return replace(self, now=now)

    def event_value(self, name: str) -> Any:
        """Give a field of the event, or ABSENT."""
        return member(self.event, name)

    def other_event(self, key: str) -> Any:
        """Give the event that the contact waited for and got, or ABSENT."""
        return member(self.events, key)

    def attribute(self, path: str) -> Any:
        """Give an attribute by "Set.Attribute" or by its own name, or ABSENT."""
        whole = member(self.attributes, path)
        if whole is not lens.ABSENT:
            return whole
        group, _, name = path.rpartition(".")
        return member(member(self.attributes, group), name) if group else lens.ABSENT

    def with_attribute(self, groups: Sequence[str], name: str, value: Any) -> "Facts":
        """The facts after an attribute of one of these sets was changed.

        A set that nothing is known of yet goes by the first of the names given.
        """
        wanted = [group.casefold() for group in groups if group]
        if not wanted:
            return self
        known = {
            group.casefold(): group
            for group, values in self.attributes.items()
            if isinstance(values, dict)
        }
        new = next(group for group in groups if group)
        found = next((known[each] for each in wanted if each in known), new)
        values = self.attributes.get(found)
        values = values if isinstance(values, dict) else {}
        names = {each.casefold(): each for each in values}
        changed = {**values, names.get(name.casefold(), name): value}
        return replace(self, attributes={**self.attributes, found: changed})

    def done_with(self, key: str) -> JsonObject:
        """Tell what was stated about an activity: opens, clicks, results."""
        found = member(self.engagement, key)
        return found if isinstance(found, dict) else {}


def member(values: Any, name: str) -> Any:
    """Find a member by its name in any case; the exact spelling wins; else ABSENT."""
    if not isinstance(values, Mapping):
        return lens.ABSENT
    if name in values:
        return values[name]
    wanted = name.casefold()
    for key, value in values.items():
        if isinstance(key, str) and key.casefold() == wanted:
            return value
    return lens.ABSENT
