"""An event definition: an entry source with its key and its data extension."""

from dataclasses import dataclass
from typing import Any

from jbdesk.model import lens, trigger_types
from jbdesk.model.journey import JsonObject

NO_GUID = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, eq=False)
class EventDefinition:
    """The JSON of an event definition, looked at by name."""

    body: JsonObject

    def _text(self, *path: str) -> str:
        found = lens.read(self.body, path, "")
        return found if isinstance(found, str) else ""

    @property
    def id(self) -> str:
        return self._text("id")

    @property
    def key(self) -> str:
        return self._text("eventDefinitionKey")

    @property
    def name(self) -> str:
        return self._text("name")

    @property
    def type(self) -> str:
        return self._text("type")

    @property
    def data_extension_id(self) -> str:
        """Of the data extension that receives the rows; "" where none is told."""
        for path in (("dataExtensionId",), ("schema", "id"), _ARGUMENT):
            found = self._text(*path)
            if found and found != NO_GUID:
                return found
        return ""

    @property
    def data_extension_name(self) -> str:
        return self._text("dataExtensionName") or self._text("schema", "name")

    @property
    def criteria(self) -> str:
        """The filter as FilterDefinition XML; "" admits everybody."""
        return self._text("arguments", "criteria")

    @property
    def modified_date(self) -> str:
        return self._text("modifiedDate")

    @property
    def mode(self) -> str:
        return self._text("mode") or "Production"

    @property
    def category(self) -> str:
        return self._text("category") or "Event"

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
