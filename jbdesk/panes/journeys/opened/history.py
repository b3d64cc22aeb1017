"""The history of the open journey: its edits, and the points before each write."""

from jbdesk.editor.lists.history_panel import HistoryPanel, Point
from jbdesk.model import difference
from jbdesk.panes.journeys.opened.compare import Comparisons
from jbdesk.panes.journeys.opened.writer import Host
from jbdesk.services.journeys.restore_points import RestorePoint, RestorePoints


class Histories:
    """Does what the head's “History” asks, and fills the editor's panel."""

    def __init__(
        self, host: Host, comparisons: Comparisons, points: RestorePoints
    ) -> None:
        self._host = host
        self._comparisons = comparisons
        self._store = points
        self._points: tuple[RestorePoint, ...] = ()

    def open(self) -> None:
        """Take the panel of the journey that was just opened."""
        self._points = ()
        if (panel := self._panel) is not None:
            panel.shown.connect(self.load)
            panel.compare_wanted.connect(self._compare)
            panel.restore_wanted.connect(self._restore)

    def show_history(self) -> None:
        """Bring the panel to the front, with the keyboard in it."""
        if (editor := self._host.page.editor) is not None:
            editor.show_history()

    @property
    def _panel(self) -> HistoryPanel | None:
        editor = self._host.page.editor
        return editor.history if editor is not None else None

    def load(self) -> None:
        """Read the restore points; nobody looks at them most of the time."""
        panel = self._panel
        if panel is not None and panel.isVisible():
            self._host.start(self._load)

    async def _load(self) -> None:
        document, connection = self._host.page.document, self._host.connection
        if document is None or connection is None:
            return
        found = await self._store.read(connection.settings.id, document.journey.key)
        if self._host.page.document is document and (panel := self._panel) is not None:
            self._points = found
            panel.show_points([_told(each) for each in found])

    def _compare(self, row: int) -> None:
        if 0 <= row < len(self._points):
            point = self._points[row]
            self._comparisons.show(_when(point), point.journey)

    def _restore(self, row: int) -> None:
        """Put the journey back as one edit; undo brings the present back."""
        document = self._host.page.document
        if document is None or not 0 <= row < len(self._points):
            return
        point = self._points[row]
        changed = difference.compare(document.journey, point.journey)
        text = f"Restore {_when(point)}"
        if document.attempt(text, lambda _: point.journey):
            self._host.notice.show_text(
                f"{difference.summary(changed)}. Undo brings back what was here.",
                title=f"Restored as it was on {_when(point)}",
                state="ok",
            )


def _told(point: RestorePoint) -> Point:
    return Point(_when(point), point.why, point.summary)


def _when(point: RestorePoint) -> str:
    at = point.at.astimezone()
    return f"{at.day} {at:%b %Y %H:%M}"
