"""A list of suggestions below a line while it is typed; Enter takes one, Esc none."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from jbdesk.model.expressions_complete import Suggestion
from jbdesk.widgets import theme
from jbdesk.widgets.field_spec import Suggest
from jbdesk.widgets.tooltips import tooltip

_SHOWN = 8
_WIDTH = 320


class Suggestions(QObject):
    """Asks at every key what could follow at the cursor, and puts in what is chosen."""

    def __init__(self, line: QLineEdit, suggest: Suggest) -> None:
        super().__init__(line)
        self._line = line
        self._suggest = suggest
        self._offered: dict[str, Suggestion] = {}
        self._popup: QListView | None = None
        line.textEdited.connect(self._offer)

    def _made(self) -> QListView:
        """Make the list once something is typed: most lines are only read."""
        if self._popup is not None:
            return self._popup
        self._rows = QStandardItemModel(self)
        self._popup = QListView()
        self._popup.setAccessibleName("Suggestions")
        self._popup.setFont(theme.font("fixed"))
        self._completer = QCompleter(self._rows, self)
        self._completer.setPopup(self._popup)
        # Set beside the line, not on it: a suggestion replaces a part of the text.
        self._completer.setWidget(self._line)
        self._completer.setMaxVisibleItems(_SHOWN)
        self._completer.setCompletionMode(
            QCompleter.CompletionMode.UnfilteredPopupCompletion
        )
        self._completer.activated.connect(self._take)
        return self._popup

    def _offer(self, text: str) -> None:
        found = self._suggest(text, self._line.cursorPosition())
        self._offered = {each.text: each for each in found}
        popup = self._made()
        self._rows.clear()
        for each in found:
            item = QStandardItem(each.text)
            item.setToolTip(tooltip(each.help))
            item.setData(each.help, Qt.ItemDataRole.AccessibleDescriptionRole)
            self._rows.appendRow(item)
        if not found:
            popup.hide()
            return
        area = self._line.rect()
        area.setWidth(max(area.width(), _WIDTH))
        self._completer.complete(area)
        popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _take(self, chosen: str) -> None:
        each = self._offered[chosen]
        whole = self._line.text()
        self._line.setText(whole[: each.start] + each.text + whole[each.end :])
        self._line.setCursorPosition(each.start + len(each.text))
