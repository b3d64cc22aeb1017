"""The journey editor, whole: palette, canvas, problems, inspector, outline."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF

from jbdesk import start
from jbdesk.editor.document import Document
from jbdesk.editor.journey_editor import JourneyEditor
from jbdesk.model import catalogue, edits, wire
from jbdesk.model.journey import Stamp
from jbdesk.widgets import theme
from tests.bench.canvas_shape import Shape, body_of

EDITS = 8  # of each kind


def prepare() -> None:
    """Make the application as it is made at the start."""
    theme.apply(start.application(), theme.Scheme.LIGHT)


class Canvas:
    """What a person does in the editor, without the mouse."""

    size = (1280 + 490, 800 + 134)  # with palette, side panel and problems

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        journey = wire.journey_from(body_of(shape))
        self._document = Document(journey, Stamp(status="Draft"))
        self.editor = JourneyEditor(self._document)
        self.view = self.editor.canvas
        self.widget = self.editor

    def zoom(self, zoom: float) -> None:
        self.view.set_zoom(zoom)

    def look(self) -> None:
        number = self._shape.count * 17 // 20
        self.view.centerOn(self.editor.scene.cards[f"A-{number}"])

    def pan(self, by: int) -> None:
        self.view.pan(QPoint(-by, 0))

    def grab(self) -> None:
        """Take a path by its head; a card has the place that the journey gives it."""
        source, target = self._shape.paths[self._shape.count // 2]
        self.view.reveal(f"A-{target}")
        path = self.editor.scene.paths[f"A-{source}", 0]
        self._at = path.head - QPointF(4, 0)
        if not self.view.gestures.grab(self._at):
            raise RuntimeError(f"The path of A-{source} can't be grabbed.")

    def drag(self, step: int) -> None:
        self._at += QPointF(3, 2 if step % 2 else 1)
        self.view.gestures.move(self._at)

    def let_go(self) -> None:
        self.view.gestures.cancel()

    def fit(self) -> None:
        self.view.fit()

    def select_all(self) -> None:
        self.editor.selection.choose_all(self._document.journey.by_ref)

    def select_none(self) -> None:
        self.editor.selection.clear()

    def delete_half(self) -> None:
        half = range(self._shape.count // 2, self._shape.count)
        self.editor.operations.remove([f"A-{number}" for number in half])

    def undo(self) -> None:
        self._document.undo_stack.undo()

    def edits(self) -> dict[str, list[Callable[[], object]]]:
        """Give edits of each kind, in the order in which they are made."""
        return {
            "type a letter": [self._letter(n) for n in range(EDITS)],
            "add a wait": [self._add] * EDITS,
            "undo one": [self.undo] * EDITS,
        }

    def _letter(self, number: int) -> Callable[[], object]:
        self.editor.selection.choose("A-1")
        name = "Welcome!"[: number + 1]

        def type_it() -> None:
            place = ("name", "A-1")
            self._document.type_into(place, "Rename", edits.rename, "A-1", name)

        return type_it

    def _add(self) -> None:
        wait = next(row for row in catalogue.PALETTE if row.type == "WAIT")
        self.editor.operations.add(wait, ("A-1", 0))
