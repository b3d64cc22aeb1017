"""One line of a journey's audit log: who did what to which version, when."""

from dataclasses import dataclass
from typing import Any

from jbdesk.model import lens
from jbdesk.model.fields import number_in
from jbdesk.model.journey import JsonObject

_WORDS = {
    "create": "Created",
    "modify": "Saved",
    "publish": "Published",
    "unpublish": "Replaced by a newer version",
    "stop": "Stopped",
    "pause": "Paused",
    "resume": "Resumed",
    "delete": "Deleted",
}
ACTIONS = ("all", "create", "modify", "publish", "unpublish", "delete")


@dataclass(frozen=True, eq=False)
class AuditRow:
    """The JSON of one line, looked at by name."""

    body: JsonObject

    def _text(self, *path: str) -> str:
        return lens.text(self.body, *path)

    @property
    def id(self) -> str:
        return self._text("id")

    @property
    def action(self) -> str:
        """In words; an action that is not known as the service calls it."""
        found = self._text("action")
        return _WORDS.get(found.casefold(), found)

    @property
    def user(self) -> str:
        number = lens.read(self.body, ("user", "userId"), "")
        return self._text("user", "name") or str(number)

    @property
    def date(self) -> str:
        """As the service writes it: without a zone, in its own time."""
        return self._text("timeStamp")

    @property
    def version(self) -> int:
        return number_in(self.body.get("versionNumber")) or 0

    @property
    def details(self) -> str:
        """What else is told: how a publish stands, errors, who was ejected."""
        told = [self._text("publishStatus")]
        told += [_error(each) for each in _listed(self.body.get("errors"))]
        ejected = number_in(self.body.get("ContactsEjected"))
        if ejected:
            told.append(f"{ejected} contacts ejected")
        return " · ".join(filter(None, told))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _error(body: Any) -> str:
    if not isinstance(body, dict):
        return str(body)
    folded = {name.casefold(): each for name, each in body.items()}
    return str(folded.get("errordetail") or folded.get("message") or "")
