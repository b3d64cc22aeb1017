"""The preview: which way test contacts would go through the journey as it is drawn.

Nothing is sent; every change of the journey or of a contact walks anew.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import chain
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jbdesk.editor.canvas.scene import JourneyScene
from jbdesk.editor.canvas.trace_light import TraceLight
from jbdesk.editor.document import Document
from jbdesk.editor.geometry import ENTRY, ENTRY_PATH
from jbdesk.editor.preview.preview_cases import PreviewCases
from jbdesk.editor.preview.preview_expectations import Expectations
from jbdesk.editor.preview.preview_form import PreviewForm
from jbdesk.model import catalogue, expressions_told, walk
from jbdesk.model.data_extension import DataExtensionField
from jbdesk.model.journey import Journey
from jbdesk.model.suites import suite_result, walk_coverage
from jbdesk.model.suites.suite import Case, Suite, with_defaults
from jbdesk.model.suites.suite_expectation import Expectation
from jbdesk.model.suites.suite_result import SuiteResult
from jbdesk.model.suites.suite_verdict import State
from jbdesk.model.suites.test_contact import TestContact
from jbdesk.model.texts.words import counted
from jbdesk.model.walking.walk_splits import path_name
from jbdesk.widgets import labels, surfaces, theme
from jbdesk.widgets.step_list import Step, StepList, StepState

_SHOWN = 100  # steps; nobody reads more


class Preview(QWidget):
    """Test contacts, the form of the chosen one, and what becomes of it."""

    contacts_changed = Signal()

    def __init__(self, document: Document, scene: JourneyScene) -> None:
        super().__init__()
        self._document = document
        self._scene = scene
        self._fields: tuple[DataExtensionField, ...] = ()
        self._seed = 0
        self.cases = PreviewCases()
        self.expectations = Expectations()
        self.form = PreviewForm()
        self.summary = labels.strong(wraps=True)
        self.steps = StepList()
        self.covered = labels.muted(wraps=True)
        self._lay_out()
        # Once for a burst of keys and edits.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._walk)
        self._join()
        self._chosen()

    def _lay_out(self) -> None:
        surfaces.make_surface(self)
        self.shows_coverage = QCheckBox("Light what all of them cover")
        self.shows_coverage.setAccessibleName("Light what all of them cover")
        inner = QWidget()
        surfaces.make_surface(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 16)
        column.setSpacing(theme.SPACE_3)
        for part in (
            self.cases,
            self.form,
            surfaces.Line(),
            self.expectations,
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
        self.cases.chosen.connect(self._chosen)
        self.cases.changed.connect(self.contacts_changed)
        self.cases.changed.connect(self._soon.start)
        self.form.changed.connect(lambda: self.cases.put_contact(self.form.contact))
        self.expectations.added.connect(self._expect)
        self.expectations.removed.connect(self._expect_no_more)
        self.shows_coverage.toggled.connect(lambda _: self._soon.start())
        self._document.changed.connect(self._journey_changed)

    # The contacts.

    def attributes(self) -> tuple[str, ...]:
        """The contact attributes that test contacts have, as “Set.Attribute”."""
        sets = (each.attributes.items() for each in self.contacts)
        found = (
            f"{name}.{each}"
            for name, held in chain.from_iterable(sets)
            if isinstance(held, dict)
            for each in held
        )
        return tuple(dict.fromkeys(found))

    def tell(self, text: str) -> str:
        """Say what the bindings of a text give the chosen contact."""
        contact, journey = self.cases.current.contact, self._document.journey
        return expressions_told.told(
            text, journey, contact, self._fields, self.form.start
        )

    @property
    def contacts(self) -> tuple[TestContact, ...]:
        return tuple(each.contact for each in self.cases.all)

    def set_contacts(self, contacts: Sequence[TestContact]) -> None:
        """Take the contacts that were kept; what is expected of them stays."""
        expected = {e.contact.contact_key: e.expectations for e in self.cases.all}
        self.cases.show_cases(
            [Case(each, expected.get(each.contact_key, ())) for each in contacts]
        )

    @property
    def suite(self) -> Suite:
        """The contacts and what is expected of them, from the start that is said."""
        return Suite("", self.cases.all, self.form.start, self._seed)

    def take_suite(self, suite: Suite) -> None:
        """Show a suite's contacts; others that were here stay behind them."""
        named = {each.contact.contact_key for each in suite.cases}
        others = (e for e in self.cases.all if e.contact.contact_key not in named)
        if suite.start is not None:
            self.form.set_start(suite.start)
        self._seed = suite.seed
        self.cases.show_cases((*suite.cases, *others))
        self.cases.changed.emit()

    def set_fields(self, fields: Sequence[DataExtensionField]) -> None:
        """Tell which fields the entry event has."""
        self._fields = tuple(fields)
        self._journey_changed()

    def _chosen(self) -> None:
        self.form.show_contact(self.cases.current.contact)
        self._soon.start()

    def _expect(self, more: Expectation) -> None:
        self.cases.put_expectations((*self.cases.current.expectations, more))

    def _expect_no_more(self, position: int) -> None:
        left = list(self.cases.current.expectations)
        del left[position]
        self.cases.put_expectations(tuple(left))

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
        wanted = with_defaults(self.suite, self._fields)
        result = suite_result.evaluate(journey, wanted, start)
        seen, shown = result.coverage, result.cases[self.cases.position]
        path = shown.course.walk
        self.expectations.show_verdicts(journey, shown.verdicts)
        self.summary.setText("It enters." if path.entered else path.ends or path.reason)
        self.steps.show_steps(_rows(journey, path, self.form.zone))
        self._show_coverage(journey, result)
        if self.shows_coverage.isChecked():
            self._scene.light(_light_of(seen))
        elif not path.entered:
            self._scene.light(TraceLight({ENTRY: "not admitted"}))
        else:
            zoned = [_in_zone(each, self.form.zone) for each in path.steps]
            self._scene.show_trace(zoned)

    def _show_coverage(self, journey: Journey, result: SuiteResult) -> None:
        seen = result.coverage
        total, missed = len(seen.taken), seen.untaken
        told = f"{counted(len(self.cases.all), 'test contact')} together: "
        told += f"{total - len(missed)} of {counted(total, 'path')} taken."
        named = [_path_words(journey, each) for each in missed[:5]]
        if named:
            told += f" Nobody takes {', '.join(named)}"
            told += f" and {len(missed) - 5} more." if len(missed) > 5 else "."  # noqa: PLR2004 - those that are named
        self.covered.setText(f"{_met_words(result)} {told}".strip())


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


def _met_words(result: SuiteResult) -> str:
    total = sum(result.counts.values())
    met = result.counts[State.MET]
    return f"{met} of {counted(total, 'expectation')} met." if total else ""


def _light_of(seen: walk_coverage.Coverage) -> TraceLight:
    total = len(seen.walks)
    entered = sum(each.entered for each in seen.walks)
    counts = {ENTRY: entered, **seen.visits}
    notes = {ref: f"{count} of {total}" for ref, count in counts.items() if count}
    taken = [path for path, count in seen.taken.items() if count]
    return TraceLight(notes, frozenset((ENTRY_PATH, *taken) if entered else ()))


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
