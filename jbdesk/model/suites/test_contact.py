"""A test contact: a person with data, and what is stated about them."""

from dataclasses import dataclass, field
from typing import Any

from jbdesk.model.facts import Facts
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.problem import Failure

_PARTS = ("data", "attributes", "engagement")


@dataclass(frozen=True)
class TestContact:
    """Who is sent through a journey; the same JSON as contact files hold.

        {"contactKey": "susan", "data": {…}, "attributes": {…}, "engagement": {…},
         "name": "Susan (VIP)"}

    `data` are the fields of the entry event, `attributes` the sets of the contact,
    `engagement` is what `Facts.engagement` states; a name is optional.
    """

    __test__ = False  # pytest: this is no test

    contact_key: str
    data: JsonObject = field(default_factory=dict)
    attributes: JsonObject = field(default_factory=dict)
    engagement: JsonObject = field(default_factory=dict)
    name: str = ""

    @property
    def title(self) -> str:
        return self.name or self.contact_key

    @property
    def body(self) -> JsonObject:
        return {
            "contactKey": self.contact_key,
            "data": self.data,
            "attributes": self.attributes,
            "engagement": self.engagement,
            **({"name": self.name} if self.name else {}),
        }

    def facts(self, journey: Journey) -> Facts:
        """What the contact brings to a journey."""
        trigger = journey.trigger
        return Facts(
            contact_key=self.contact_key,
            event_key=trigger.event_definition_key if trigger else "",
            event=self.data,
            attributes=self.attributes,
            engagement=self.engagement,
        )


def contact_from(found: Any, name: str) -> TestContact:
    """Read one; raises Failure that begins with the name of where it stands."""
    if not isinstance(found, dict):
        raise Failure(f"{name} must hold a JSON object with contactKey and data.")
    for part in _PARTS:
        if not isinstance(found.get(part, {}), dict):
            raise Failure(f"{name}: “{part}” must be a JSON object.")
    key = found.get("contactKey", "")
    if not isinstance(key, str):
        raise Failure(f"{name}: “contactKey” must be text.")
    title = found.get("name", "")
    title = title if isinstance(title, str) else ""
    data, attributes, engagement = (found.get(part, {}) for part in _PARTS)
    return TestContact(key, data, attributes, engagement, title)
