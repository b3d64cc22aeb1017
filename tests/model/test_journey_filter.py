"""Which journeys a filter lets through, and what it offers."""

from dataclasses import replace
from datetime import UTC, datetime

from jbdesk.model.journeys import journey_filter
from jbdesk.model.journeys.journey_filter import NONE, JourneyFilter
from jbdesk.model.journeys.journey_pause import PauseOptions
from jbdesk.model.journeys.journey_row import JourneyRow

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def row(name, status="Draft", event="", *, tags=(), folder=None, modified="2026-03-10"):
    trigger = {"metaData": {"eventDefinitionKey": event}}
    return JourneyRow(
        {
            "name": name,
            "status": status,
            "triggers": [trigger] if event else [],
            "tags": [{"name": tag} for tag in tags],
            "categoryId": folder,
            "modifiedDate": f"{modified}T05:00:00.1",
        }
    )


ROWS = (
    row("a", "Published", "E1", tags=("spring",), folder=7),
    row("b", "Draft", "E1", modified="2026-03-01"),
    row(
        "c",
        "ScheduledToPublish",
        tags=("spring", "vip"),
        folder=7,
        modified="2025-01-01",
    ),
)


def names(**parts):
    return "".join(row.name for row in JourneyFilter(**parts).picked(ROWS, NOW))


def test_each_part_picks_and_all_parts_must_agree():
    assert names() == "abc"
    assert names(status="Running") == "a"
    assert names(status="Scheduled") == "c"
    assert names(event="E1") == "ab"
    assert names(event=NONE) == "c"
    assert names(tag="spring") == "ac"
    assert names(tag=NONE) == "b"
    assert names(folder="7", event="E1") == "a"
    assert names(folder=NONE) == "b"


def test_a_draft_over_a_running_version_counts_as_both():
    running = row("d", "Published")
    both = replace(row("d"), running=running)

    assert JourneyFilter(status="Running").picked((both,), NOW) == (both,)
    assert JourneyFilter(status="Draft").picked((both,), NOW) == (both,)
    assert journey_filter.offered((both,), {}).statuses[1].label == "Draft · 1"


def test_age_counts_back_from_now_by_the_clock_of_the_service():
    assert names(age="1") == "a"
    assert names(age="30") == "ab"


def test_what_is_offered_says_how_many_rows_it_leaves():
    found = journey_filter.offered(ROWS, {"E1": "Sign-up"})

    assert [each.label for each in found.statuses] == [
        "Any status",
        "Draft · 1",
        "Running · 1",
        "Scheduled · 1",
    ]
    assert [e.label for e in found.events][1:] == ["No entry event · 1", "Sign-up · 2"]
    assert [each.label for each in found.tags][1:] == [
        "No tag · 1",
        "spring · 2",
        "vip · 1",
    ]
    assert [e.label for e in found.folders][1:] == ["Folder 7 · 2", "No folder · 1"]


def test_a_pause_is_told_in_words_and_sent_as_the_service_names_it():
    options = PauseOptions(3, resumes=True, keeps_arrivals=True)

    assert options.words == (
        "After 3 days it goes on by itself."
        " Who arrives meanwhile waits and enters then."
    )
    assert options.body == {
        "PausedDays": 3,
        "GuardrailAction": "Resume",
        "ExtendWaitEndDates": False,
        "RetainContactInjectionWhileJourneyPaused": True,
        "ProcessWaitUntilEvents": False,
    }
