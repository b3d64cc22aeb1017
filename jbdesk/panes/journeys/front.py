"""The pages of the pane: list, editor, and what stands in front of the editor."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from jbdesk.panes.journeys.opened.writer import Host

_IN_FRONT = 2  # the page behind list and editor


class Front(QStackedWidget):
    """Shows the list or the editor, and for a while a comparison instead."""

    def __init__(self, host: Host, of_list: QWidget) -> None:
        super().__init__()
        self._host = host
        self._list = of_list
        self.addWidget(of_list)
        self.addWidget(host.page)

    @property
    def is_taken(self) -> bool:
        """Whether something stands in front of the editor."""
        return self.count() > _IN_FRONT

    def show_list(self) -> None:
        self._drop()
        self.setCurrentWidget(self._list)

    def show_editor(self) -> None:
        """Close what stands in front of the editor."""
        self._drop()
        self.setCurrentWidget(self._host.page)
        self._host.head_part.show_journey(self._host.page)
        if self._host.page.editor is not None:
            self._host.page.editor.setFocus()

    def show_view(self, view: QWidget, title: str) -> None:
        """Put a view in front of the editor, and the keyboard into it."""
        self._drop()
        self.addWidget(view)
        self.setCurrentWidget(view)
        self._host.head_part.show_title(title)
        view.setFocus()

    def _drop(self) -> None:
        while (view := self.widget(_IN_FRONT)) is not None:
            self.setCurrentWidget(self._host.page)
            self.removeWidget(view)
            view.deleteLater()
