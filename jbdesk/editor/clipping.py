"""Cut, copy, paste and duplicate activities; the clipboard holds them as JSON text.

So a group can go to another journey, another window, or into an e-mail and back.
"""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from jbdesk.editor.geometry import ENTRY
from jbdesk.editor.operations import Operations
from jbdesk.model import edits, wire
from jbdesk.model.journey import Journey, JsonObject
from jbdesk.model.problem import Failure, Problem
from jbdesk.model.texts.words import counted

_NO_CLIP = "The clipboard holds no activities. Copy some on a canvas first."


class Clipping(QObject):
    """What the clipboard can do for the open journey."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._operations = operations
        self._document = operations.document
        self._selection = operations.selection

    def copy(self) -> bool:
        """Put the selected activities on the clipboard; any version may be copied."""
        clip = self._clip()
        if clip is None:
            return False
        QGuiApplication.clipboard().setText(wire.dumps(clip))
        return True

    def cut(self) -> bool:
        """Copy, then remove; a split asks which of its branches stays."""
        return (
            self._document.is_editable
            and self.copy()
            and self._operations.remove(self._selection.activities)
        )

    def paste(self) -> bool:
        """Paste on the selected path, or after the selected activity."""
        try:
            clip = wire.loads(QGuiApplication.clipboard().text())
        except Failure:
            self._document.refused.emit((Problem(_NO_CLIP),))
            return False
        return self._put("Paste", clip)

    def duplicate(self) -> bool:
        """Put a copy of the selected activities after them; the clipboard stays."""
        clip = self._clip()
        return clip is not None and self._put("Duplicate", clip)

    def _clip(self) -> JsonObject | None:
        chosen = self._selection.activities
        try:
            return edits.copy_group(self._document.journey, chosen)
        except Failure as failure:
            self._document.refused.emit(failure.problems)
            return None

    def _put(self, verb: str, clip: Any) -> bool:
        ref, outcome = self._operations.place_of_selection()
        before = self._document.journey
        done = self._document.attempt(
            f"{verb} {_told(clip)}",
            edits.paste,
            clip,
            source=None if ref == ENTRY else ref,
            outcome=outcome,
        )
        if done:
            self._selection.choose_all(_added(before, self._document.journey))
        return done


def _added(before: Journey, after: Journey) -> tuple[str, ...]:
    return tuple(ref for ref in after.by_ref if ref not in before)


def _told(clip: Any) -> str:
    """What is pasted, in words: the one activity by its name."""
    found = clip.get("activities") if isinstance(clip, dict) else None
    if not isinstance(found, list):
        return ""
    return counted(len(found), "activity", "activities")
