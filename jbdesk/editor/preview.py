"""The preview: which way test contacts would go through the journey as it is drawn.

Nothing is sent; every change of the journey or of a contact walks anew.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.document import Document
from jbdesk.editor.geometry import ENTRY
from jbdesk.editor.preview_form import PreviewForm
from jbdesk.editor.scene import JourneyScene
from jbdesk.editor.trace_light import TraceLight
from jbdesk.model import catalogue, walk, walk_coverage
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.journey import Journey
from jbdesk.model.test_contact import TestContact
from jbdesk.model.walk_splits import path_name
from jbdesk.model.words import counted
from jbdesk.widgets import buttons, labels, surfaces, theme
from jbdesk.widgets.step_list import Step, StepList, StepState

_SHOWN = 200  # steps; nobody reads more
_FIRST = TestContact("test@example.com")


class Preview(QWidget):
    """Test contacts, the form of the chosen one, and what becomes of it."""

    contacts_changed = Signal()

    def __init__(self, document: Document, scene: JourneyScene) -> None:
        super().__init__()
        self._document = document
        self._scene = scene
        self._fields: tuple[DataExtensionField, ...] = ()
        self._contacts = [_FIRST]
        self.form = PreviewForm()
        self.summary = labels.strong(wraps=True)
        self.steps = StepList()
        self.covered = labels.muted(wraps=True)
        self._lay_out()
        # Once for a burst of keys and edits.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._walk)
        self._join()
        self._fill_choice(0)

    def _lay_out(self) -> None:
        surfaces.make_surface(self)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Test contact")
        self.choice.setFixedHeight(theme.CONTROL_HEIGHT)
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.add_button = buttons.icon_button("plus", "Add test contact", self.add)
        self.remove_button = buttons.icon_button(
            "trash-2", "Remove test contact", self.remove
        )
        self.shows_coverage = QCheckBox("Light what all of them cover")
        self.shows_coverage.setAccessibleName("Light what all of them cover")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_1)
        for control in (self.choice, self.add_button, self.remove_button):
            row.addWidget(control)
        inner = QWidget()
        surfaces.make_surface(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(theme.SPACE_3)
        column.addLayout(row)
        for part in (
            self.form,
            surfaces.Line(),
            self.summary,
            self.steps,
            self.covered,
            self.shows_coverage,
        ):
            column.addWidget(part)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    def _join(self) -> None:
        self.choice.currentIndexChanged.connect(self._chosen)
        self.form.changed.connect(self._typed)
        self.shows_coverage.toggled.connect(lambda _: self._soon.start())
        self._document.changed.connect(self._journey_changed)

    # The contacts.

    @property
    def contacts(self) -> tuple[TestContact, ...]:
        return tuple(self._contacts)

    def set_contacts(self, contacts: Sequence[TestContact]) -> None:
        """Take the contacts that were kept; without any there is one to begin with."""
        self._contacts = list(contacts) or [_FIRST]
        self._fill_choice(0)

    def set_fields(self, fields: Sequence[DataExtensionField]) -> None:
        """Tell which fields the entry event has."""
        self._fields = tuple(fields)
        self._journey_changed()

    def add(self) -> None:
        """Add a contact with the data of the one that is shown."""
        like = self.form.contact
        number = len(self._contacts) + 1
        name, at, domain = like.contact_key.partition("@")
        key = f"{name.rstrip('0123456789')}{number}{at}{domain}"
        self._contacts.append(replace(like, contact_key=key))
        self._fill_choice(len(self._contacts) - 1)
        self.contacts_changed.emit()

    def remove(self) -> None:
        at = self.choice.currentIndex()
        if len(self._contacts) > 1:
            del self._contacts[at]
            self._fill_choice(min(at, len(self._contacts) - 1))
            self.contacts_changed.emit()

    def _fill_choice(self, current: int) -> None:
        self.choice.blockSignals(True)
        self.choice.clear()
        self.choice.addItems([each.contact_key for each in self._contacts])
        self.choice.setCurrentIndex(current)
        self.choice.blockSignals(False)
        self.remove_button.setEnabled(len(self._contacts) > 1)
        self._chosen(current)

    def _chosen(self, at: int) -> None:
        self.form.show_contact(self._contacts[at])
        self._soon.start()

    def _typed(self) -> None:
        at = self.choice.currentIndex()
        self._contacts[at] = self.form.contact
        self.choice.setItemText(at, self.form.contact.contact_key)
        self.contacts_changed.emit()
        self._soon.start()

    # What becomes of them.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._journey_changed()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()
        self._scene.light(TraceLight())

    def _journey_changed(self, _change: Any = None) -> None:
        if self.isVisible():
            self.form.ask(self._document.journey, self._fields)
            self._soon.start()

    def _walk(self) -> None:
        if not self.isVisible():
            return
        journey, start = self._document.journey, self.form.start
        facts = [each.facts(journey) for each in self._contacts]
        seen = walk_coverage.coverage(journey, facts, start)
        path = seen.walks[self.choice.currentIndex()]
        self.summary.setText("It enters." if path.entered else path.ends or path.reason)
        self.steps.show_steps(_rows(journey, path, self.form.zone))
        self._show_coverage(journey, seen)
        if self.shows_coverage.isChecked():
            self._scene.light(_light_of(seen))
        elif not path.entered:
            self._scene.light(TraceLight({ENTRY: "not admitted"}))
        else:
            zoned = [_in_zone(each, self.form.zone) for each in path.steps]
            self._scene.show_trace(zoned)

    def _show_coverage(self, journey: Journey, seen: walk_coverage.Coverage) -> None:
        total, missed = len(seen.taken), seen.untaken
        told = f"{counted(len(self._contacts), 'test contact')} together: "
        told += f"{total - len(missed)} of {counted(total, 'path')} taken."
        named = [_path_words(journey, each) for each in missed[:5]]
        if named:
            told += f" Nobody takes {', '.join(named)}"
            told += f" and {len(missed) - 5} more." if len(missed) > 5 else "."  # noqa: PLR2004 - those that are named
        self.covered.setText(told)


def _rows(journey: Journey, path: walk.Walk, zone: tzinfo) -> tuple[Step, ...]:
    if not path.entered:
        return (Step(StepState.FAILED, "Not admitted", path.reason),)
    rows = [
        Step(
            StepState.DONE if each.leaves else StepState.WAITING,
            catalogue.title(journey[each.ref]),
            each.reason,
            _when(each.enters, zone),
        )
        for each in path.steps[:_SHOWN]
    ]
    return (*rows, Step(StepState.UNKNOWN, "End", path.ends))


def _light_of(seen: walk_coverage.Coverage) -> TraceLight:
    total = len(seen.walks)
    notes = {ref: f"{count} of {total}" for ref, count in seen.visits.items() if count}
    return TraceLight(notes, frozenset(path for path, n in seen.taken.items() if n))


def _in_zone(step: walk.Step, zone: tzinfo) -> walk.Step:
    leaves = step.leaves.astimezone(zone) if step.leaves else None
    return replace(step, enters=step.enters.astimezone(zone), leaves=leaves)


def _when(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{local.day} {local:%b %H:%M}"


def _path_words(journey: Journey, path: tuple[str, int]) -> str:
    activity = journey[path[0]]
    title = f"“{catalogue.title(activity)}”"
    if len(activity.outcomes) == 1:
        return f"the path after {title}"
    return f"“{path_name(activity, path[1])}” of {title}"
