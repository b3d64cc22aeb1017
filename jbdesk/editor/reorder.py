"""One step earlier or later: an activity along its path, a path among its split's."""

from jbdesk.editor.geometry import ENTRY, ENTRY_PATH, PathKey
from jbdesk.editor.operations import Operations
from jbdesk.model import edits
from jbdesk.model.journey import Journey


class Reorder:
    """Moves what is selected by one step."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations

    def earlier(self) -> bool:
        """Before what leads to it; a path before the one above it."""
        path, ref = self._chosen()
        if path is not None:
            return self._path_by(path, -1)
        if ref is None:
            return False
        journey = self._operations.document.journey
        arrivals = journey.arrivals[ref]
        if not arrivals:
            return False
        before = journey.arrivals[arrivals[0][0]]
        return self._operations.move((ref,), before[0] if before else ENTRY_PATH)

    def later(self) -> bool:
        """Behind what follows it; a path behind the one below it."""
        path, ref = self._chosen()
        if path is not None:
            return self._path_by(path, 1)
        if ref is None:
            return False
        following = _following(self._operations.document.journey, ref)
        return following is not None and self._operations.move((ref,), (following, 0))

    def _chosen(self) -> tuple[PathKey | None, str | None]:
        selection = self._operations.selection
        path = selection.path if selection.path and selection.path[0] != ENTRY else None
        only = selection.activities[0] if len(selection.activities) == 1 else None
        return path, only

    def _path_by(self, path: PathKey, by: int) -> bool:
        ref, position = path
        outcomes = self._operations.document.journey[ref].outcomes
        if not 0 <= position + by < len(outcomes):
            return False
        done = self._operations.document.attempt(
            "Move path", edits.move_outcome, ref, position, position + by
        )
        if done:
            self._operations.selection.choose_path((ref, position + by))
        return done


def _following(journey: Journey, ref: str) -> str | None:
    targets = journey[ref].targets
    found = next((each for each in targets if each in journey), None)
    return found if found is None or journey[found].outcomes else None
