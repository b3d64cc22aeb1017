"""The parts of the page “Many”, each by itself."""

from datetime import UTC, datetime

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QRadioButton

from jbdesk.model.data_extension import DataExtensionField as Field
from jbdesk.model.firing.contact_rows import Mapping, Row
from jbdesk.model.firing.contact_rows_twins import Twin
from jbdesk.model.firing.delivery import DeliveryState
from jbdesk.model.firing.run import WAITING, Progress, RunDoor, RunSettings, RunState
from jbdesk.model.problem import Problem
from jbdesk.panes.fire.many import words
from jbdesk.panes.fire.many.begin import GenerateCard
from jbdesk.panes.fire.many.file import FileCard
from jbdesk.panes.fire.many.mapping import MappingForm
from jbdesk.panes.fire.many.report import ReportCard
from jbdesk.panes.fire.many.results import Results
from jbdesk.panes.fire.many.run import RunView
from jbdesk.panes.fire.many.settings import SettingsRow
from jbdesk.services.rows.rows_file import open_rows
from jbdesk.services.runs.rows_check import Report
from jbdesk.services.runs.runs import Runs
from jbdesk.services.work import Work

FIELDS = (Field("Email", "EmailAddress", is_required=True), Field("Points", "Number"))
COLUMNS = ("Who", "Mail", "P")


def named(widget, name, kind=QAbstractButton):
    return next(w for w in widget.findChildren(kind) if w.accessibleName() == name)


def texts(widget):
    return [w.text() for w in widget.findChildren(QLabel) if not w.isHidden()]


@pytest.fixture
def show(qtbot):
    def shown(widget):
        qtbot.addWidget(widget)
        widget.resize(1000, 500)
        widget.show()
        return widget

    return shown


# How to fire.


def test_settings_are_what_is_chosen(show):
    row = show(SettingsRow())
    assert row.settings == RunSettings()

    named(row, "Workers", QLineEdit).setText("16")
    named(row, "Rows per second", QLineEdit).setText("2.5")
    row._door.set_value(RunDoor.BATCH)

    assert row.settings == RunSettings(16, 2.5, RunDoor.BATCH)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Workers", "0", "Workers: from 1 to 32."),
        ("Workers", "many", "Workers: from 1 to 32."),
        ("Workers", "33", "Workers: from 1 to 32."),
        ("Rows per second", "0", "Rows per second: a number above 0, or nothing."),
        ("Rows per second", "inf", "Rows per second: a number above 0, or nothing."),
        ("Rows per second", "nan", "Rows per second: a number above 0, or nothing."),
    ],
)
def test_a_setting_that_does_not_fit_is_told(show, name, text, told):
    row = show(SettingsRow())

    named(row, name, QLineEdit).setText(text)

    assert row.problem == told


@pytest.mark.parametrize("text", ["", "0", "-1", "1000001", "x"])
def test_rows_are_generated_only_in_a_number_that_is_one(show, text):
    card, heard = show(GenerateCard()), []
    card.wanted.connect(lambda count, seed: heard.append((count, seed)))
    card.show_whether(is_ready=True)

    named(card, "Rows to generate", QLineEdit).setText(text)
    named(card, "Generate").click()
    named(card, "Rows to generate", QLineEdit).setText("12")
    named(card, "Generate").click()

    assert heard == [(12, 1)]


# Mapping.


def test_the_form_gives_the_mapping_that_it_shows(show):
    form, mapping = show(MappingForm()), Mapping("Who", (("Email", "Mail"),))

    form.show_choices(COLUMNS, FIELDS, mapping)

    assert form.mapping == mapping
    assert form.check()


def test_what_is_missing_is_told_at_its_field_and_nothing_is_chosen_unasked(show):
    form = show(MappingForm())

    form.show_choices(COLUMNS, FIELDS, Mapping())

    assert form.mapping == Mapping()
    assert not form.check()
    assert "Choose the column that holds the contact key." in texts(form)
    assert "Email is required. Choose the column that fills it." in texts(form)


def test_without_fields_all_columns_go_under_their_own_names(show):
    form = show(MappingForm())

    form.show_choices(COLUMNS, (), Mapping("Who"))

    assert form.mapping == Mapping("Who", (("Mail", "Mail"), ("P", "P")))


