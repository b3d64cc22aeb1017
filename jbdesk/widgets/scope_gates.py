"""Keeps buttons disabled whose scopes the package lacks, and says which ones.

A pane goes on enabling and disabling its buttons as it sees fit; while a gate is
closed, what it wished for last comes back when the gate opens.
"""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from jbdesk.model.packages import scopes
from jbdesk.widgets.pane import Pane
from jbdesk.widgets.tooltips import tooltip

_NAMES = frozenset(name for each in scopes.SCOPES_NEEDED for name in each.buttons)


class ScopeGates:
    """Looks at the panes' buttons by their names, as a person does."""

    def __init__(self) -> None:
        self._gates: dict[QAbstractButton, _Gate] = {}

    def open(self) -> None:
        """Let every button be as its pane wants it."""
        for gate in self._gates.values():
            gate.say("")

    def show(self, panes: Iterable[Pane], held: Collection[str] | None) -> None:
        """Close and open gates by what the token holds; None: it is not known."""
        for pane in filter(QWidget.isVisible, panes):
            for button in pane.findChildren(QAbstractButton):
                if (name := button.accessibleName()) in _NAMES:
                    self._gate(button).say(scopes.why_not(pane.entry.name, name, held))

    def _gate(self, button: QAbstractButton) -> "_Gate":
        if button not in self._gates:
            self._gates[button] = _Gate(button)
            button.destroyed.connect(lambda: self._gates.pop(button, None))
        return self._gates[button]


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
