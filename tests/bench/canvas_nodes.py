"""NodeGraphQt, where it is installed: nodes with an input and two outputs."""

from typing import Any

from NodeGraphQt import BaseNode, NodeGraph
from PySide6.QtWidgets import QApplication

from tests.bench.canvas_shape import Shape


def prepare() -> None:
    QApplication([])


class Activity(BaseNode):  # type: ignore[misc] # it has no types
    """A node with the ports that a split needs."""

    __identifier__ = "bench"
    NODE_NAME = "Activity"

    def __init__(self) -> None:
        super().__init__()
        self.add_input("in")
        self.add_output("first")
        self.add_output("second")


class Canvas:
    """Its graph, without any window around."""

    size = (1280, 800)

    def __init__(self, shape: Shape) -> None:
        self._graph = NodeGraph()
        self._graph.register_node(Activity)
        places = shape.places()
        self._nodes: list[Any] = [
            self._graph.create_node(
                "bench.Activity",
                name=f"Activity {number}",
                pos=places[number],
                selected=False,
                push_undo=False,
            )
            for number in range(shape.count)
        ]
        used: set[int] = set()
        for source, target in shape.paths:
            output = self._nodes[source].output(1 if source in used else 0)
            output.connect_to(self._nodes[target].input(0), push_undo=False)
            used.add(source)
        self.view = self._graph.viewer()
        self.widget = self.view

    def zoom(self, zoom: float) -> None:
        factor = zoom / self.view.transform().m11()
        self.view.scale(factor, factor)

    def look(self) -> None:
        self.view.center_selection([self._nodes[len(self._nodes) // 2].view])

    def pan(self, by: int) -> None:
        self.view._set_viewer_pan(by, 0)  # what its mouse does

    def grab(self) -> None:
        self._held = self._nodes[len(self._nodes) // 2]
        self.view.center_selection([self._held.view])

    def drag(self, step: int) -> None:
        x, y = self._held.view.xy_pos
        self._held.view.xy_pos = [x + 3, y + (2 if step % 2 else 1)]

    def let_go(self) -> None:
        """A node stays where it is."""

    def fit(self) -> None:
        self.view.zoom_to_nodes([node.view for node in self._nodes])

    def select_all(self) -> None:
        self._graph.select_all()

    def select_none(self) -> None:
        self._graph.clear_selection()

    def delete_half(self) -> None:
        self._graph.delete_nodes(self._nodes[len(self._nodes) // 2 :])

    def undo(self) -> None:
        self._graph.undo_stack().undo()
