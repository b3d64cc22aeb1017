"""Each layer that can fail between “Fire” and a contact inside, and what is said."""

import pytest
from fire_gestures import EVENTS, SUSAN, answering, error, fill, fire


def test_a_journey_that_was_never_published(desk):
    async def story(person):
        await fill(person, "susan", event="Rental due tomorrow")
        await person.sees("Would not enter “Rental reminder”")
        await person.sees("Version 1 is a draft. Publish the journey.")
        await person.press("Fire")
        await person.sees("Journey “Rental reminder” is draft.")

    desk.tell(story)


def test_a_journey_that_was_stopped(desk):
    async def story(person):
        await fill(person, "susan", event="Cart left behind")
        await person.sees("Version 1 is stopped. Publish a new version of the journey.")

    desk.tell(story)


def test_an_event_that_no_journey_listens_to(desk):
    async def story(person):
        await fill(person, "susan", event="Membership upgraded")
        await person.sees("No journey listens to “nto-membership-upgraded”")
        await person.press("Fire")
        await person.sees("The service took the event.")
        await person.sees("No running journey listens to “nto-membership-upgraded”.")

    desk.tell(story)


def test_a_key_in_other_letters_is_taken_for_the_one_that_is_meant(desk):
    async def story(person):
        await person.press("Fire test contact")
        await person.type_in("Event definition", "NTO-MEMBERSHIP-UPGRADED")
        await person.type_in("Contact key", "susan")
        await person.sees('"EventDefinitionKey": "nto-membership-upgraded"')

    desk.tell(story)


def test_a_key_that_nobody_knows(desk):
    async def story(person):
        await person.press("Fire test contact")
        await person.type_in("Event definition", "NTO-Sign-up")
        await person.type_in("Contact key", "susan")
        await person.sees("The service knows no event definition “NTO-Sign-up”")
        await person.press("Fire")
        await person.sees("No event definition of this business unit has exactly this")

    desk.tell(story)


def test_a_filter_that_is_not_met_names_the_condition_before_and_after(desk):
    async def story(person):
        await fill(person, "susan", SUSAN)
        await person.sees("Its filter is met: Updated is False")
        await person.choose("Updated", "True")
        await person.sees("“Updated is False” is not met (Updated is True).")
        await person.press("Fire")
        await person.sees("The contact does not meet the journey's entry filter.")

    desk.tell(story)


@pytest.mark.parametrize(
    ("event", "before", "after"),
    [
        (
            "NTO Signup",
            "Would not enter “Welcome series”: already inside",
            "may enter again only after leaving. Wait, eject the contact",
        ),
        (
            "Gear registered",
            "Would not enter “Gear warranty”: already inside",
            "which admits nobody twice. Wait, eject the contact",
        ),
        (
            "Spring trail sign-up",
            "Would enter “Spring trail campaign” version 1",
            "The contact entered “Spring trail campaign”.",
        ),
    ],
    ids=["only after leaving", "once", "any time"],
)
def test_a_second_entry_by_each_entry_mode(desk, event, before, after):
    async def story(person):
        await fire(
            person, "susan", SUSAN if event == "NTO Signup" else None, event=event
        )
        await person.sees("The contact entered “")
        await person.sees(before)
        await person.press("Fire")
        table = desk.desk.fire.one.story.before.table.view.model()
        await person.until(lambda: table.rowCount() > 1, "both deliveries")
        await person.sees(after)

    desk.tell(story)


def test_a_contact_that_nobody_has_seen(desk):
    async def story(person):
        await fill(person, "nobody-yet", SUSAN)
        await person.sees("Not known whether the contact exists; if not, the event")

    desk.tell(story)


def test_an_address_that_belongs_to_another_contact(desk):
    async def story(person):
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees("The contact entered “Welcome series”.")
        await person.type_in("Contact key", "susan-2")
        await person.sees("The e-mail address belongs to another contact")

    desk.tell(story)


def test_a_line_that_was_cut_after_the_service_took_the_event(desk):
    fault = {"method": "POST", "path": EVENTS, "action": "reset-after"}

    async def story(person):
        await desk.control("PUT", "/simulator/faults", {"rules": [fault]})
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees("it was not sent again")
        await desk.control("DELETE", "/simulator/faults")
        await person.open_tab("Fired before")
        await person.click_row("Past deliveries", "outcome unknown")
        await person.press_in(desk.desk.fire.one.story.before, "Check")
        await person.sees("It was received: a journey has seen the contact since.")
        await person.open_tab("Fired before")
        await person.click_row("Past deliveries", "accepted")

        assert len(await desk.requests("POST", EVENTS)) == 1

    desk.tell(story)


def test_a_throttled_event_is_not_sent_and_says_when_to_fire_again(desk):
    fault = {"method": "POST", "path": EVENTS, "action": "throttle", "nth": 1}

    async def story(person):
        await desk.control("PUT", "/simulator/faults", {"rules": [fault]})
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees("Wait as long as Retry-After says, then fire again.")

    desk.tell(story)


def test_an_event_that_the_service_refuses_is_in_the_list_with_its_words(desk):
    fault = answering(400, error(10005, "The event is not valid here."))

    async def story(person):
        await desk.control("PUT", "/simulator/faults", fault)
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees("The event is not valid here.")
        await person.open_tab("Fired before")
        await person.click_row("Past deliveries", "refused")

    desk.tell(story)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (answering(429, error(50200, "Blocked")), "blocks this package for a while"),
        (answering(202, error(10005, "No")), "The status says yes, but the body holds"),
        (answering(200, error(0, "Not Authorized")), "Error code 0 means"),
        (
            answering(400, error(30000, "{{{ERROR_OPEN_SUPPORT_CASE}}}")),
            "a text that the service forgot to fill in",
        ),
        (
            {"rules": [{"method": "POST", "path": EVENTS, "action": "html"}]},
            "A web page came instead of JSON",
        ),
    ],
    ids=["50200", "202 with an error", "errorcode 0", "support case", "web page"],
)
def test_an_opaque_answer_is_explained(desk, fault, words):
    async def story(person):
        await desk.control("PUT", "/simulator/faults", fault)
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees(words)

    desk.tell(story)
