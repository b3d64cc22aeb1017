"""The simulator by clicks: it works at once, and its time is ours."""

from test_main_job import SUSAN, fire


def test_the_simulators_own_connection_is_tested_without_typing_anything(desk):
    async def story(person):
        await person.press("Credentials")
        await person.sees("Works at once")
        await person.press("Test connection")
        await person.sees("The client ID and secret are right.")
        await person.sees("The package has all the scopes that jbdesk needs.")

    desk.tell(story)


def test_a_contact_moves_on_when_the_clock_jumps(desk):
    async def story(person):
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees("The contact entered “Welcome series”.")
        await person.press("Simulator")
        await person.click_row("Contacts inside", "susan@sausage.com")
        await person.press("Jump ahead")
        await person.pick("1 hour")
        await person.open_tab("Outbox")
        await person.click_row("Outbox", "susan@sausage.com")

    desk.tell(story)


def test_after_a_reset_no_pane_shows_what_is_gone(desk):
    async def story(person):
        await fire(person, "susan@sausage.com", SUSAN)
        await person.sees("The contact entered “Welcome series”.")
        before = desk.desk.connection
        await person.press("Simulator")
        await person.press("Tenant")
        await person.pick("Reset to the demo tenant")
        await person.press("Reset")
        await person.sees("The demo tenant is as on its first day.")
        await person.sees("Nobody is inside a journey")
        await person.until(lambda: desk.desk.connection is not before, "a new start")

    desk.tell(story)
