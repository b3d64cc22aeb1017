"""A list of suggestions below a line while it is typed; Enter takes one, Esc none."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from jbdesk.model.expressions_complete import Suggestion
from jbdesk.widgets import icons, theme
from jbdesk.widgets.field_spec import Suggest
from jbdesk.widgets.tooltips import tooltip

_SHOWN = 8
_WIDTH = 320
LISTED = "Choose from what is known"


class Suggestions(QObject):
    """Asks at every key what could follow at the cursor, and puts in what is chosen."""

    def __init__(
        self, line: QLineEdit, suggest: Suggest, *, lists: bool = False
    ) -> None:
        super().__init__(line)
        self._line = line
        self._suggest = suggest
        self._offered: dict[str, Suggestion] = {}
        self._popup: QListView | None = None
        line.textEdited.connect(self._typed)
        if lists and not line.isReadOnly():
            line.installEventFilter(self)
            self._opens = QAction(icons.icon("chevron-down"), LISTED, line)
            self._opens.triggered.connect(self._list)
            line.addAction(self._opens, QLineEdit.ActionPosition.TrailingPosition)
            self._opens.setVisible(False)

    def _list(self) -> None:
        """Show all that is known, whatever is typed now."""
        self._line.setFocus()
        if found := self._suggest("", 0):
            self._line.selectAll()
            self._offer(found)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            # Of many fields only one is asked what it could list.
            self._opens.setVisible(bool(self._suggest("", 0)))
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            is_down = event.key() == Qt.Key.Key_Down and not event.modifiers()
            if is_down and not (self._popup and self._popup.isVisible()):
                self._list()
                return True
        return False

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

    def _typed(self, text: str) -> None:
        """Offer what can follow; whole values only where they were asked for."""
        is_asked = self._popup is not None and self._popup.isVisible()
        found = self._suggest(text, self._line.cursorPosition())
        self._offer([each for each in found if is_asked or not each.label])

    def _offer(self, found: Sequence[Suggestion]) -> None:
        self._offered = {each.label or each.text: each for each in found}
        popup = self._made()
        self._rows.clear()
        for each in found:
            item = QStandardItem(each.label or each.text)
            item.setToolTip(tooltip(each.help))
            item.setData(each.help, Qt.ItemDataRole.AccessibleDescriptionRole)
            self._rows.appendRow(item)
        if not found:
            popup.hide()
            return
        area = self._line.rect()
        area.setWidth(max(area.width(), _WIDTH))
        self._completer.complete(area)
        # What stands for the whole is not taken by the Tab that leaves the field.
        if not found[0].label:
            popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _take(self, chosen: str) -> None:
        each = self._offered[chosen]
        if each.label:  # it stands for the whole
            self._line.setText(each.text)
            return
        whole = self._line.text()
        self._line.setText(whole[: each.start] + each.text + whole[each.end :])
        self._line.setCursorPosition(each.start + len(each.text))
