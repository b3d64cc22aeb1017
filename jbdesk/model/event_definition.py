"""An event definition: an entry source with its key and its data extension."""

from dataclasses import dataclass
from typing import Any

from jbdesk.model import lens
from jbdesk.model.journey import JsonObject
from jbdesk.model.types import trigger_types

NO_GUID = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, eq=False)
class EventDefinition:
    """The JSON of an event definition, looked at by name."""

    body: JsonObject

    @property
    def id(self) -> str:
        return lens.text(self.body, "id")

    @property
    def key(self) -> str:
        return lens.text(self.body, "eventDefinitionKey")

    @property
    def name(self) -> str:
        return lens.text(self.body, "name")

    @property
    def type(self) -> str:
        return lens.text(self.body, "type")

    @property
    def data_extension_id(self) -> str:
        """Of the data extension that receives the rows; "" where none is told."""
        for path in (("dataExtensionId",), ("schema", "id"), _ARGUMENT):
            found = lens.text(self.body, *path)
            if found and found != NO_GUID:
                return found
        return ""

    @property
    def data_extension_name(self) -> str:
        return lens.text(self.body, "dataExtensionName") or lens.text(
            self.body, "schema", "name"
        )

    @property
    def criteria(self) -> str:
        """The filter as FilterDefinition XML; "" admits everybody."""
        return lens.text(self.body, "arguments", "criteria")

    @property
    def modified_date(self) -> str:
        return lens.text(self.body, "modifiedDate")

    @property
    def mode(self) -> str:
        return lens.text(self.body, "mode") or "Production"

    @property
    def category(self) -> str:
        return lens.text(self.body, "category") or "Event"

    @property
    def journeys(self) -> int:
        """How many journeys use it, running or not."""
        return _number(self.body.get("interactionCount"))

    @property
    def published_journeys(self) -> int:
        return _number(self.body.get("publishedInteractionCount"))

    @property
    def has_period(self) -> bool:
        return "." in self.key

    @property
    def is_fireable(self) -> bool:
        return not self.why_not_fireable

    @property
    def why_not_fireable(self) -> str:
        """A sentence that tells why no event can be fired; "" when one can."""
        if not self.key:
            return "It has no key yet."
        if self.has_period:
            return "Its key holds a period; the service does not accept such a key."
        if not trigger_types.named(self.type).can_be_fired:
            return (
                f"Marketing Cloud itself lets contacts enter by “{self.type}”;"
                " only API events can be fired."
            )
        return ""


_ARGUMENT = ("arguments", "dataExtensionId")


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
