"""Saved test contacts of the chosen event: choose, save, rename, remove."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jbdesk.model.problem import Failure
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.services.firing.test_contacts import TestContacts
from jbdesk.widgets import theme
from jbdesk.widgets.buttons import button, icon_button
from jbdesk.widgets.labels import field_label, message


class SavedContacts(QWidget):
    """A list to choose from; saving and renaming ask for a name in place."""

    chosen = Signal(TestContact)
    save_wanted = Signal(str)  # the name

    def __init__(self, store: TestContacts) -> None:
        super().__init__()
        self._store = store
        self._key = ""
        self._shown: tuple[TestContact, ...] = ()
        self._renamed = ""  # the title of the one that gets a name; "": it is saved
        self.box = _box()
        self.name_row = NameRow()
        self._menu = QMenu(self)
        self._more = icon_button(
            "ellipsis-vertical", "Saved contact actions", self._open_menu
        )
        self._save = self._menu.addAction("Save contact…", self.ask_for_name)
        self._rename = self._menu.addAction("Rename…", self._ask_to_rename)
        self._remove = self._menu.addAction("Remove", self._removed)
        self._lay_out()
        self.box.activated.connect(self._activated)
        self.name_row.named.connect(self._named)
        store.listen(self._changed)
        self.show_for("")

    def _lay_out(self) -> None:
        label = field_label("Saved contact")
        label.setBuddy(self.box)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_1)
        row.addWidget(self.box, 1)
        row.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addWidget(label)
        column.addLayout(row)
        column.addStretch(1)

    def show_for(self, event_key: str) -> None:
        """List the contacts of an event, the latest used first."""
        self._key = event_key
        self._fill()

    @property
    def title(self) -> str:
        """Of the chosen contact; "" where none is."""
        position = self.box.currentIndex()
        return self._shown[position].title if position >= 0 else ""

    def used(self, contact_key: str) -> None:
        """Let the contact that was fired be the first of the list."""
        fired = [e.title for e in self._shown if e.contact_key == contact_key]
        title = self.title if self.title in fired else next(iter(fired), "")
        if title:
            self._store.use(self._key, title)

    def _changed(self, event_key: str) -> None:
        if event_key == self._key:
            self._fill()

    def _fill(self) -> None:
        before = self.title
        self._shown = self._store.of(self._key) if self._key else ()
        self.box.clear()
        self.box.addItems([each.title for each in self._shown])
        titles = [each.title for each in self._shown]
        self.box.setCurrentIndex(titles.index(before) if before in titles else -1)
        words = "Choose a contact" if self._shown else "None saved yet"
        self.box.setPlaceholderText(words)
        self.box.setEnabled(bool(self._shown))
        self._save.setEnabled(bool(self._key))
        self._show_menu()

    def _open_menu(self) -> None:
        corner = self._more.rect().bottomLeft()
        self._menu.popup(self._more.mapToGlobal(corner))

    def _show_menu(self) -> None:
        for action in (self._rename, self._remove):
            action.setEnabled(bool(self.title))

    def _activated(self, position: int) -> None:
        self._show_menu()
        self.chosen.emit(self._shown[position])

    # Names.

    def ask_for_name(self, suggested: str = "") -> None:
        """Ask under which name what is typed is kept."""
        self._renamed = ""
        self.name_row.ask("Save", suggested or self.title)

    def _ask_to_rename(self) -> None:
        self._renamed = self.title
        self.name_row.ask("Rename", self.title)

    def _named(self, name: str) -> None:
        if not self._renamed:
            self.save_wanted.emit(name)
            return
        self._try(lambda: self._store.rename(self._key, self._renamed, name), name)

    def save(self, contact: TestContact) -> None:
        self._try(lambda: self._store.save(self._key, contact), contact.title)

    def _removed(self) -> None:
        title = self.title
        self._try(lambda: self._store.remove(self._key, title), "")

    def _try(self, change: Callable[[], None], title: str) -> None:
        try:
            change()
        except Failure as failure:
            self.name_row.show_problem(str(failure))
            return
        self.name_row.hide()
        self.box.setCurrentIndex(self.box.findText(title))
        self._show_menu()


class NameRow(QWidget):
    """A line for a name, shown while one is asked for."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line = QLineEdit()
        self._line.setAccessibleName("Name of the saved contact")
        self._line.setPlaceholderText("Name of the saved contact")
        self._line.setFixedHeight(theme.CONTROL_HEIGHT)
        self._line.setMaxLength(100)
        self._line.returnPressed.connect(self._told)
        self._ok = button("Save", self._told)
        self._message = message()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        row.addWidget(self._line, 1)
        row.addWidget(self._ok)
        row.addWidget(button("Cancel", self.hide))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_1)
        column.addLayout(row)
        column.addWidget(self._message)
        self.hide()

    def ask(self, deed: str, name: str) -> None:
        self._ok.setText(deed)
        self._ok.setAccessibleName(deed)
        self._line.setText(name)
        self.show_problem("")
        self.show()
        self._line.setFocus()
        self._line.selectAll()

    def show_problem(self, text: str) -> None:
        self._message.setText(text)
        self._message.setVisible(bool(text))
        if text:
            self.show()

    def _told(self) -> None:
        if name := self._line.text().strip():
            self.named.emit(name)
        else:
            self.show_problem("Type a name.")


def _box() -> QComboBox:
    box = QComboBox()
    box.setAccessibleName("Saved contact")
    box.setFixedHeight(theme.CONTROL_HEIGHT)
    box.setMinimumContentsLength(6)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )
    return box
