"""A person's notes on the activities of the open journey; no part of its JSON.

They follow a changed key, go with a removed activity and come back with it.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from jbdesk.editor.change import Change
from jbdesk.editor.document import Document
from jbdesk.model.journey import Activity


class JourneyNotes(QObject):
    """The notes by the activities' keys."""

    changed = Signal()  # a person or an edit changed them
    shown = Signal()  # they are to be shown anew

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._texts: dict[str, str] = {}
        self._gone: dict[str, tuple[Activity, str]] = {}
        document.changed.connect(self._follow)

    @property
    def texts(self) -> dict[str, str]:
        return dict(self._texts)

    def take(self, texts: Mapping[str, str]) -> None:
        """Show what was kept."""
        self._texts = dict(texts)
        self.shown.emit()

    def of(self, key: str) -> str:
        return self._texts.get(key, "")

    def write(self, key: str, text: str) -> None:
        """Put a note on an activity; an empty one takes it away."""
        if text == self.of(key):
            return
        self._texts.pop(key, None)
        if text.strip():
            self._texts[key] = text
        self.shown.emit()
        self.changed.emit()

    def _follow(self, change: Change) -> None:
        before = self.texts
        old, new = change.old.by_ref, change.new.by_ref
        for was, now in _renamed(change):
            if was in self._texts:
                self._texts[now] = self._texts.pop(was)
        for key in tuple(self._texts):
            if key not in new and key in old:
                self._gone[key] = (old[key], self._texts.pop(key))
        for key in change.came:
            activity, text = self._gone.get(key, (None, ""))
            if activity is not None and activity.body is new[key].body:
                self._texts.setdefault(key, text)
        if before != self._texts:
            self.shown.emit()
            self.changed.emit()


def _renamed(change: Change) -> list[tuple[str, str]]:
    """The keys that changed while everything stayed in its place."""
    old, new = tuple(change.old.by_ref.items()), tuple(change.new.by_ref.items())
    if len(old) != len(new):
        return []
    return [
        (was, now)
        for (was, one), (now, other) in zip(old, new, strict=True)
        if was != now
        and was not in change.new
        and now not in change.old
        and one.type == other.type
    ]
