"""What is selected: the same for canvas, outline, inspector and problem list."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from jbdesk.editor.change import Change
from jbdesk.editor.document import Document
from jbdesk.editor.geometry import ENTRY, PathKey, headers_of, is_header
from jbdesk.model.journey import Journey


class Selection(QObject):
    """Activities and header cards, or one path, or nothing."""

    changed = Signal()

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self.refs: tuple[str, ...] = ()
        self.path: PathKey | None = None
        document.changed.connect(self._journey_changed)

    @property
    def only(self) -> str | None:
        """The one that is selected, when it is one."""
        return self.refs[0] if len(self.refs) == 1 else None

    @property
    def activities(self) -> tuple[str, ...]:
        return tuple(ref for ref in self.refs if not is_header(ref))

    def choose(self, *refs: str) -> None:
        self.choose_all(refs)

    def choose_all(self, refs: Iterable[str], path: PathKey | None = None) -> None:
        journey = self._document.journey
        new = tuple(ref for ref in refs if is_here(journey, ref))
        if (new, path) != (self.refs, self.path):
            self.refs, self.path = new, path
            self.changed.emit()

    def choose_path(self, path: PathKey) -> None:
        self.choose_all((), path)

    def clear(self) -> None:
        self.choose_all(())

    def _journey_changed(self, change: Change) -> None:
        kept = tuple(ref for ref in self.refs if is_here(change.new, ref))
        path = self.path
        if path is not None and path[0] != ENTRY and not _has(change, path):
            path = None
        self.choose_all(kept, path)


def is_here(journey: Journey, ref: str) -> bool:
    """Whether the journey has such an activity or header card."""
    return ref in journey or ref in headers_of(journey)


def _has(change: Change, path: PathKey) -> bool:
    ref, position = path
    return ref in change.new and position < len(change.new[ref].outcomes)
