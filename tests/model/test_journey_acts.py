"""What may be done with a version, and what it then does, in words."""

import pytest

from jbdesk.api import endpoints
from jbdesk.model.journeys import journey_acts as acts
from jbdesk.model.journeys.journey_acts import ACTS, Permit
from jbdesk.model.journeys.journey_effects import Life
from jbdesk.model.journeys.journey_row import STATUS_WORDS, JourneyRow
from jbdesk.model.packages import scopes

STATUSES = tuple(STATUS_WORDS)
ENDPOINTS = {
    "new_version": endpoints.CREATE_JOURNEY,
    "validate": endpoints.VALIDATE,
    "publish": endpoints.PUBLISH,
    "schedule": endpoints.PUBLISH,
    "pause": endpoints.PAUSE,
    "resume": endpoints.RESUME,
    "stop": endpoints.STOP,
    "delete_version": endpoints.DELETE_JOURNEY,
    "delete_all": endpoints.DELETE_ALL_VERSIONS,
}
WHEN = {  # the documented transitions, one column a status
    "new_version": set(STATUSES) - {"Draft"},
    "validate": {"Draft"},
    "publish": {"Draft"},
    "schedule": {"Draft"},
    "pause": {"Published", "Unpublished"},
    "resume": {"Paused"},
    "stop": {
        "Published",
        "Unpublished",
        "Paused",
        "ScheduledToPublish",
        "ScheduledToSend",
    },
    "delete_version": {"Draft", "Stopped", "Sent"},
    "delete_all": {"Draft", "Stopped", "Sent", "Deleted"},
}


def row(status="Draft", version=1, inside=0, **body):
    stats = {} if inside is None else {"currentPopulation": inside}
    told = {"key": "k", "name": "Welcome", "status": status, "version": version}
    return JourneyRow({**told, "stats": stats, **body})


def life(*rows):
    """The first is acted on; the latest comes first among the versions."""
    latest_first = sorted(rows, key=lambda each: each.version, reverse=True)
    return Life(rows[0], tuple(latest_first))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_an_act_is_allowed_in_the_statuses_of_its_row_and_no_others(act):
    allowed = {s for s in STATUSES if not act.why_not(life(row(s)), Permit())}

    assert allowed == WHEN[act.name]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_each_act_has_the_scopes_of_the_call_it_makes(act):
    row = scopes.need(scopes.JOURNEYS, act.label)

    assert {*row.scopes, *row.advised} == set(ENDPOINTS[act.name].scopes)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_scope_that_is_only_likely_is_a_warning_and_locks_nobody_out(act):
    here = life(row(min(WHEN[act.name])))
    reads = Permit(scopes=frozenset({"journeys_read"}))

    assert act.why_not(here, reads) == ""
    assert act.doubt(reads).startswith("May also need journeys_")
    assert act.doubt(Permit()) == ""


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_scope_that_is_documented_and_missing_is_named(act):
    here = life(row(min(WHEN[act.name])))

    told = act.why_not(here, Permit(scopes=frozenset({"journeys_write"})))

    assert "lacks journeys_read. Tick Automation → Journeys: Read" in told


def test_a_status_that_forbids_is_told_in_a_sentence():
    told = acts.PAUSE.why_not(life(row("Draft", 3)), Permit())

    assert told == (
        "Only a running or finishing version can be paused; version 3 is a draft."
    )


def test_stopping_counts_who_is_ejected():
    told = acts.STOP.effect(life(row("Published", 3, 4120)))

    assert told == "Ejects 4,120 contacts. Version 3 never runs again."


def test_publishing_tells_what_becomes_of_the_version_that_runs():
    here = life(row("Draft", 4), row("Published", 3, 12), row("Stopped", 2))

    told = acts.PUBLISH.effect(here)

    assert told == (
        "Version 4 admits contacts from then on."
        " Version 3 finishes: 12 contacts go on, nobody new enters it."
    )


def test_nothing_is_counted_that_the_service_did_not_tell():
    told = acts.STOP.effect(life(row("Published", 3, None)))

    assert told == "Ejects whoever is inside. Version 3 never runs again."


def test_all_versions_go_only_when_none_of_them_runs():
    here = life(row("Draft", 2), row("Paused", 1, 3))

    told = acts.DELETE_ALL.why_not(here, Permit())

    assert told == "Stop version 1 first: it is paused."


def test_deleting_tells_how_many_entered_what_goes():
    told = {"currentPopulation": 0, "cumulativePopulation": 4120}
    here = life(row("Stopped", 1, stats=told), row("Draft", 2))

    assert acts.DELETE_VERSION.effect(here) == (
        "Deletes version 1 for good; the other version stays."
        " 4,120 contacts have entered so far."
    )
    assert "entered" not in acts.DELETE_ALL.effect(here)


def test_all_versions_are_paused_or_resumed_in_one_go_where_there_are_several():
    running, finishing = row("Published", 3, 2), row("Unpublished", 2, 5)
    here = life(running, finishing, row("Stopped", 1))

    assert acts.together(acts.PAUSE, here) == (running, finishing)
    assert acts.together(acts.RESUME, here) == ()
    assert acts.together(acts.STOP, here) == ()
    assert acts.together(acts.PAUSE, life(running, row("Stopped", 1))) == ()


def typed(here):
    return {act.name for act in ACTS if acts.to_type(act, here) == "Welcome"}


def test_the_name_is_typed_only_where_the_whole_journey_goes():
    assert typed(life(row("Draft"))) == {"delete_all"}
    assert typed(life(row("Stopped", 2), row("Stopped", 1))) == {"delete_all"}
    assert typed(life(row("Stopped"))) == {"delete_all", "delete_version"}


def test_a_journey_has_one_draft_at_a_time():
    here = life(row("Stopped", 1), row("Draft", 2))

    told = acts.NEW_VERSION.why_not(here, Permit())

    assert told == "Version 2 is a draft already; there is one at a time."


def test_a_connection_that_may_not_write_says_so_last():
    permit = Permit(refusal="Read-only.")

    assert acts.STOP.why_not(life(row("Published")), permit) == "Read-only."
    assert "is a draft" in acts.STOP.why_not(life(row("Draft")), permit)


def test_a_transactional_journey_is_never_stopped():
    here = life(row("Published", definitionType="Transactional"))

    assert "never stopped" in acts.STOP.why_not(here, Permit())
    assert acts.PAUSE.why_not(here, Permit()) == ""
