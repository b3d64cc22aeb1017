"""Keeps back what the package lacks the scopes for, and says which ones.

Buttons are disabled; keys and commands of the same deed tell why it can't be done. A
pane goes on enabling and disabling both as it sees fit; while a gate is closed, what
it wished for last comes back when the gate opens.
"""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from jbdesk.model.packages import scopes
from jbdesk.model.problem import Problem
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.tooltips import tooltip


class ScopeGates:
    """Looks at the panes' buttons and commands by their names, as a person does."""

    def __init__(self) -> None:
        self._gates: dict[QAbstractButton, _Gate] = {}
        self._command_gates: dict[QAction, _CommandGate] = {}

    def open(self) -> None:
        """Let everything be as its pane wants it."""
        for gate in self._gates.values():
            gate.say("")
        for of_command in self._command_gates.values():
            of_command.say("")

    def show(self, panes: Iterable[Pane], held: Collection[str] | None) -> None:
        """Close and open gates by what the token holds; None: it is not known."""
        for pane in filter(QWidget.isVisible, panes):
            place = pane.entry.name
            for button in pane.findChildren(QAbstractButton):
                if scopes.need(place, name := button.accessibleName()):
                    self._gate(button).say(scopes.why_not(place, name, held))
            for action in pane.findChildren(QAction):
                name = action.text().replace("&", "")
                is_own = not isinstance(action.parent(), _CommandGate)
                if is_own and scopes.need(place, name):
                    gate = self._command_gate(action, pane)
                    gate.say(scopes.why_not(place, name, held))

    def _gate(self, button: QAbstractButton) -> "_Gate":
        if button not in self._gates:
            self._gates[button] = _Gate(button)
            button.destroyed.connect(lambda: self._gates.pop(button, None))
        return self._gates[button]

    def _command_gate(self, action: QAction, pane: Pane) -> "_CommandGate":
        if action not in self._command_gates:
            self._command_gates[action] = _CommandGate(action, pane)
            action.destroyed.connect(lambda: self._command_gates.pop(action, None))
        return self._command_gates[action]


class _CommandGate(QObject):
    """One command, and another in its place that tells why it can't be done."""

    def __init__(self, action: QAction, pane: Pane) -> None:
        super().__init__(action)
        self._action = action
        self._why = ""
        self._instead = instead = QAction(action.text(), self)
        instead.setShortcutContext(action.shortcutContext())
        instead.triggered.connect(lambda _=False: pane.failed((Problem(self._why),)))
        instead.setVisible(False)
        for each in action.associatedObjects():
            if isinstance(each, QWidget):
                each.insertAction(action, instead)

    def say(self, why: str) -> None:
        if not why and not self._why:
            return
        self._why = why
        own, instead = self._action, self._instead
        own.setVisible(True)  # Qt knows what the pane wished for in the meantime
        instead.setShortcuts(own.shortcuts())
        instead.setEnabled(own.isEnabled())
        instead.setVisible(bool(why))
        own.setVisible(not why)


class _Gate(QObject):
    """One button, and why it can't be pressed; "" where it can."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button)
        self._button = button
        self._why = ""
        self._is_wanted = True
        self._tooltip = self._description = ""
        self._is_acting = False
        button.installEventFilter(self)

    def say(self, why: str) -> None:
        if why == self._why:
            return
        if not self._why:
            self._remember()
        self._why = why
        self._act()

    def _remember(self) -> None:
        own = self._button
        self._is_wanted = not own.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled)
        self._tooltip = own.toolTip()
        self._description = own.accessibleDescription()

    def _act(self) -> None:
        self._is_acting = True
        self._button.setEnabled(self._is_wanted and not self._why)
        self._button.setToolTip(tooltip(self._why) if self._why else self._tooltip)
        self._button.setAccessibleDescription(self._why or self._description)
        self._is_acting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._why and not self._is_acting and watched is self._button:
            if event.type() == QEvent.Type.EnabledChange:
                forced = Qt.WidgetAttribute.WA_ForceDisabled
                self._is_wanted = not self._button.testAttribute(forced)
                self._act()
            elif event.type() == QEvent.Type.ToolTipChange:
                self._tooltip = self._button.toolTip()
                self._act()
        return False
