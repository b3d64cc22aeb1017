"""Which event definition is fired: chosen by any part of its name or key."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter

from jbdesk.model.event_definition import EventDefinition
from jbdesk.widgets import theme


class EventDefinitionBox(QComboBox):
    """Chooses an event definition by any part of its name or key."""

    chosen = Signal(EventDefinition)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Event definition")
        self.setFixedHeight(theme.CONTROL_HEIGHT)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMinimumContentsLength(20)
        line = self.lineEdit()
        assert line is not None
        line.setPlaceholderText("Name or key of an event definition")
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        for view in (self.view(), completer.popup()):
            if view is not None:
                view.setTextElideMode(Qt.TextElideMode.ElideRight)
        completer.activated.connect(self._completed)
        self.activated.connect(self._activated)
        line.editingFinished.connect(self._typed)

    def show_definitions(self, definitions: Iterable[EventDefinition]) -> None:
        """List those that can be fired; the one that is chosen stays chosen."""
        before = self.definition
        self.blockSignals(True)
        self.clear()
        for each in sorted(definitions, key=lambda each: each.name.casefold()):
            if each.is_fireable:
                self.addItem(f"{each.name}   {each.key}", each)
        self.setCurrentIndex(-1)
        self.blockSignals(False)
        if before is not None:
            self.choose(before)

    @property
    def definition(self) -> EventDefinition | None:
        found = self.currentData()
        if isinstance(found, EventDefinition):
            return found
        text = self.currentText().strip()
        # A key that no list knows is fired as typed: the service has the last word.
        return EventDefinition({"eventDefinitionKey": text}) if text else None

    def known(self, key: str) -> EventDefinition:
        """Give the listed definition of a key, or one that has the key alone."""
        listed = (self.itemData(position) for position in range(self.count()))
        found = (each for each in listed if each.key == key)
        return next(found, EventDefinition({"eventDefinitionKey": key}))

    def name_of(self, key: str) -> str:
        """Name an event definition; one that is not listed goes by its key."""
        return self.known(key).name or key

    def choose(self, definition: EventDefinition) -> None:
        """Choose by key; one that differs in capital letters alone is meant, too."""
        keys = [self.itemData(position).key for position in range(self.count())]
        folded = [key.casefold() for key in keys]
        for sought, among in (
            (definition.key, keys),
            (definition.key.casefold(), folded),
        ):
            if sought in among:
                self.setCurrentIndex(among.index(sought))
                self._show_beginning()
                return
        self.setCurrentIndex(-1)
        self.setEditText(definition.key)

    def _show_beginning(self) -> None:
        line = self.lineEdit()
        assert line is not None
        line.setCursorPosition(0)

    def _completed(self, text: str) -> None:
        self.setCurrentIndex(self.findText(text))
        self._tell()

    def _activated(self, _position: int) -> None:
        self._tell()

    def _typed(self) -> None:
        position = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if position < 0:
            position = self._only_match(self.currentText().strip().casefold())
        if position != self.currentIndex():
            text = self.currentText()
            self.setCurrentIndex(position)
            if position < 0:
                self.setEditText(text)
        self._tell()

    def _only_match(self, words: str) -> int:
        found = [
            position
            for position in range(self.count())
            if words and words in self.itemText(position).casefold()
        ]
        exact = [p for p in found if self.itemData(p).key.casefold() == words]
        return (exact or found)[0] if len(exact or found) == 1 else -1

    def _tell(self) -> None:
        self._show_beginning()
        if (definition := self.definition) is not None:
            self.chosen.emit(definition)
