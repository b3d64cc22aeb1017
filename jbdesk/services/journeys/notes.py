"""A person's notes on activities: kept in the home folder, never sent."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jbdesk.model.firing.mention import Mention
from jbdesk.services import stored_file

VERSION = 1
Texts = Mapping[str, str]  # by the activity's key


class Notes:
    """One JSON file; notes by the journey's key and the activity's."""

    def __init__(self, home: Path) -> None:
        self._path = stored_file.folder(home) / "notes.json"
        self._lock = threading.Lock()
        found, self.notice = stored_file.read(self._path)
        kept = _journeys(found) if found is not None else {}
        if kept is None:
            kept, self.notice = {}, stored_file.set_aside(self._path)
        self._kept: dict[str, Texts] = kept

    def of(self, journey_key: str) -> Texts:
        """Give the notes on a journey's activities."""
        return self._kept.get(journey_key, {})

    def put(self, journey_key: str, texts: Texts) -> None:
        """Keep these and no others; raises Failure where they can't be written."""
        with self._lock:
            some = {key: text for key, text in texts.items() if text.strip()}
            if some == self.of(journey_key):
                return
            kept = {**self._kept, journey_key: some}
            written = {key: dict(each) for key, each in kept.items() if each}
            stored_file.write(self._path, {"version": VERSION, "journeys": written})
            self._kept = kept

    def mentions(self, contact_key: str) -> int:
        """How many notes speak of a contact."""
        mention = Mention(contact_key)
        return sum(
            mention.is_in(text)
            for each in self._kept.values()
            for text in each.values()
        )

    def forget(self, contact_key: str) -> int:
        """Remove the notes that speak of a contact; gives how many there were."""
        count, mention = self.mentions(contact_key), Mention(contact_key)
        for journey, each in tuple(self._kept.items()) if count else ():
            left = {key: text for key, text in each.items() if not mention.is_in(text)}
            self.put(journey, left)
        return count


def _journeys(found: Any) -> dict[str, Texts] | None:
    """Read the file's notes; None where it is not ours."""
    try:
        assert found["version"] == VERSION
        read: dict[str, Texts] = {
            str(journey): {str(key): text for key, text in texts.items()}
            for journey, texts in found["journeys"].items()
        }
        assert all(isinstance(t, str) for each in read.values() for t in each.values())
    except (AssertionError, AttributeError, KeyError, TypeError):
        return None
    return read