def test_another_encoding_or_delimiter_reads_the_file_anew(show, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("Key;Name\na;Zoë\n", "utf-8")
    card, heard = show(FileCard()), []
    card.reread.connect(lambda *how: heard.append(how))
    card.show_file(open_rows(path))

    card._encoding.setCurrentIndex(card._encoding.findData("cp1252"))
    card._encoding.activated.emit(0)

    assert heard == [("cp1252", ";")]
    assert open_rows(path, encoding="cp1252").first(1)[0][1]["Name"] == "ZoÃ«"


# The check.


def report(**more):
    bad = (Row(7, "", problems=(Problem("Contact key is required."),)),)
    return Report(total=10, bad_count=1, bad=bad, share=1.0, **more)


def test_twins_are_a_question_and_the_answer_tells_how_many_are_sent(show):
    card = show(ReportCard())
    twins = (Twin(9, "a@x.io", 2, is_exact=True),)

    card.show_report(report(exact=1, alike=1, good_twins=2, twins=twins))

    asked = (
        "2 rows have the contact key of an earlier one (1 but for case or blanks):"
        " “a@x.io” in line 2 and in 9; and 1 more."
    )
    assert asked in texts(card)
    assert not card.is_answered
    named(card, "First of each", QRadioButton).click()
    assert (card.is_answered, card.to_send) == (True, 7)
    named(card, "Send all", QRadioButton).click()
    assert card.to_send == 9


def test_without_twins_nothing_is_asked(show):
    card = show(ReportCard())

    card.show_report(report(warned=2, unknown=("City",)))

    assert card.is_answered
    told = " ".join(texts(card))
    assert "2 contact keys with a blank before or behind" in told
    assert "columns that no choice offers: “City”." in told


def test_an_answer_is_forgotten_when_another_check_begins(show):
    card = show(ReportCard())
    card.show_report(report(exact=1, good_twins=1))
    named(card, "First of each", QRadioButton).click()

    card.begin("Row")
    card.show_report(report(exact=1, good_twins=1))

    assert not card.is_answered


# The run.


def progress(**more):
    counts = {DeliveryState.ACCEPTED: 120, WAITING: 1_880}
    return Progress(counts, 2_000, **more)


def test_the_pace_is_told_while_the_run_runs():
    told = words.pace(progress(per_second=151.2, seconds_left=12.4))

    assert told == "120 of 2,000 rows · 151 per second · 12 s left"
    stopped = progress(per_second=151.2, state=RunState.STOPPED)
    assert words.pace(stopped) == "120 of 2,000 rows"


@pytest.mark.parametrize(
    ("seconds", "told"), [(119, "119 s"), (600, "10 min"), (9_000, "2.5 h")]
)
def test_the_time_left_is_told_in_the_unit_that_fits(seconds, told):
    slow = progress(per_second=0.5, seconds_left=seconds)

    assert words.pace(slow).endswith(f"· 0.5 a second · {told} left")


def test_why_a_run_waits_is_told_with_the_time_when_it_goes_on():
    until = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)

    told = words.why(progress(waiting_until=until, note="The service is busy."))

    assert told == f"The service is busy. Goes on at {until.astimezone():%H:%M:%S}."


@pytest.mark.parametrize(
    ("state", "is_live", "offered"),
    [
        (RunState.RUNNING, True, {"Pause", "Stop"}),
        (RunState.PAUSED, True, {"Resume", "Stop"}),
        (RunState.PAUSED, False, {"Resume"}),
        (RunState.STOPPED, False, {"Resume"}),
    ],
)
def test_only_what_can_be_done_now_is_offered(show, state, is_live, offered):
    view = show(RunView())

    view.show_progress(progress(state=state), is_live=is_live)

    names = {"Pause", "Resume", "Stop", "Retry failures only", "Check unknown"}
    shown = [each for each in view.findChildren(QAbstractButton) if each.isVisible()]
    assert {each.accessibleName() for each in shown} & names == offered


# The rows.


@pytest.fixture
def fired(tmp_path):
    runs, work = Runs(tmp_path), Work(2)
    run = runs.create("members.csv", "Signup", "c1", RunSettings())
    bad = (Problem("Contact key is required."),)
    runs.add_rows(run.id, (Row(n, f"m{n}@x.io") for n in range(2, 600)))
    runs.add_rows(run.id, [Row(600, "", problems=bad)])
    yield work, runs, runs.get(run.id)
    work.executor.shutdown()
    runs.close()


def test_rows_are_read_by_pages_and_narrowed_by_state_and_text(aio, show, fired):
    work, runs, run = fired
    results = show(Results())
    results.show_counts(runs.counts(run.id))
    results.show_all()

    aio(results.read(work, runs, run))
    assert results.table.count == 599

    named(results, "Not sent 1").click()
    aio(results.read(work, runs, run))
    assert results.table.count == 1
    assert results.table.model.row(0).text == "Contact key is required."

    named(results, "All 599").click()
    field = named(results, "Find row", QLineEdit)
    QTest.keyClicks(field, "m59")
    results.begin()
    aio(results.read(work, runs, run))
    assert results.table.count == 11
