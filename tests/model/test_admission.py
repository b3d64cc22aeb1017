"""Would it enter? Each reason why not, from what was read."""

import pytest

from jbdesk.model import criteria
from jbdesk.model.firing import admission
from jbdesk.model.firing.admission import Chance, Offer, Stay
from jbdesk.model.journeys.journey_row import JourneyRow

UPDATED = criteria.equal("Event.NTO.Updated", "False")
CITY = criteria.equal("Contact.Attribute.Profile.City", "Lyon")


def version(
    status="Published",
    mode="SingleEntryAcrossAllVersions",
    filter_=None,
    *,
    key="welcome",
    number=1,
    event="NTO",
):
    xml = criteria.write(criteria.criteria(filter_)) if filter_ else ""
    trigger = {
        "type": "APIEvent",
        "metaData": {"eventDefinitionKey": event},
        "configurationArguments": {"criteria": xml},
    }
    return JourneyRow(
        {
            "key": key,
            "name": key.title(),
            "version": number,
            "status": status,
            "entryMode": mode,
            "triggers": [trigger],
        }
    )


def judged(*rows, stays=None, event="NTO", **data):
    known = {} if stays is None else stays
    return admission.outlooks(rows, Offer(event, "susan", data, known))


def test_a_running_journey_without_a_filter_admits_who_is_outside():
    (found,) = judged(version())

    assert found.chance is Chance.YES
    assert found.title == "Would enter “Welcome” version 1"
    assert "not inside" in found.text


def test_nobody_listens():
    (found,) = judged()

    assert found.chance is Chance.NO
    assert "No journey listens to “NTO”" in found.title


@pytest.mark.parametrize(
    ("status", "chance", "to_do"),
    [
        ("Draft", Chance.NO, "Publish"),
        ("Stopped", Chance.NO, "new version"),
        ("Unpublished", Chance.NO, "new version"),
        ("Paused", Chance.DOUBT, "Resume"),
        ("ScheduledToPublish", Chance.NO, "Wait"),
        ("Odd", Chance.UNKNOWN, "Look"),
    ],
)
def test_a_journey_that_does_not_run_says_what_to_do(status, chance, to_do):
    (found,) = judged(version(status))

    assert found.chance is chance
    assert to_do in found.to_do


def test_the_running_version_is_asked_and_not_the_newer_draft():
    (found,) = judged(version(number=1), version("Draft", number=2))

    assert (found.chance, found.version) == (Chance.YES, 1)


def test_a_filter_that_is_not_met_says_which_condition_fails():
    (found,) = judged(version(filter_=UPDATED), Updated=True)

    assert found.chance is Chance.NO
    assert "“Updated is False” is not met (Updated is True)" in found.text


def test_a_filter_that_is_met_says_by_what():
    (found,) = judged(version(filter_=UPDATED), Updated=False)

    assert found.chance is Chance.YES
    assert "Its filter is met: Updated is False" in found.text


def test_a_filter_on_the_contact_is_not_known():
    (found,) = judged(version(filter_=CITY))

    assert found.chance is Chance.UNKNOWN
    assert "City is “Lyon”" in found.text


def test_what_fails_for_sure_is_told_though_the_rest_is_not_known():
    both = criteria.group("AND", CITY, UPDATED)

    (found,) = judged(version(filter_=both), Updated=True)

    assert found.chance is Chance.NO


def test_one_met_condition_of_an_or_is_enough():
    either = criteria.group("OR", CITY, UPDATED)

    (found,) = judged(version(filter_=either), Updated=False)

    assert found.chance is Chance.YES


@pytest.mark.parametrize(
    ("mode", "inside", "before"),
    [
        ("MultipleEntries", Chance.YES, Chance.YES),
        ("SingleEntryAcrossAllVersions", Chance.NO, Chance.YES),
        ("OnceAndDone", Chance.NO, Chance.NO),
    ],
)
def test_each_entry_mode_against_who_is_inside_and_who_was(mode, inside, before):
    (now,) = judged(version(mode=mode), stays={"welcome": Stay(True, "is at “3 days”")})
    (then,) = judged(version(mode=mode), stays={"welcome": Stay(False)})

    assert (now.chance, then.chance) == (inside, before)
    if inside is Chance.NO:
        assert "“susan” is at “3 days”." in now.text
        assert "choose another contact key" in now.to_do


def test_where_the_contact_is_may_not_be_known():
    found = admission.outlooks([version()], Offer("NTO", "susan", {}, None))

    assert found[0].chance is Chance.UNKNOWN


def test_a_key_in_other_letters_is_a_doubt():
    (found,) = judged(version(event="nto"))

    assert found.chance is Chance.DOUBT
    assert "capital letters" in found.text


def test_more_than_ten_running_journeys_are_a_doubt():
    found = judged(*(version(key=f"j{n}") for n in range(11)))

    assert {each.chance for each in found} == {Chance.DOUBT}
    assert "11 running journeys" in found[0].text


def test_the_best_chance_counts():
    found = judged(version(), version("Draft", key="other"))

    assert admission.overall(found) is Chance.YES
    assert admission.overall(()) is Chance.UNKNOWN
